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
const PASSES = 3
/** The bits of −0: the sign alone. */
const MINUS_ZERO = -0x80000000
/** All set in NaN and ±∞. */
const EXPONENT = 0x7f800000

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
  let keys = new Int32Array(values.length)
  const bits = new Int32Array(values.buffer, values.byteOffset, values.length)
  const places = new Int32Array(PASSES * DIGITS)
  let count = 0
  for (let start = 0; start < values.length; start += SLICE) {
    count = gatherKeys(bits, standIns, start, Math.min(start + SLICE, values.length), keys, count, places)
    checkpoint()
  }
  let sorted = new Int32Array(count)
  for (let pass = 0; pass < PASSES; pass++) {
    const own = places.subarray(pass * DIGITS, (pass + 1) * DIGITS)
    if (own.includes(count)) continue
    startPlaces(own)
    for (let start = 0; start < count; start += SLICE) {
      moveByDigit(keys, start, Math.min(start + SLICE, count), pass * DIGIT_BITS, own, sorted)
      checkpoint()
    }
    const spare = keys
    keys = sorted
    sorted = spare
  }
  return runsOf(keys, count)
}

/** Keys whose bits, without a sign, are in the order of the values; counts the digits of each pass. */
function gatherKeys(
  bits: Int32Array,
  standIns: Uint8Array | null,
  start: number,
  end: number,
  keys: Int32Array,
  from: number,
  places: Int32Array,
): number {
  let count = from
  for (let row = start; row < end; row++) {
    let own = bits[row]!
    if ((own & EXPONENT) === EXPONENT || (standIns !== null && standIns[row] === 1)) continue
    if (own === MINUS_ZERO) own = 0
    const key = own ^ ((own >> 31) | MINUS_ZERO)
    keys[count++] = key
    places[key & (DIGITS - 1)]!++
    places[DIGITS + ((key >>> DIGIT_BITS) & (DIGITS - 1))]!++
    places[2 * DIGITS + (key >>> (2 * DIGIT_BITS))]!++
  }
  return count
}

/** Turns counts into where the first key with each digit goes. */
function startPlaces(counts: Int32Array): void {
  let sum = 0
  for (let digit = 0; digit < counts.length; digit++) {
    const count = counts[digit]!
    counts[digit] = sum
    sum += count
  }
}

function moveByDigit(
  from: Int32Array,
  start: number,
  end: number,
  shift: number,
  places: Int32Array,
  to: Int32Array,
): void {
  for (let i = start; i < end; i++) {
    const key = from[i]!
    to[places[(key >>> shift) & (DIGITS - 1)]!++] = key
  }
}

function runsOf(keys: Int32Array, count: number): ValueCounts {
  let distinct = count === 0 ? 0 : 1
  for (let i = 1; i < count; i++) if (keys[i] !== keys[i - 1]) distinct++
  const bits = new Int32Array(distinct)
  const atMost = new Int32Array(distinct)
  let at = -1
  for (let i = 0; i < count; i++) {
    const key = keys[i]!
    // The key turned back into the bits of the value.
    if (i === 0 || key !== keys[i - 1]) bits[++at] = key ^ ((~key >> 31) | MINUS_ZERO)
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

/** Below this a distribution is as good as symmetric: the sign would be rounding. */
const SYMMETRIC = 1e-9

/** The skewness of a column (third central moment ÷ variance^1.5), to the bit the same in any order of its rows; 0 for symmetric ones. */
export function skewnessOf({ values, atMost, rows }: ValueCounts): number {
  if (values.length < 2) return 0
  const least = values[0]!
  const range = values[values.length - 1]! - least
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += (values[i]! - least) * rowsAt(atMost, i)
  const mean = sum / rows
  let second = 0
  let third = 0
  for (let i = 0; i < values.length; i++) {
    // On a scale of 1, so that cubes of large values stay finite.
    const away = (values[i]! - least - mean) / range
    const square = away * away * rowsAt(atMost, i)
    second += square
    third += square * away
  }
  const variance = second / rows
  const skewness = third / rows / (variance * Math.sqrt(variance))
  return Math.abs(skewness) > SYMMETRIC ? skewness : 0
}

function rowsAt(atMost: Int32Array, i: number): number {
  return atMost[i]! - (i === 0 ? 0 : atMost[i - 1]!)
}
