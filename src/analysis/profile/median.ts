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
  const high = yield* kthSmallest(values, Math.floor(finite / 2))
  if (finite % 2 === 1) return high
  const low = yield* kthSmallest(values, finite / 2 - 1)
  return low + (high - low) / 2
}

/** The value of rank k (from 0) among the finite values. */
function* kthSmallest(values: Float64Array, k: number): Work<number> {
  const counts = new Uint32Array(1 << 16)
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (value - value === 0) counts[leadingKey(value)]!++
    if (i % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  let key = 0
  let below = 0
  while (below + counts[key]! <= k) below += counts[key++]!
  const peers = new Float64Array(counts[key]!)
  let count = 0
  let smallest = Infinity
  let largest = -Infinity
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (value - value === 0 && leadingKey(value) === key) {
      peers[count++] = value
      if (value < smallest) smallest = value
      if (value > largest) largest = value
    }
    if (i % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  return smallest === largest ? smallest : peers.sort()[k - below]!
}

const scratchValue = new Float64Array(1)
const scratchBits = new Uint16Array(scratchValue.buffer)
/** Index of the 16 leading bits in memory, whatever the machine's byte order. */
const LEADING = leadingIndex()

function leadingIndex(): number {
  scratchValue[0] = -0
  return scratchBits[3] === 0x8000 ? 3 : 0
}

/** Sign, exponent and four bits of the fraction as a number that orders like the value. */
function leadingKey(value: number): number {
  scratchValue[0] = value + 0
  const bits = scratchBits[LEADING]!
  return bits & 0x8000 ? 0xffff - bits : bits | 0x8000
}
