import { quantileOfSorted } from './sorted-values.ts'

/** The shares that a profile shows between the smallest and the largest value. */
export const PROFILE_QUANTILES = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99] as const

/**
 * Several quantiles of ascending values, by linear interpolation (type 7 of Hyndman and Fan, the default of
 * numpy, pandas, R and Excel's PERCENTILE.INC).
 *
 * @param sorted ascending, finite
 * @param shares each 0 … 1
 * @returns in the order of `shares`; NaN without a value
 */
export function quantilesOfSorted(sorted: Float64Array, shares: readonly number[]): Float64Array {
  return Float64Array.from(shares, (share) => (sorted.length === 0 ? NaN : quantileOfSorted(sorted, share)))
}

/**
 * The median absolute deviation from the median, not scaled (scipy's `median_abs_deviation`; × 1.4826 estimates
 * the standard deviation of normal values).
 *
 * @param sorted ascending, finite
 * @returns in the values' unit; NaN without a value; 0 where more than half of the values are equal
 *
 * Cost: linear without sorting: seen from the median outwards, the deviations to either side ascend.
 */
export function madOfSorted(sorted: Float64Array): number {
  const n = sorted.length
  if (n === 0) return NaN
  const median = quantileOfSorted(sorted, 0.5)
  let left = Math.ceil(n / 2) - 1
  let right = left + 1
  let lower = 0
  let upper = 0
  for (let rank = 0; rank <= n >>> 1; rank++) {
    lower = upper
    const below = left >= 0 ? median - sorted[left]! : Infinity
    const above = right < n ? sorted[right]! - median : Infinity
    if (below <= above) {
      upper = below
      left--
    } else {
      upper = above
      right++
    }
  }
  return n % 2 === 1 ? upper : lower + (upper - lower) / 2
}

/**
 * How many different values there are.
 *
 * @param sorted ascending, without NaN; −0 counts as 0
 */
export function distinctOfSorted(sorted: Float64Array): number {
  let distinct = sorted.length === 0 ? 0 : 1
  for (let i = 1; i < sorted.length; i++) if (sorted[i] !== sorted[i - 1]) distinct++
  return distinct
}
