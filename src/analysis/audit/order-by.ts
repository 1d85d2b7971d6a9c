import { SLICE_ROWS, type Work } from '../work.ts'

const DIGIT_BITS = 16
const DIGITS = 1 << DIGIT_BITS

/**
 * Rows by value, ascending; equal values keep the order that they came in.
 *
 * @param values (rows,) any numbers; NaN last, −0 beside 0
 * @param rows the rows to order, in the order that ties keep; all rows when absent
 * @returns a new array of the same rows
 * Cost: linear (a radix sort): some 60 ms for a million rows, in slices.
 */
export function* orderBy(values: Float64Array, rows?: Uint32Array): Work<Uint32Array> {
  const n = rows?.length ?? values.length
  let from = rows?.slice() ?? Uint32Array.from({ length: n }, (_, row) => row)
  let to = new Uint32Array(n)
  yield
  const low = new Uint32Array(values.length)
  const high = new Uint32Array(values.length)
  for (let start = 0; start < values.length; start += SLICE_ROWS) {
    sortableBits(values, low, high, start, Math.min(start + SLICE_ROWS, values.length))
    yield
  }
  for (const [words, shift] of [
    [low, 0],
    [low, DIGIT_BITS],
    [high, 0],
    [high, DIGIT_BITS],
  ] as const) {
    const starts = new Uint32Array(DIGITS + 1)
    for (let i = 0; i < n; i++) starts[((words[from[i]!]! >>> shift) & (DIGITS - 1)) + 1]!++
    yield
    if (starts.includes(n)) continue // all alike in this digit
    for (let digit = 0; digit < DIGITS; digit++) starts[digit + 1]! += starts[digit]!
    for (let start = 0; start < n; start += SLICE_ROWS) {
      const end = Math.min(start + SLICE_ROWS, n)
      for (let i = start; i < end; i++) {
        const row = from[i]!
        to[starts[(words[row]! >>> shift) & (DIGITS - 1)]!++] = row
      }
      yield
    }
    const spare = from
    from = to
    to = spare
  }
  return from
}

/**
 * Rows by code, ascending; equal codes keep the order that they came in. Rows without a code (−1) are left out.
 *
 * @param codes (rows,) whole numbers from −1
 * @param rows the rows to order; all when absent
 * @returns the rows, and where each code's rows start: (codes + 1,)
 */
export function* orderByCode(
  codes: Int32Array,
  rows?: Uint32Array,
): Work<{ readonly rows: Uint32Array; readonly starts: Uint32Array }> {
  let count = 0
  for (let row = 0; row < codes.length; row++) count = Math.max(count, codes[row]! + 1)
  yield
  const starts = new Uint32Array(count + 1)
  const n = rows?.length ?? codes.length
  for (let i = 0; i < n; i++) {
    const code = codes[rows === undefined ? i : rows[i]!]!
    if (code >= 0) starts[code + 1]!++
  }
  yield
  for (let code = 0; code < count; code++) starts[code + 1]! += starts[code]!
  const next = starts.slice(0, count)
  const ordered = new Uint32Array(starts[count]!)
  for (let i = 0; i < n; i++) {
    const row = rows === undefined ? i : rows[i]!
    const code = codes[row]!
    if (code >= 0) ordered[next[code]!++] = row
    if (i % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  return { rows: ordered, starts }
}

/** The bits of doubles as two words that rise with the value. */
function sortableBits(
  values: Float64Array,
  low: Uint32Array,
  high: Uint32Array,
  start: number,
  end: number,
): void {
  const value = new Float64Array(1)
  const words = new Uint32Array(value.buffer)
  const lowWord = LITTLE_ENDIAN ? 0 : 1
  for (let row = start; row < end; row++) {
    const cell = values[row]!
    value[0] = cell !== cell ? NaN : cell + 0
    const top = words[1 - lowWord]!
    const isNegative = cell < 0
    low[row] = isNegative ? ~words[lowWord]! : words[lowWord]!
    high[row] = isNegative ? ~top : top | 0x80000000
  }
}

const LITTLE_ENDIAN = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1
