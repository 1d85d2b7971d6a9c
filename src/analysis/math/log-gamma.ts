import { log } from './logarithm.ts'

/**
 * The logarithm of the gamma function, from + − × ÷ and our own logarithm; exact to about 1e-15 of
 * the larger of 1 and its size.
 *
 * @param x a number > 0; 0 gives +∞, NaN and x < 0 give NaN, +∞ gives +∞
 */
export function logGamma(x: number): number {
  if (!(x > 0) || x === Infinity) return x === 0 ? Infinity : x > 0 ? x : NaN
  if (x < 10) {
    // Γ(x) = Γ(x + k) / (x (x + 1) … (x + k − 1)): up to where Stirling's series is exact.
    let product = x
    let shifted = x + 1
    for (; shifted < 10; shifted++) product *= shifted
    return logGamma(shifted) - log(product)
  }
  return (x - 0.5) * log(x) - x + LN_SQRT_TAU + stirlingError(x)
}

/**
 * ln Γ(x) − ((x − ½) ln x − x + ½ ln 2π): what Stirling's formula lacks, to about 1e-16 absolutely.
 *
 * @param x a number > 0
 */
export function stirlingError(x: number): number {
  if (x < 10) return logGamma(x) - (x - 0.5) * log(x) + x - LN_SQRT_TAU
  const z = 1 / (x * x)
  let p = -3617 / 122400
  p = p * z + 1 / 156
  p = p * z - 691 / 360360
  p = p * z + 1 / 1188
  p = p * z - 1 / 1680
  p = p * z + 1 / 1260
  p = p * z - 1 / 360
  p = p * z + 1 / 12
  return p / x
}

/**
 * x ln(x / m) + m − x without the cancellation where x and m are close: the deviance of Loader,
 * Fast and accurate computation of binomial probabilities (2000).
 *
 * @param x a number > 0
 * @param m a number > 0
 */
export function devianceTerm(x: number, m: number): number {
  if (Math.abs(x - m) >= 0.1 * (x + m)) return x * log(x / m) + m - x
  const v = (x - m) / (x + m)
  let sum = (x - m) * v
  let term = 2 * x * v
  for (let j = 3; j < 1000; j += 2) {
    term *= v * v
    const next = sum + term / j
    if (next === sum) break
    sum = next
  }
  return sum
}

const LN_SQRT_TAU = 0.9189385332046728
