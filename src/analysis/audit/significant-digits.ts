import { SLICE_ROWS, type Work } from '../work.ts'

/** 10^0 … 10^22: every one of them exact. */
const POWERS = Float64Array.from([
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
  1e20, 1e21, 1e22,
])
const SMALLEST = 1e-7
const LARGEST = 1e15
/** Half a unit of the 15th significant digit of a number between 10 and 100. */
const HALF_UNIT = 5e-14

const LOWEST_EXPONENT = -324
/** The code of a value without a first digit: zero, missing, infinite. */
export const NO_DIGITS = 0xffff

/**
 * The first two significant digits of a number and its power of ten, as one code. Digits are those of the number
 * rounded to 15 significant digits, as many as a double always carries: 999.995 begins with 99, and
 * 0.1 + 0.2 with 30 although its double is a little more. 5 begins with 50.
 *
 * @param value any number; the sign is left out
 * @returns (exponent + 324) × 90 + (digits − 10); NO_DIGITS for 0, NaN and ±∞
 */
export function leadingCode(value: number): number {
  const size = Math.abs(value)
  if (size === 0 || size - size !== 0) return NO_DIGITS
  if (size < SMALLEST || size >= LARGEST) return codeFromText(size)
  let exponent = 0
  if (size >= 1) while (size >= POWERS[exponent + 1]!) exponent++
  else while (size * POWERS[-exponent]! < 1) exponent--
  // Between 10 and 100 but for a rounding. One rounded operation on exact powers: far less than half a unit off.
  const scaled = exponent >= 1 ? size / POWERS[exponent - 1]! : size * POWERS[1 - exponent]!
  const digits = Math.floor(scaled + HALF_UNIT)
  return digits >= 100 ? codeOf(exponent + 1, 10) : codeOf(exponent, digits)
}

/** 10 … 99 */
export function firstTwoOf(code: number): number {
  return (code % 90) + 10
}

/** The power of ten of the first digit: 0 for 1 … 9.99, −1 for 0.5. */
export function exponentOf(code: number): number {
  return Math.floor(code / 90) + LOWEST_EXPONENT
}

/**
 * `leadingCode` of each value.
 *
 * @returns (rows,) codes
 * Cost: linear, some 15 ms for a million amounts, in slices.
 */
export function* leadingCodes(values: Float64Array): Work<Uint16Array> {
  const codes = new Uint16Array(values.length)
  for (let start = 0; start < values.length; start += SLICE_ROWS) {
    const end = Math.min(start + SLICE_ROWS, values.length)
    for (let row = start; row < end; row++) codes[row] = leadingCode(values[row]!)
    yield
  }
  return codes
}

function codeOf(exponent: number, digits: number): number {
  return (exponent - LOWEST_EXPONENT) * 90 + digits - 10
}

/** Exact for every double (ECMA-262 defines the digits), and slow. */
function codeFromText(size: number): number {
  const text = size.toExponential(14)
  const digits = Number(text.charAt(0)) * 10 + Number(text.charAt(2))
  return codeOf(Number(text.slice(text.indexOf('e') + 1)), digits)
}
