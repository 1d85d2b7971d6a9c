import { quantileOfSorted } from '../statistics/sorted-values.ts'
import type { ValueRange } from './scale.ts'

/** A plot that is this many interquartile ranges wide still shows the shape of the middle half. */
const WIDE = 25
/** Where it would be wider, it ends this many interquartile ranges beyond the quartiles, and after the outer hundredths. */
const REACH = 6
const OUTER = 0.01

/**
 * Where values are drawn when a few far ones must not squeeze the rest: all of them, unless that would be wider
 * than 25 interquartile ranges; then as far as 6 of them beyond the quartiles, and at least 98 % of the values.
 *
 * @param sorted ascending, finite, at least one value
 * @returns both ends within the values; equal only for a constant
 */
export function bulkRange(sorted: Float64Array): readonly [low: number, high: number] {
  const min = sorted[0]!
  const max = sorted[sorted.length - 1]!
  const q1 = quantileOfSorted(sorted, 0.25)
  const q3 = quantileOfSorted(sorted, 0.75)
  const range = q3 - q1
  const low = quantileOfSorted(sorted, OUTER)
  const high = quantileOfSorted(sorted, 1 - OUTER)
  // Where half of the values are equal there is no such measure: the rest of them, without its far ends.
  if (!(range > 0)) return low === high ? [min, max] : [low, high]
  if (max - min <= WIDE * range) return [min, max]
  return [Math.max(min, Math.min(low, q1 - REACH * range)), Math.min(max, Math.max(high, q3 + REACH * range))]
}

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
  const [low, high] = range === 'whole' ? [sorted[0]!, sorted[sorted.length - 1]!] : bulkRange(sorted)
  const room = low === high ? Math.max(0.5, Math.abs(low) * 1e-6) : (high / 2 - low / 2) * (2 * ROOM)
  return [Math.max(low - room, -MOST), Math.min(high + room, MOST)]
}

/** Differences of such values are still finite. */
const MOST = Number.MAX_VALUE / 4
