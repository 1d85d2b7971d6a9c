import { madOfSorted } from '../statistics/order-statistics.ts'
import { moments, type Moments } from '../statistics/moments.ts'
import { quantileOfSorted } from '../statistics/sorted-values.ts'
import { SLICE_ROWS, type Work } from '../work.ts'
import { transformed, type Transform } from './transform.ts'

/** What the tests of one column look at: its values in order, and the usual figures of them. */
export interface ColumnValues {
  /** Finite values on the transformed scale, ascending. */
  readonly sorted: Float64Array
  readonly moments: Moments
  /** NaN without a value, as all that follows. */
  readonly median: number
  /** Median absolute deviation from the median, not scaled. */
  readonly mad: number
  /** Mean absolute deviation from the median. */
  readonly meanDeviation: number
  readonly q1: number
  readonly q3: number
}

/**
 * Figures of a column on a transformed scale.
 *
 * @param ascending finite values, ascending, all in the transform's domain
 * @returns quantiles by linear interpolation (type 7, as numpy and Excel)
 *
 * Cost: linear, in slices; a copy of the values unless the transform is `none`.
 */
export function* columnValues(ascending: Float64Array, transform: Transform): Work<ColumnValues> {
  const sorted = transform === 'none' ? ascending : yield* mapped(ascending, transform)
  const quantile = (share: number): number => (sorted.length === 0 ? NaN : quantileOfSorted(sorted, share))
  const median = quantile(0.5)
  let deviations = 0
  for (let i = 0; i < sorted.length; i++) {
    deviations += (Math.abs(sorted[i]! - median) - deviations) / (i + 1)
    if (i % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  return {
    sorted,
    moments: yield* moments(sorted),
    median,
    mad: madOfSorted(sorted),
    meanDeviation: sorted.length === 0 ? NaN : deviations,
    q1: quantile(0.25),
    q3: quantile(0.75),
  }
}

function* mapped(values: Float64Array, transform: Transform): Work<Float64Array> {
  const out = new Float64Array(values.length)
  for (let i = 0; i < values.length; i++) {
    out[i] = transformed(values[i]!, transform)
    if (i % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  return out
}
