import { SLICE_ROWS, type Work } from '../work.ts'
import { moments } from '../statistics/moments.ts'
import {
  distinctOfSorted,
  madOfSorted,
  PROFILE_QUANTILES,
  quantilesOfSorted,
} from '../statistics/order-statistics.ts'
import { countAtMost, countBelow } from '../statistics/sorted-values.ts'

/** Figures of a number or datetime column over its finite values, in its own unit; NaN where one is not defined. */
export interface ValueFigures {
  readonly finite: number
  /** Values that are +∞ or −∞. */
  readonly infinite: number
  readonly zeros: number
  /** Values below 0; −∞ counts, −0 does not. */
  readonly negatives: number
  readonly min: number
  readonly max: number
  readonly mean: number
  /** With n − 1. */
  readonly sd: number
  /** Median absolute deviation from the median, not scaled. */
  readonly mad: number
  /** Sample-adjusted, G₁. */
  readonly skewness: number
  /** Sample-adjusted excess, G₂. */
  readonly kurtosis: number
  /** Type 7, at `PROFILE_QUANTILES`: 1, 5, 25, 50, 75, 95 and 99 %. */
  readonly quantiles: readonly number[]
}

/**
 * Figures of numbers or datetimes.
 *
 * @param values (rows,) NaN is missing
 * @param sorted the finite ones of them, ascending
 * @returns the figures, and how many values (±∞ too) and different values there are. The order of rows changes
 *   nothing, not even a last digit.
 *
 * Cost: linear, some 20 ms for a million rows, in slices.
 */
export function* valueFigures(
  values: Float64Array,
  sorted: Float64Array,
): Work<ValueFigures & { readonly present: number; readonly distinct: number }> {
  const { above, below } = yield* countInfinities(values)
  const { count, min, max, mean, sd, skewness, kurtosis } = yield* moments(sorted)
  yield
  const distinct = distinctOfSorted(sorted) + Math.min(above, 1) + Math.min(below, 1)
  const mad = madOfSorted(sorted)
  yield
  return {
    present: count + above + below,
    distinct,
    finite: count,
    infinite: above + below,
    zeros: countAtMost(sorted, 0) - countBelow(sorted, 0),
    negatives: countBelow(sorted, 0) + below,
    min,
    max,
    mean,
    sd,
    mad,
    skewness,
    kurtosis,
    quantiles: [...quantilesOfSorted(sorted, PROFILE_QUANTILES)],
  }
}

function* countInfinities(values: Float64Array): Work<{ readonly above: number; readonly below: number }> {
  let above = 0
  let below = 0
  for (let start = 0; start < values.length; start += SLICE_ROWS) {
    const end = Math.min(values.length, start + SLICE_ROWS)
    for (let i = start; i < end; i++) {
      if (values[i] === Infinity) above++
      else if (values[i] === -Infinity) below++
    }
    yield
  }
  return { above, below }
}
