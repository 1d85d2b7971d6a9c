import { countAtMost, countBelow } from '../statistics/sorted-values.ts'

/** Where a value stands among others, in their unit. */
export interface Standing {
  /** Rows that it stands among. */
  readonly rows: number
  /** Of them with a finite value. */
  readonly present: number
  /** Null where none has a value. */
  readonly median: number | null
  /** The quartiles: half of the values lie between them. */
  readonly low: number | null
  readonly high: number | null
  /** Values smaller and larger than it; 0 for a missing one. */
  readonly below: number
  readonly above: number
}

/**
 * Where a value stands among ascending ones.
 *
 * @param sorted finite, ascending
 * @param rows that they come from, with those without a value
 * @param without leave the value itself, which is among them, out once
 * @returns quantiles by linear interpolation (type 7 of Hyndman and Fan)
 * Cost: some binary searches.
 */
export function standing(sorted: Float64Array, rows: number, value: number, without: boolean): Standing {
  const out = without ? countBelow(sorted, value) : sorted.length
  const present = sorted.length - (without ? 1 : 0)
  const missing = value !== value
  const below = missing ? 0 : countBelow(sorted, value)
  const above = missing ? 0 : sorted.length - countAtMost(sorted, value)
  if (present === 0) return { rows, present, median: null, low: null, high: null, below, above }
  const quantile = (share: number) => quantileWithout(sorted, out, present, share)
  return { rows, present, median: quantile(0.5), low: quantile(0.25), high: quantile(0.75), below, above }
}

/** The quantile of the values without the one at position `out`. */
function quantileWithout(sorted: Float64Array, out: number, count: number, share: number): number {
  const at = (i: number): number => sorted[i < out ? i : i + 1]!
  const position = share * (count - 1)
  const floor = Math.floor(position)
  const low = at(floor)
  const high = at(Math.min(floor + 1, count - 1))
  if (low === high) return low
  const part = position - floor
  return high - low < Infinity ? low + (high - low) * part : low * (1 - part) + high * part
}
