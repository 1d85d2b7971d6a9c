import { chiSquaredUpperTail } from '../math/chi-squared.ts'

/** How counts in bins compare with expected shares. */
export interface Fit {
  /** (bins,) signed: above 0 where there are more rows than expected; 0 without rows. */
  readonly z: Float64Array
  /** Mean absolute difference of the shares; NaN without rows. */
  readonly mad: number
  /** About what chance alone would give at this number of rows. */
  readonly chanceMad: number
  readonly chiSquared: number
  readonly degreesOfFreedom: number
  /** Probability of so large a chi-squared, or a larger one, by chance. */
  readonly p: number
  /** The largest difference of the cumulated shares (Kolmogorov–Smirnov). */
  readonly distance: number
  /** What the distance must exceed at the 5 % level: 1.36 / √n. */
  readonly criticalDistance: number
}

/**
 * Compares counts with expected shares: z per bin with continuity correction, mean absolute deviation, chi-squared
 * and Kolmogorov–Smirnov distance.
 *
 * @param counts (bins,) rows
 * @param expected (bins,) shares > 0 that sum to 1
 * Source: Nigrini, Benford's Law (2012), chapter 7; the expected MAD of chance is the mean of a folded normal.
 */
export function compareCounts(counts: ArrayLike<number>, expected: Float64Array): Fit {
  const bins = expected.length
  let n = 0
  for (let bin = 0; bin < bins; bin++) n += counts[bin]!
  const z = new Float64Array(bins)
  let deviation = 0
  let chance = 0
  let chiSquared = 0
  let cumulated = 0
  let distance = 0
  for (let bin = 0; bin < bins && n > 0; bin++) {
    const share = expected[bin]!
    const difference = counts[bin]! / n - share
    const spread = Math.sqrt((share * (1 - share)) / n)
    z[bin] = zOf(difference, spread, n)
    deviation += Math.abs(difference)
    chance += spread * MEAN_OF_FOLDED_NORMAL
    chiSquared += (n * difference * difference) / share
    cumulated += difference
    distance = Math.max(distance, Math.abs(cumulated))
  }
  const degreesOfFreedom = bins - 1
  return {
    z,
    mad: n > 0 ? deviation / bins : NaN,
    chanceMad: n > 0 ? chance / bins : NaN,
    chiSquared,
    degreesOfFreedom,
    p: n > 0 ? chiSquaredUpperTail(chiSquared, degreesOfFreedom) : NaN,
    distance,
    criticalDistance: n > 0 ? 1.36 / Math.sqrt(n) : NaN,
  }
}

/** √(2/π) */
const MEAN_OF_FOLDED_NORMAL = 0.7978845608028654

/** The continuity correction is left out where it is more than the difference itself. */
function zOf(difference: number, spread: number, n: number): number {
  const size = Math.abs(difference)
  const correction = 1 / (2 * n)
  const z = (correction < size ? size - correction : size) / spread
  return difference < 0 ? -z : z
}
