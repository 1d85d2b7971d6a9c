import { normalQuantile } from '../math/normal.ts'
import { studentTQuantile } from '../math/student-t.ts'
import { countAtMost, countBelow, quantileOfSorted } from '../profile/sorted-values.ts'

/** One group of values as a box and a mean. */
export interface BoxStatistics {
  readonly n: number
  readonly min: number
  readonly q1: number
  readonly median: number
  readonly q3: number
  readonly max: number
  /** The outermost values within 1.5 interquartile ranges of the box. */
  readonly whiskerLow: number
  readonly whiskerHigh: number
  /** Values beyond the whiskers. */
  readonly outside: number
  readonly mean: number
  /** Σ (x − mean)². */
  readonly squares: number
  /** 95 % interval of the mean; NaN for fewer than two values. */
  readonly meanLow: number
  readonly meanHigh: number
}

/**
 * Box and mean of ascending values.
 *
 * @param sorted ascending, finite; without a value there is no box
 * @returns quartiles of type 7 (linear interpolation), Tukey's whiskers, Student's interval of the mean
 *
 * Cost: linear. Source: Tukey, Exploratory Data Analysis (1977); Hyndman & Fan, The American Statistician 50 (1996).
 */
export function boxStatistics(sorted: Float64Array): BoxStatistics | null {
  const n = sorted.length
  if (n === 0) return null
  const q1 = quantileOfSorted(sorted, 0.25)
  const q3 = quantileOfSorted(sorted, 0.75)
  const reach = 1.5 * (q3 - q1)
  const first = countBelow(sorted, q1 - reach)
  const last = countAtMost(sorted, q3 + reach) - 1
  let mean = 0
  for (let i = 0; i < n; i++) mean += (sorted[i]! - mean) / (i + 1)
  let left = 0
  let squares = 0
  for (let i = 0; i < n; i++) {
    const d = sorted[i]! - mean
    left += d
    squares += d * d
  }
  mean += left / n
  squares = Math.max(0, squares - (left * left) / n)
  // Beyond a million values Student's quantile is the normal one to six digits, and much dearer.
  const quantile = n > 1_000_000 ? normalQuantile(0.975) : n > 1 ? -studentTQuantile(0.025, n - 1) : NaN
  const half = quantile * Math.sqrt(squares / (n - 1) / n)
  return {
    n,
    min: sorted[0]!,
    q1,
    median: quantileOfSorted(sorted, 0.5),
    q3,
    max: sorted[n - 1]!,
    whiskerLow: sorted[first]!,
    whiskerHigh: sorted[last]!,
    outside: first + (n - 1 - last),
    mean,
    squares,
    meanLow: mean - half,
    meanHigh: mean + half,
  }
}
