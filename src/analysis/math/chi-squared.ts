import { exp } from './exponential.ts'
import { regularisedGamma } from './incomplete-gamma.ts'
import { increasingRoot } from './increasing-root.ts'
import { log } from './logarithm.ts'
import { devianceTerm, logGamma, stirlingError } from './log-gamma.ts'
import { normalQuantile } from './normal.ts'

/**
 * The share of a chi-squared distribution below x, relatively exact to about 1e-13 below its mean.
 *
 * @param x any number; below 0 gives 0, NaN gives NaN
 * @param df degrees of freedom > 0, not necessarily whole
 */
export function chiSquaredCdf(x: number, df: number): number {
  return regularisedGamma(df / 2, x < 0 ? 0 : x / 2).lower
}

/**
 * The share of a chi-squared distribution above x: the p-value of a chi-squared test, relatively
 * exact to about 1e-13 above the mean, however small.
 *
 * @param x any number; below 0 gives 1, NaN gives NaN
 * @param df degrees of freedom > 0
 */
export function chiSquaredUpperTail(x: number, df: number): number {
  return regularisedGamma(df / 2, x < 0 ? 0 : x / 2).upper
}

/**
 * The x below which the share p of a chi-squared distribution lies, relatively exact to about 1e-12.
 *
 * @param p share, 0 to 1; 0 gives 0, 1 gives +∞, anything else gives NaN
 * @param df degrees of freedom > 0
 */
export function chiSquaredQuantile(p: number, df: number): number {
  if (!(df > 0 && p >= 0 && p <= 1)) return NaN
  if (p === 0 || p === 1) return p === 0 ? 0 : Infinity
  const a = df / 2
  // On ln x the logarithm of either tail is smooth and monotone down to the smallest quantiles.
  const density = (u: number): number => Math.sqrt(a / TAU) * exp(-stirlingError(a) - devianceTerm(a, exp(u)))
  const lower = (u: number): number => regularisedGamma(a, exp(u)).lower
  const upper = (u: number): number => regularisedGamma(a, exp(u)).upper
  const root =
    p < 0.5
      ? increasingRoot(
          (u) => log(lower(u)) - log(p),
          (u) => density(u) / lower(u),
          start(p, a),
        )
      : increasingRoot(
          (u) => log(1 - p) - log(upper(u)),
          (u) => density(u) / upper(u),
          start(p, a),
        )
  return 2 * exp(root)
}

/** ln x from Wilson and Hilferty's cube, or from the first term of the series where that is negative. */
function start(p: number, a: number): number {
  const spread = 1 / (9 * a)
  const cube = 1 - spread + normalQuantile(p) * Math.sqrt(spread)
  if (cube > 0.2) return log(a) + 3 * log(cube)
  return (log(p) + logGamma(a + 1)) / a
}

const TAU = 6.283185307179586
