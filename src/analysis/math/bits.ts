// One scratch number seen as bits: the only way to take a double apart without a rounding.
const scratch = new Float64Array(1)
const words = new Uint32Array(scratch.buffer)
const LITTLE_ENDIAN = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1
const HIGH = LITTLE_ENDIAN ? 1 : 0
const LOW = LITTLE_ENDIAN ? 0 : 1

/** The upper 32 bits of a double: sign, exponent and the first 20 bits of the fraction. */
export function highWord(x: number): number {
  scratch[0] = x
  return words[HIGH]!
}

/** `x` with the upper 32 bits replaced. */
export function withHighWord(x: number, high: number): number {
  scratch[0] = x
  words[HIGH] = high
  return scratch[0]
}

/** `x` with the lower 32 bits cleared: a number whose products with another such number are exact. */
export function withoutLowWord(x: number): number {
  scratch[0] = x
  words[LOW] = 0
  return scratch[0]
}

/** x × 2^k, rounded once; k an integer. */
export function scaleByPowerOfTwo(x: number, k: number): number {
  if (k > 1023) return x * POWER_1023 * powerOfTwo(k - 1023 > 1023 ? 1023 : k - 1023)
  // Two factors, the first a normal number, so that only the last product rounds into the subnormals.
  if (k < -1022) return x * powerOfTwo(k + 1022 < -1022 ? -1022 : k + 1022) * POWER_MINUS_1022
  return x * powerOfTwo(k)
}

function powerOfTwo(k: number): number {
  return withHighWord(0, (1023 + k) << 20)
}

const POWER_1023 = powerOfTwo(1023)
const POWER_MINUS_1022 = powerOfTwo(-1022)
