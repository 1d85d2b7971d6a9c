import { exp } from './exponential.ts'
import { devianceTerm, stirlingError } from './log-gamma.ts'

/**
 * The regularised incomplete gamma functions P(a, x) and Q(a, x) = 1 − P(a, x), each relatively
 * exact to about 1e-13 where it is the smaller one.
 *
 * @param a shape > 0
 * @param x a number ≥ 0; NaN gives NaN
 * @returns lower = P, upper = Q; cost grows with the root of a
 * Source: the series and the continued fraction of DLMF 8.7.1 and 8.9.2 (Lentz), the factor by Loader (2000).
 */
export function regularisedGamma(a: number, x: number): { lower: number; upper: number } {
  if (!(a > 0 && x >= 0)) return { lower: NaN, upper: NaN }
  if (x === 0) return { lower: 0, upper: 1 }
  if (x === Infinity) return { lower: 1, upper: 0 }
  const factor = Math.sqrt(a / TAU) * exp(-stirlingError(a) - devianceTerm(a, x))
  if (x < a + 1) {
    const lower = Math.min((factor / a) * series(a, x), 1)
    return { lower, upper: 1 - lower }
  }
  const upper = Math.min(factor * fraction(a, x), 1)
  return { lower: 1 - upper, upper }
}

function series(a: number, x: number): number {
  let term = 1
  let sum = 1
  for (let n = 1; n < 1_000_000; n++) {
    term *= x / (a + n)
    sum += term
    if (term <= 1e-17 * sum) break
  }
  return sum
}

function fraction(a: number, x: number): number {
  let b = x + 1 - a
  let c = 1e300
  let d = 1 / b
  let h = d
  for (let n = 1; n < 1_000_000; n++) {
    const an = -n * (n - a)
    b += 2
    d = 1 / (an * d + b)
    c = b + an / c
    const change = d * c
    h *= change
    if (Math.abs(change - 1) <= 2e-16) break
  }
  return h
}

const TAU = 6.283185307179586
