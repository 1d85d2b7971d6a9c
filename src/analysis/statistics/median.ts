import { SLICE_ROWS, type Work } from '../work.ts'

/**
 * The median of the finite values of a column without sorting it: the values are counted by their
 * leading 16 bits, and only the values that share the median's are sorted.
 *
 * @param values NaN and ±∞ are skipped
 * @param finite how many values are finite; at least 1
 * @returns the middle value, or the mean of the two middle values
 *
 * Cost: two passes (some 10 ms for a million), unless most values agree in their leading 16 bits.
 */
export function* medianOf(values: Float64Array, finite: number): Work<number> {
  const leading = new Uint16Array(values.buffer, values.byteOffset, values.length * 4)
  const counts = new Uint32Array(1 << 16)
  for (let i = 0; i < values.length; i++) {
    const bits = leading[4 * i + LEADING]!
    if ((bits & INFINITE) !== INFINITE) counts[bits]!++
    if (i % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  const rank = Math.floor(finite / 2)
  const high = bucketOf(counts, rank)
  const upper = yield* valuesWith(values, leading, high.bits, counts[high.bits]!)
  const upperValue = upper[rank - high.below]!
  if (finite % 2 === 1) return upperValue
  if (rank > high.below) return middle(upper[rank - high.below - 1]!, upperValue)
  const low = bucketOf(counts, rank - 1)
  const lower = yield* valuesWith(values, leading, low.bits, counts[low.bits]!)
  return middle(lower[lower.length - 1]!, upperValue)
}

/** Bits of the exponent: all set in NaN and ±∞ only. */
const INFINITE = 0x7ff0
/** Which 16 bits of a double in memory are the leading ones, whatever the machine's byte order. */
const LEADING = new Uint16Array(Float64Array.of(-0).buffer)[3] === 0x8000 ? 3 : 0

const middle = (low: number, high: number): number => low + (high - low) / 2

/** The leading bits of the value of a rank (from 0), and how many values come before all that share them. */
function bucketOf(counts: Uint32Array, rank: number): { readonly bits: number; readonly below: number } {
  let below = 0
  for (let key = 0; key < counts.length; key++) {
    // Negative numbers order the other way round.
    const bits = key < 0x8000 ? 0xffff - key : key - 0x8000
    if (below + counts[bits]! > rank) return { bits, below }
    below += counts[bits]!
  }
  throw new RangeError('fewer finite values than said')
}

/** The values with these leading bits, ascending. */
function* valuesWith(
  values: Float64Array,
  leading: Uint16Array,
  bits: number,
  count: number,
): Work<Float64Array> {
  const found = new Float64Array(count)
  let k = 0
  let smallest = Infinity
  let largest = -Infinity
  for (let i = 0; i < values.length; i++) {
    if (leading[4 * i + LEADING] === bits) {
      const value = values[i]!
      found[k++] = value
      if (value < smallest) smallest = value
      if (value > largest) largest = value
    }
    if (i % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  return smallest === largest ? found : found.sort()
}
