import { SLICE_ROWS, type Work } from '../work.ts'

/** With more decimals than this a column is not counted in units, as money is. */
export const MOST_DECIMALS = 4
const POWERS = [1, 10, 100, 1000, 10_000]
/** As many significant digits as a double always carries. */
const LARGEST_UNITS = 1e15
const LARGEST_WHOLE = Number.MAX_SAFE_INTEGER
/** A decimal of up to 15 digits is read and scaled with less error than this, relatively. */
const ROUNDING = 2e-15
/** Share of the values that may have more decimals than the column is said to have. */
const STRAYS = 0.001

/**
 * An amount as a whole number of its smallest unit: cents for two decimals.
 *
 * @param value a finite number; the sign is left out
 * @param decimals 0 … MOST_DECIMALS
 * @returns units ≥ 0; −1 where the amount has more decimals, −2 where it has too many digits to be exact
 */
export function unitsOf(value: number, decimals: number): number {
  const scaled = Math.abs(value) * POWERS[decimals]!
  if (scaled > (decimals === 0 ? LARGEST_WHOLE : LARGEST_UNITS)) return -2
  const units = Math.round(scaled)
  return Math.abs(scaled - units) <= scaled * ROUNDING ? units : -1
}

/**
 * With how many decimals a column is written: the fewest that all but one value in a thousand keep to.
 *
 * @param values NaN and ±∞ are left out
 * @returns 0 … MOST_DECIMALS; null when the values have more decimals, or when there is none
 * Cost: linear, in slices.
 */
export function* decimalsOf(values: Float64Array): Work<number | null> {
  const counts = new Float64Array(MOST_DECIMALS + 2)
  for (let start = 0; start < values.length; start += SLICE_ROWS) {
    const end = Math.min(start + SLICE_ROWS, values.length)
    for (let row = start; row < end; row++) {
      const value = values[row]!
      if (value - value === 0) counts[fewestDecimals(value)]!++
    }
    yield
  }
  let total = 0
  for (const count of counts) total += count
  let held = 0
  for (let decimals = 0; decimals <= MOST_DECIMALS; decimals++) {
    held += counts[decimals]!
    if (total > 0 && held >= total * (1 - STRAYS)) return decimals
  }
  return null
}

function fewestDecimals(value: number): number {
  for (let decimals = 0; decimals <= MOST_DECIMALS; decimals++) {
    if (unitsOf(value, decimals) !== -1) return decimals
  }
  return MOST_DECIMALS + 1
}
