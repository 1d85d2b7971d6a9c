import type { TextColumn } from '../table/table.ts'
import { SLICE_ROWS, type Work } from '../work.ts'

/** Distinct decimals are counted up to here: past it, only that there are many matters. */
export const DISTINCT_LIMIT = 1 << 17

/** Ranges of whole numbers up to this many times the rows are counted with one bit per possible value. */
const BITMAP_BITS_PER_ROW = 64

/** Up to this range a byte per possible value is kept, which is faster than a bit. */
const BYTE_MAP = 1 << 20

export interface DistinctCount {
  readonly distinct: number
  readonly isLowerBound: boolean
}

/**
 * Counts the distinct finite values of a number or datetime column.
 *
 * @param values NaN and ±∞ are skipped
 * @param integers whether every finite value is a whole number
 * @param exact whether whole numbers are counted to the end, however many: codes must be known from quantities
 * @param min the smallest finite value
 * @param max the largest finite value
 * @returns exact, or a lower bound of at least DISTINCT_LIMIT for decimals and times with very many values
 *
 * Cost: linear.
 */
export function* countDistinctNumbers(
  values: Float64Array,
  integers: boolean,
  exact: boolean,
  min: number,
  max: number,
): Work<DistinctCount> {
  if (integers && max - min < Math.max(BITMAP_BITS_PER_ROW * values.length, 1 << 20)) {
    return { distinct: yield* countByBitmap(values, min, max), isLowerBound: false }
  }
  const limit = integers && exact ? values.length : DISTINCT_LIMIT
  const set = new NumberSet()
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (value - value !== 0) continue
    set.add(value)
    if (set.size > limit) return { distinct: set.size, isLowerBound: true }
    if (i % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  return { distinct: set.size, isLowerBound: false }
}

function* countByBitmap(values: Float64Array, min: number, max: number): Work<number> {
  const seen = new Uint8Array(max - min + 1 <= BYTE_MAP ? max - min + 1 : Math.floor((max - min) / 8) + 1)
  const bytes = max - min + 1 <= BYTE_MAP
  let distinct = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (value - value !== 0) continue
    const place = value - min
    const cell = bytes ? place : Math.floor(place / 8)
    const mask = bytes ? 1 : 1 << (place - cell * 8)
    const held = seen[cell]!
    if ((held & mask) === 0) {
      seen[cell] = held | mask
      distinct++
    }
    if (i % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  return distinct
}

/** A set of finite numbers with open addressing: a fraction of the memory and time of `Set<number>`. */
export class NumberSet {
  size = 0
  #slots = new Float64Array(1 << 10).fill(NaN)
  readonly #bits = new Uint32Array(2)
  readonly #value = new Float64Array(this.#bits.buffer)

  add(value: number): void {
    if (this.#insert(value) && ++this.size * 2 > this.#slots.length) this.#grow()
  }

  #insert(value: number): boolean {
    const slots = this.#slots
    const mask = slots.length - 1
    this.#value[0] = value + 0 // −0 counts as 0
    let hash = Math.imul(this.#bits[0]! ^ Math.imul(this.#bits[1]!, 0x9e3779b1), 0x85ebca6b)
    hash ^= hash >>> 15
    hash = Math.imul(hash, 0xc2b2ae35)
    let slot = (hash ^ (hash >>> 13)) & mask
    for (;;) {
      const held = slots[slot]!
      if (held === value) return false
      if (held !== held) break
      slot = (slot + 1) & mask
    }
    slots[slot] = value
    return true
  }

  #grow(): void {
    const old = this.#slots
    this.#slots = new Float64Array(old.length * 4).fill(NaN)
    for (const value of old) if (value === value) this.#insert(value)
  }
}

/** Which distinct text each row holds. */
export interface TextGroups {
  /** Per row: number of the text in order of first appearance; −1 where empty. */
  readonly codes: Int32Array
  /** Per distinct text: the first row that holds it. */
  readonly firstRows: Uint32Array
  /** Per distinct text: how many rows hold it. */
  readonly counts: Uint32Array
}

/**
 * Groups the rows of a text column by their text.
 *
 * @param column empty text is missing
 * @returns exact groups in order of first appearance
 *
 * Cost: linear in the bytes; some 100 ms for a million ids, in slices.
 */
export function* groupTexts(column: TextColumn): Work<TextGroups> {
  const { bytes, offsets } = column
  const rows = offsets.length - 1
  const codes = new Int32Array(rows).fill(-1)
  const firstRows = new Uint32Array(rows)
  const counts = new Uint32Array(rows)
  let slotBits = 4
  while (1 << slotBits < rows * 2) slotBits++
  const mask = (1 << slotBits) - 1
  const slots = new Int32Array(1 << slotBits).fill(-1)
  let distinct = 0
  for (let row = 0; row < rows; row++) {
    const start = offsets[row]!
    const end = offsets[row + 1]!
    if (end > start) {
      let hash = 0x811c9dc5
      for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193)
      let slot = (hash ^ (hash >>> 15)) & mask
      for (;;) {
        const code = slots[slot]!
        if (code < 0) {
          slots[slot] = distinct
          firstRows[distinct] = row
          counts[distinct] = 1
          codes[row] = distinct++
          break
        }
        if (sameText(bytes, offsets, firstRows[code]!, start, end)) {
          codes[row] = code
          counts[code]!++
          break
        }
        slot = (slot + 1) & mask
      }
    }
    if (row % 32768 === 32767) yield
  }
  return { codes, firstRows: firstRows.slice(0, distinct), counts: counts.slice(0, distinct) }
}

function sameText(bytes: Uint8Array, offsets: Uint32Array, row: number, start: number, end: number): boolean {
  const other = offsets[row]!
  if (offsets[row + 1]! - other !== end - start) return false
  for (let i = 0; i < end - start; i++) if (bytes[other + i] !== bytes[start + i]) return false
  return true
}
