import { normalQuantile } from '../math/normal.ts'
import { studentTQuantile } from '../math/student-t.ts'

/** The mean of a group of values. */
export interface GroupMean {
  readonly n: number
  readonly mean: number
  /** Σ (x − mean)². */
  readonly squares: number
  /** Student's 95 % interval of the mean; NaN for fewer than two values. */
  readonly low: number
  readonly high: number
}

/**
 * Mean and spread of values in two passes.
 *
 * @param values finite; without one there is no mean
 *
 * Cost: linear.
 */
export function groupMean(values: Float64Array): GroupMean | null {
  const n = values.length
  if (n === 0) return null
  let mean = 0
  for (let i = 0; i < n; i++) mean += values[i]! / (i + 1) - mean / (i + 1)
  let left = 0
  let squares = 0
  for (let i = 0; i < n; i++) {
    const d = values[i]! - mean
    left += d
    squares += d * d
  }
  mean += left / n
  squares = Math.max(0, squares - (left * left) / n)
  // Beyond a million values Student's quantile is the normal one to six digits, and much dearer.
  const quantile = n > 1_000_000 ? normalQuantile(0.975) : n > 1 ? -studentTQuantile(0.025, n - 1) : NaN
  const half = quantile * Math.sqrt(squares / (n - 1) / n)
  return { n, mean, squares, low: mean - half, high: mean + half }
}
