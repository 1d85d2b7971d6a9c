import { scaleByPowerOfTwo } from './bits.ts'

/**
 * 2^x from + − × ÷ alone, which IEEE 754 makes identical on every engine (Math.pow is not).
 * Within 1 ulp of the true value for normal results.
 *
 * @param x any number; NaN gives NaN, +∞ and x ≥ 1024 give +∞, x < −1075 gives 0
 */
export function exp2(x: number): number {
  if (x !== x) return x
  if (x >= 1024) return Infinity
  if (x < -1075.5) return 0
  const k = Math.floor(x + 0.5)
  const t = (x - k) * LN2
  return scaleByPowerOfTwo(expSmall(t, 0), k)
}

/**
 * e^x from + − × ÷ alone; within 1 ulp of the true value for normal results.
 *
 * @param x any number; NaN gives NaN, +∞ and x > 709.79 give +∞, x < −745.2 gives 0
 */
export function exp(x: number): number {
  if (x !== x) return x
  if (x > 709.782712893384) return Infinity
  if (x < -745.2) return 0
  const k = Math.floor(x * INV_LN2 + 0.5)
  // k × LN2_HIGH is exact (its last 21 bits are zero), so the remainder keeps its precision.
  const high = x - k * LN2_HIGH
  const low = k * LN2_LOW
  const t = high - low
  return scaleByPowerOfTwo(expSmall(t, high - t - low), k)
}

/** e^(t + correction) for |t| ≤ ln 2 / 2: Taylor's series to t¹³, whose remainder is below 2⁻⁵⁷. */
function expSmall(t: number, correction: number): number {
  let p = 1 / 6227020800
  p = p * t + 1 / 479001600
  p = p * t + 1 / 39916800
  p = p * t + 1 / 3628800
  p = p * t + 1 / 362880
  p = p * t + 1 / 40320
  p = p * t + 1 / 5040
  p = p * t + 1 / 720
  p = p * t + 1 / 120
  p = p * t + 1 / 24
  p = p * t + 1 / 6
  p = p * t + 0.5
  return 1 + (t + (p * t * t + correction))
}

const LN2 = 0.6931471805599453
const INV_LN2 = 1.4426950408889634
const LN2_HIGH = 6.9314718036912381649e-1
const LN2_LOW = 1.90821492927058770002e-10
