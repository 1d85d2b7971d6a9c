import { exp } from './exponential.ts'
import { devianceTerm, stirlingError } from './log-gamma.ts'

/**
 * The regularised incomplete beta function I_x(a, b): the share of a beta distribution below x.
 *
 * @param x 0 to 1; NaN gives NaN
 * @param a shape > 0
 * @param b shape > 0
 * @param y 1 − x, where the caller knows it better than the subtraction does
 * @returns 0 to 1, relatively exact to about 1e-13; cost grows with the root of the larger shape
 * Source: Didonato & Morris, TOMS 708 (the fraction BFRAC); the factor by Loader (2000).
 */
export function regularisedBeta(x: number, a: number, b: number, y = 1 - x): number {
  if (!(x >= 0 && x <= 1 && a > 0 && b > 0)) return NaN
  if (x === 0 || y === 0) return x === 0 ? 0 : 1
  const total = a + b
  const factor =
    Math.sqrt((a * b) / (TAU * total)) *
    exp(
      stirlingError(total) -
        stirlingError(a) -
        stirlingError(b) -
        devianceTerm(a, total * x) -
        devianceTerm(b, total * y),
    )
  // The fraction converges fast on the near side of the mean only.
  return x <= a / total ? factor * fraction(x, y, a, b) : 1 - factor * fraction(y, x, b, a)
}

/** The continued fraction of I_x(a, b) without its factor, for x ≤ a / (a + b). */
function fraction(x: number, y: number, a: number, b: number): number {
  const lambda = a * y - b * x
  const c0 = b / a
  const c1 = 1 + 1 / a
  const y1 = y + 1
  let p = 1
  let s = a + 1
  let an = 0
  let bn = 1
  let anp1 = 1
  let bnp1 = (1 + lambda) / c1
  let r = c1 / (1 + lambda)
  for (let n = 1; n < 100_000; n++) {
    let t = n / a
    const w = n * (b - n) * x
    let e = a / s
    const alpha = p * (p + c0) * e * e * (w * x)
    e = (1 + t) / (c1 + t + t)
    const beta = n + w / s + e * (1 + lambda + n * y1)
    p = 1 + t
    s += 2
    t = alpha * an + beta * anp1
    an = anp1
    anp1 = t
    t = alpha * bn + beta * bnp1
    bn = bnp1
    bnp1 = t
    const previous = r
    r = anp1 / bnp1
    if (Math.abs(r - previous) <= 1e-16 * r) break
    // Only ratios matter: rescaled so that nothing overflows.
    an /= bnp1
    bn /= bnp1
    anp1 = r
    bnp1 = 1
  }
  return r
}

const TAU = 6.283185307179586
