import { highWord, withHighWord, withoutLowWord } from './bits.ts'

/**
 * The natural logarithm from + − × ÷ alone, which IEEE 754 makes identical on every engine
 * (Math.log is not). Within 1 ulp of the true value.
 *
 * @param x any number; NaN and x < 0 give NaN, 0 gives −∞, +∞ gives +∞
 * Source: the method of FreeBSD's e_log.c (fdlibm): x = 2^k (1 + f), log(1 + f) by s = f / (2 + f).
 */
export function log(x: number): number {
  if (!(x > 0) || x === Infinity) return atTheEdge(x)
  const { k, f } = split(x)
  const half = 0.5 * f * f
  const r = seriesOf(f, half)
  return k * LN2_HIGH - (half - (r + k * LN2_LOW) - f)
}

/**
 * The logarithm to base 2 from + − × ÷ alone; exact for powers of two, elsewhere within 1 ulp.
 *
 * @param x any number; NaN and x < 0 give NaN, 0 gives −∞, +∞ gives +∞
 * Source: the method of FreeBSD's e_log2.c.
 */
export function log2(x: number): number {
  if (!(x > 0) || x === Infinity) return atTheEdge(x)
  const { k, f } = split(x)
  const half = 0.5 * f * f
  const r = seriesOf(f, half)
  const high = withoutLowWord(f - half)
  const low = f - high - half + r
  const resultHigh = high * INV_LN2_HIGH
  let resultLow = (low + high) * INV_LN2_LOW + low * INV_LN2_HIGH
  const sum = k + resultHigh
  resultLow += k - sum + resultHigh
  return sum + resultLow
}

function atTheEdge(x: number): number {
  if (x === 0) return -Infinity
  return x === Infinity ? Infinity : NaN
}

/** x = 2^k (1 + f) with 1 + f between √½ and √2. */
function split(x: number): { k: number; f: number } {
  let k = 0
  let scaled = x
  if (scaled < 2.2250738585072014e-308) {
    scaled *= 18014398509481984
    k = -54
  }
  const high = highWord(scaled)
  const fraction = high & 0xfffff
  // Adds 1 to the exponent where the fraction is above √2.
  const carry = (fraction + 0x95f64) & 0x100000
  k += (high >>> 20) - 1023 + (carry >>> 20)
  return { k, f: withHighWord(scaled, fraction | (carry ^ 0x3ff00000)) - 1 }
}

/** s (half + R(s²)): what log(1 + f) adds to f − half. */
function seriesOf(f: number, half: number): number {
  const s = f / (2 + f)
  const z = s * s
  const w = z * z
  const even = w * (L2 + w * (L4 + w * L6))
  const odd = z * (L1 + w * (L3 + w * (L5 + w * L7)))
  return s * (half + (even + odd))
}

const L1 = 6.66666666666673513e-1
const L2 = 3.999999999940941908e-1
const L3 = 2.857142874366239149e-1
const L4 = 2.222219843214978396e-1
const L5 = 1.818357216161805012e-1
const L6 = 1.531383769920937332e-1
const L7 = 1.479819860511658591e-1
const LN2_HIGH = 6.9314718036912381649e-1
const LN2_LOW = 1.90821492927058770002e-10
const INV_LN2_HIGH = 1.44269504072144627571
const INV_LN2_LOW = 1.67517131648865118353e-10
