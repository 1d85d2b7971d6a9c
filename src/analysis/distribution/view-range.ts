import { coreRange } from '../profile/number-edges.ts'
import type { ValueRange } from './scale.ts'

/** Room at both ends of a plot, as a part of what it shows. */
const ROOM = 0.05

/**
 * What the plots of one column show.
 *
 * @param sorted ascending, finite
 * @param range the bulk of the values, or all
 * @returns two different finite values with a little room at both ends; 0 … 1 without a value
 */
export function viewRange(sorted: Float64Array, range: ValueRange): readonly [low: number, high: number] {
  if (sorted.length === 0) return [0, 1]
  const [low, high] = range === 'whole' ? [sorted[0]!, sorted[sorted.length - 1]!] : coreRange(sorted)
  const room = low === high ? Math.max(0.5, Math.abs(low) * 1e-6) : (high / 2 - low / 2) * (2 * ROOM)
  return [Math.max(low - room, -MOST), Math.min(high + room, MOST)]
}

/** Differences of such values are still finite. */
const MOST = Number.MAX_VALUE / 4
