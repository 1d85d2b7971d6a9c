import { exp } from './exponential.ts'
import { regularisedBeta } from './incomplete-beta.ts'
import { log } from './logarithm.ts'
import { devianceTerm, stirlingError } from './log-gamma.ts'
import { normalCdf, normalQuantile } from './normal.ts'
import { increasingRoot } from './increasing-root.ts'

/**
 * The share of Student's t distribution below t, relatively exact to about 1e-13 in the lower tail;
 * the share above t is `studentTCdf(-t, df)`.
 *
 * @param t any number; NaN gives NaN
 * @param df degrees of freedom > 0, not necessarily whole; +∞ is the normal distribution
 * @returns 0 to 1; cost grows with the root of df, up to 1e9, from where the normal is taken
 */
export function studentTCdf(t: number, df: number): number {
  if (!(df > 0)) return NaN
  if (df > NORMAL_FROM || !Number.isFinite(t)) return normalCdf(t)
  const lower = lowerTail(Math.abs(t), df)
  return t < 0 ? lower : 1 - lower
}

/**
 * The t below which the share p of Student's t distribution lies, relatively exact to about 1e-12;
 * for an upper tail of share q take `-studentTQuantile(q, df)`.
 *
 * @param p share, 0 to 1; 0 gives −∞, 1 gives +∞, anything else gives NaN
 * @param df degrees of freedom > 0
 */
export function studentTQuantile(p: number, df: number): number {
  if (!(df > 0 && p >= 0 && p <= 1)) return NaN
  if (df > NORMAL_FROM || p === 0 || p === 1) return normalQuantile(p)
  if (p === 0.5) return 0
  if (p > 0.5) return -studentTQuantile(1 - p, df)
  const centre = 0.5 - p
  if (p > 0.25) {
    const share = (s: number): number => 0.5 * centralShare(s, df) - centre
    return -increasingRoot(share, (s) => studentTDensity(s, df), -normalQuantile(p))
  }
  // In logarithms the tail is almost a line, whether it falls like a power or like the normal.
  const wanted = log(p)
  const start = log(Math.max(-normalQuantile(p), 0.5))
  const size = increasingRoot(
    (u) => wanted - log(lowerTail(exp(u), df)),
    (u) => (exp(u) * studentTDensity(exp(u), df)) / lowerTail(exp(u), df),
    start,
  )
  return -exp(size)
}

/**
 * The density of Student's t distribution.
 *
 * @param t any number; NaN gives NaN
 * @param df degrees of freedom > 0
 */
export function studentTDensity(t: number, df: number): number {
  const square = t * t
  const factor = exp(stirlingError((df + 1) / 2) - stirlingError(df / 2) - devianceTerm(df / 2, (df + 1) / 2))
  const power = square < 0.2 * df ? logOnePlus(square / df) : log(1 + square / df)
  return (factor / Math.sqrt(TAU * (1 + square / df))) * exp(-0.5 * df * power)
}

/** The share below −s, s ≥ 0. */
function lowerTail(s: number, df: number): number {
  if (s * s > 1e300) return 0
  const square = s * s
  return 0.5 * regularisedBeta(df / (df + square), df / 2, 0.5, square / (df + square))
}

/** The share between −s and s. */
function centralShare(s: number, df: number): number {
  const square = s * s
  return regularisedBeta(square / (df + square), 0.5, df / 2, df / (df + square))
}

/** ln(1 + x) for 0 ≤ x < .2 without losing what 1 + x rounds away. */
function logOnePlus(x: number): number {
  const sum = 1 + x
  return sum === 1 ? x : log(sum) - (sum - 1 - x) / sum
}

const NORMAL_FROM = 1e9
const TAU = 6.283185307179586
