import type { RunContext } from '../../run-context.ts'

/** The different values of a column and how often each occurs. */
export interface ValueCounts {
  /** Ascending, each once; −0 counts as 0. */
  readonly values: Float32Array
  /** How many rows hold a value up to and including this one. */
  readonly atMost: Int32Array
  /** Rows with a value of their own: the last of `atMost`, 0 where there is none. */
  readonly rows: number
}

const SLICE = 1 << 20
const DIGIT_BITS = 11
const DIGITS = 1 << DIGIT_BITS
const SIGN = 0x80000000

/**
 * The different values of a column, in order, with their counts.
 *
 * @param values any length; NaN and ±∞ are left out
 * @param standIns 1 where a value is not the file's own: left out; null where there is none
 *
 * Cost: linear: three passes that order by 11 bits each (some 1.5 ms for 100,000 values); 8 bytes per value while
 * it runs.
 */
export function countValues(
  values: Float32Array,
  standIns: Uint8Array | null,
  checkpoint: RunContext['checkpoint'],
): ValueCounts {
  let keys = new Uint32Array(values.length)
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length)
  let count = 0
  for (let start = 0; start < values.length; start += SLICE) {
    count = gatherKeys(values, bits, standIns, start, Math.min(start + SLICE, values.length), keys, count)
    checkpoint()
  }
  let sorted = new Uint32Array(count)
  for (let shift = 0; shift < 32; shift += DIGIT_BITS) {
    const places = new Uint32Array(DIGITS)
    countDigits(keys, count, shift, places)
    checkpoint()
    if (places.includes(count)) continue
    startPlaces(places)
    for (let start = 0; start < count; start += SLICE) {
      moveByDigit(keys, start, Math.min(start + SLICE, count), shift, places, sorted)
      checkpoint()
    }
    const spare = keys
    keys = sorted
    sorted = spare
  }
  return runsOf(keys, count)
}

/** Keys in the order of the values: sign turned, and the other bits of negative ones too. */
function gatherKeys(
  values: Float32Array,
  bits: Uint32Array,
  standIns: Uint8Array | null,
  start: number,
  end: number,
  keys: Uint32Array,
  from: number,
): number {
  let count = from
  for (let row = start; row < end; row++) {
    const value = values[row]!
    if (value - value !== 0 || (standIns !== null && standIns[row] === 1)) continue
    const own = value === 0 ? 0 : bits[row]!
    keys[count++] = own >= SIGN ? ~own : own | SIGN
  }
  return count
}

function countDigits(keys: Uint32Array, count: number, shift: number, places: Uint32Array): void {
  for (let i = 0; i < count; i++) places[(keys[i]! >>> shift) & (DIGITS - 1)]!++
}

/** Turns counts into where the first key with each digit goes. */
function startPlaces(counts: Uint32Array): void {
  let sum = 0
  for (let digit = 0; digit < counts.length; digit++) {
    const count = counts[digit]!
    counts[digit] = sum
    sum += count
  }
}

function moveByDigit(
  from: Uint32Array,
  start: number,
  end: number,
  shift: number,
  places: Uint32Array,
  to: Uint32Array,
): void {
  for (let i = start; i < end; i++) {
    const key = from[i]!
    to[places[(key >>> shift) & (DIGITS - 1)]!++] = key
  }
}

function runsOf(keys: Uint32Array, count: number): ValueCounts {
  let distinct = count === 0 ? 0 : 1
  for (let i = 1; i < count; i++) if (keys[i] !== keys[i - 1]) distinct++
  const bits = new Uint32Array(distinct)
  const atMost = new Int32Array(distinct)
  let at = -1
  for (let i = 0; i < count; i++) {
    const key = keys[i]!
    if (i === 0 || key !== keys[i - 1]) bits[++at] = key >= SIGN ? key ^ SIGN : ~key
    atMost[at] = i + 1
  }
  return { values: new Float32Array(bits.buffer), atMost, rows: count }
}

/** The value below which a share 0 … 1 of the rows lies: the type 1 quantile, always a value of the column. */
export function valueAtShare({ values, atMost, rows }: ValueCounts, share: number): number {
  const wanted = Math.max(1, Math.ceil(share * rows))
  let low = 0
  let high = atMost.length - 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if (atMost[middle]! >= wanted) high = middle
    else low = middle + 1
  }
  return values[low]!
}

/** With more different values a grid is too fine to show in bins. */
const MOST_ON_A_GRID = 2000
/** How far a value may lie off the grid, in steps: Float32 rounds amounts in cents that much. */
const OFF_GRID = 0.02

/**
 * The step of the grid that all values lie on (1 for whole numbers, .01 for cents …), so that bins can follow it.
 *
 * @returns 0 where they lie on none, or on too fine a one
 */
export function gridStep({ values }: ValueCounts): number {
  if (values.length < 3 || values.length > MOST_ON_A_GRID) return 0
  let step = Infinity
  for (let i = 1; i < values.length; i++) step = Math.min(step, values[i]! - values[i - 1]!)
  if (step * MOST_ON_A_GRID < values[values.length - 1]! - values[0]!) return 0
  for (const value of values) {
    const steps = (value - values[0]!) / step
    if (Math.abs(steps - Math.round(steps)) > OFF_GRID) return 0
  }
  return step
}
