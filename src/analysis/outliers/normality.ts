import { exp } from '../math/exponential.ts'
import { quantileOfSorted } from '../statistics/sorted-values.ts'
import type { ColumnValues } from './column-values.ts'
import { inDomain, transformed, TRANSFORMS, type Transform } from './transform.ts'

/** How far values are from a normal distribution, which most of the tests assume for the ordinary ones. */
export interface Normality {
  /** g₁ and excess g₂ of all values, outliers included (population moments). */
  readonly skewness: number
  readonly kurtosis: number
  /** n ÷ 6 × (g₁² + g₂² ÷ 4), and its chance in a normal sample of this size. */
  readonly jarqueBera: number
  readonly p: number
  /** Skewness of the middle three quarters, −1 … 1, which no outlier changes; 0 for symmetric values. */
  readonly octileSkewness: number
  readonly shape: Shape
}

/**
 * `too-few`: below 8 values nothing can be said. `equal`: all values are equal. `skewed`: also without the
 * extremes. `heavy-tailed`: symmetric in the middle, with more far values than normal ones have. `flat`: with
 * fewer, as evenly spread values or several groups have.
 */
export type Shape = 'too-few' | 'equal' | 'bell' | 'skewed' | 'heavy-tailed' | 'flat'

/**
 * Checks the assumption behind the tests, mostly by sizes: with many rows a test of normality rejects
 * whatever is not a textbook's, however harmless.
 *
 * @returns NaN figures for constant columns
 * Source: Jarque & Bera, International Statistical Review 55 (1987); the octile skewness of Hinkley (1975).
 */
export function normality({ sorted, moments }: Pick<ColumnValues, 'sorted' | 'moments'>): Normality {
  const { count, populationSkewness: skewness, populationKurtosis: kurtosis, min, max } = moments
  const jarqueBera = (count / 6) * (skewness * skewness + (kurtosis * kurtosis) / 4)
  const octile = octileSkewness(sorted)
  return {
    skewness,
    kurtosis,
    jarqueBera,
    // The upper tail of chi-squared with two degrees of freedom.
    p: exp(-jarqueBera / 2),
    octileSkewness: octile,
    shape: shapeOf(),
  }

  function shapeOf(): Shape {
    if (count < 8) return 'too-few'
    if (min === max) return 'equal'
    // First: among few values or groups the octiles leap from one to the next, and outliers would show in the moments.
    if (Math.abs(skewness) < 0.5 && kurtosis <= -1) return 'flat'
    if (Math.abs(octile) > SKEWED) return 'skewed'
    return Math.abs(skewness) < 0.5 && kurtosis < 1 ? 'bell' : 'heavy-tailed'
  }
}

/**
 * ((q₇⸝₈ − median) − (median − q₁⸝₈)) ÷ (q₇⸝₈ − q₁⸝₈): 0 for symmetric values, 1 or −1 for the most skewed.
 *
 * @param sorted ascending, finite
 * @returns 0 without a spread
 */
export function octileSkewness(sorted: Float64Array): number {
  if (sorted.length === 0) return 0
  const low = quantileOfSorted(sorted, 0.125)
  const middle = quantileOfSorted(sorted, 0.5)
  const high = quantileOfSorted(sorted, 0.875)
  return high > low ? (high - middle - (middle - low)) / (high - low) : 0
}

/**
 * The transform that makes the middle of the values most nearly symmetric, where it helps much.
 *
 * @param sorted ascending, finite, not transformed
 * @returns `none` where the values are symmetric enough or no transform helps
 */
export function suggestedTransform(sorted: Float64Array): Transform {
  if (sorted.length < 8) return 'none'
  const before = Math.abs(octileSkewness(sorted))
  if (before <= SKEWED) return 'none'
  const three = [0.125, 0.5, 0.875].map((share) => quantileOfSorted(sorted, share))
  let best: Transform = 'none'
  let least = before * MUCH_LESS
  for (const { value } of TRANSFORMS) {
    if (value === 'none' || !inDomain(sorted[0]!, value)) continue
    const after = Math.abs(octileSkewness(Float64Array.from(three, (x) => transformed(x, value))))
    // The plainest that does: a later one must be clearly better.
    if (after < (best === 'none' ? least : least - CLEARLY)) {
      best = value
      least = after
    }
  }
  return best
}

const SKEWED = 0.15
const MUCH_LESS = 0.7
const CLEARLY = 0.05
