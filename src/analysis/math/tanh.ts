/**
 * tanh x from + − × ÷ alone, which IEEE 754 makes identical on every engine (Math.tanh is not); within 2 ulp of
 * the true value. No branch but the sign, so that the WebAssembly kernel of `kernels/dense-layers.ts` can do the
 * same on two values at once and get the same bits.
 *
 * @param x any number; NaN gives NaN, ±∞ and |x| > 20 give ±1, −0 gives 0
 */
export function tanh(x: number): number {
  let size = x < 0 ? -x : x
  size = size > 20 ? 20 : size
  const y = size + size
  const k = Math.floor(y * INV_LN2 + 0.5)
  // e^y − 1 with y = k ln 2 + t: k × LN2_HIGH is exact, and `rest` keeps what t lost in rounding.
  const high = y - k * LN2_HIGH
  const low = k * LN2_LOW
  const t = high - low
  const rest = high - t - low
  // Taylor's series to t¹³, whose remainder is below 2⁻⁵⁷ for |t| ≤ ln 2 / 2.
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
  const power = POWERS[k]!
  const grown = power * (t + (p * t * t + rest)) + (power - 1)
  const result = grown / (grown + 2)
  return x < 0 ? -result : result
}

const INV_LN2 = 1.4426950408889634
const LN2_HIGH = 6.9314718036912381649e-1
const LN2_LOW = 1.90821492927058770002e-10
/** 2^k for every k that |x| ≤ 20 leads to. */
const POWERS = Float64Array.from({ length: 60 }, (_, k) => powerOfTwo(k))

function powerOfTwo(k: number): number {
  let power = 1
  for (let i = 0; i < k; i++) power *= 2
  return power
}
