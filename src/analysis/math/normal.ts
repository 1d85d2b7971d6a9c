import { exp } from './exponential.ts'
import { log } from './logarithm.ts'

/** normalQuantile(0.975): a 95 % interval reaches so many standard errors to either side. */
export const NORMAL_975 = 1.959963984540054

/**
 * The share of a standard normal distribution below x, relatively exact to about 1e-15 in the lower
 * tail too; the share above x is `normalCdf(-x)`, never `1 - normalCdf(x)`.
 *
 * @param x any number; NaN gives NaN, −∞ gives 0, +∞ gives 1
 * Source: Cody, Rational Chebyshev approximations for the error function, Math. Comp. 23 (1969).
 */
export function normalCdf(x: number): number {
  const size = Math.abs(x)
  if (!(size <= 40)) return x > 0 ? 1 : x < 0 ? 0 : NaN
  if (size <= 0.67448975) {
    const square = x * x
    return 0.5 + (x * polynomial(CENTRE_TOP, square)) / polynomial(CENTRE_BOTTOM, square)
  }
  const tail = tailDensity(size) * tailRatio(size)
  return x < 0 ? tail : 1 - tail
}

/**
 * The x below which the share p of a standard normal distribution lies, relatively exact to about
 * 1e-15; for an upper tail of share q take `-normalQuantile(q)`, never `normalQuantile(1 - q)`.
 *
 * @param p share, 0 to 1; 0 gives −∞, 1 gives +∞, anything else gives NaN
 * Source: Wichura, Algorithm AS 241 (PPND16), Applied Statistics 37 (1988).
 */
export function normalQuantile(p: number): number {
  const q = p - 0.5
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q
    return (q * polynomial(A, r)) / polynomial(B, r)
  }
  const tail = q < 0 ? p : 1 - p
  if (!(tail > 0)) return tail === 0 ? (q < 0 ? -Infinity : Infinity) : NaN
  const r = Math.sqrt(-log(tail))
  const size =
    r <= 5 ? polynomial(C, r - 1.6) / polynomial(D, r - 1.6) : polynomial(E, r - 5) / polynomial(F, r - 5)
  return q < 0 ? -size : size
}

/** exp(−x² / 2), with x² taken apart so that its rounding does not show in the exponential. */
function tailDensity(x: number): number {
  const coarse = Math.floor(x * 16) / 16
  const rest = (x - coarse) * (x + coarse)
  return exp(-coarse * coarse * 0.5) * exp(-rest * 0.5)
}

/** The upper tail of x ≥ .67 as a multiple of exp(−x² / 2). */
function tailRatio(x: number): number {
  if (x <= 5.656854249492381) return polynomial(MIDDLE_TOP, x) / polynomial(MIDDLE_BOTTOM, x)
  const inverse = 1 / (x * x)
  const correction = (inverse * polynomial(FAR_TOP, inverse)) / polynomial(FAR_BOTTOM, inverse)
  return (INV_SQRT_TAU - correction) / x
}

/** Horner's scheme; coefficients from the constant term upwards. */
function polynomial(coefficients: readonly number[], x: number): number {
  let sum = 0
  for (let i = coefficients.length - 1; i >= 0; i--) sum = sum * x + coefficients[i]!
  return sum
}

const INV_SQRT_TAU = 0.3989422804014327

const CENTRE_TOP = [
  18154.98125334356, 1067.6894854603709, 161.02823106855587, 2.2352520354606837, 0.06568233791820745,
]
const CENTRE_BOTTOM = [45507.78933502673, 10260.932208618979, 976.0985517377767, 47.202581904688245, 1]
const MIDDLE_TOP = [
  9842.714838383978, 11602.65143764735, 6848.190450536283, 2494.5375852903726, 597.2702763948002,
  93.50665613217785, 8.883149794388377, 0.39894151208813466, 1.0765576773720192e-8,
]
const MIDDLE_BOTTOM = [
  19685.429676859992, 38912.00328609327, 34900.95272114598, 18615.571640885097, 6485.558298266761,
  1519.3775994075547, 235.387901782625, 22.266688044328117, 1,
]
const FAR_TOP = [
  2.9112874951168793e-5, 0.0014216191932278934, 0.022235277870649807, 0.12740116116024736, 0.215898534057957,
  0.023073441764940174,
]
const FAR_BOTTOM = [
  7.297515550839662e-5, 0.0037823963320275824, 0.06598813786892856, 0.4682382124808651, 1.284260096144911, 1,
]

const A = [
  3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987,
  67265.7709270087, 33430.57558358813, 2509.0809287301227,
]
const B = [
  1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
  28729.085735721943, 5226.495278852854,
]
const C = [
  1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
  0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
]
const D = [
  1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
  0.0005475938084995345, 1.0507500716444169e-9,
]
const E = [
  6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
  0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7,
]
const F = [
  1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133,
  1.8463183175100548e-5, 1.421511758316446e-7, 2.0442631033899397e-15,
]
