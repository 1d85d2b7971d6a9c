import { columnAt, type QuestionContext } from '../questions/question.ts'
import { groupTexts } from '../profile/distinct.ts'
import type { Work } from '../work.ts'

const SLICE = 1 << 15
export const DAY_MS = 86_400_000

/**
 * A number per row that is equal where the cells of a column are: what rows are grouped by.
 *
 * @param index any column; datetimes with `byDay` are equal on the same day (UTC)
 * @returns (rows,) codes ≥ 0, −1 where missing; shared: not to be changed or given away
 * Cost: linear, some 60 ms for a million rows once, then kept.
 */
export function columnCodes(context: QuestionContext, index: number, byDay = false): Work<Int32Array> {
  const column = columnAt(context, index)
  const day = byDay && column.type === 'datetime'
  return context.kept(`audit codes ${index}${day ? ' by day' : ''}`, function* () {
    switch (column.type) {
      case 'category':
        return column.codes
      case 'text':
        return (yield* groupTexts(column)).codes
      default:
        return yield* numberCodes(column.values, day ? DAY_MS : 0)
    }
  })
}

/**
 * Numbers the distinct values of an array in order of first appearance.
 *
 * @param values NaN gets −1; −0 is 0
 * @param width values in the same span of this width count as one; 0: none do
 */
export function* numberCodes(values: Float64Array, width = 0): Work<Int32Array> {
  const rows = values.length
  const codes = new Int32Array(rows)
  const mask = tableMask(rows)
  const slots = new Int32Array(mask + 1).fill(-1)
  const held = new Float64Array(rows)
  const value = new Float64Array(1)
  const bits = new Uint32Array(value.buffer)
  let distinct = 0
  for (let row = 0; row < rows; row++) {
    if (row % SLICE === SLICE - 1) yield
    const cell = values[row]!
    if (cell !== cell) {
      codes[row] = -1
      continue
    }
    const key = (width > 0 ? Math.floor(cell / width) : cell) + 0
    value[0] = key
    let slot = mix(bits[0]! ^ Math.imul(bits[1]!, 0x9e3779b1)) & mask
    for (;;) {
      const code = slots[slot]!
      if (code < 0) {
        slots[slot] = distinct
        held[distinct] = key
        codes[row] = distinct++
        break
      }
      if (held[code] === key) {
        codes[row] = code
        break
      }
      slot = (slot + 1) & mask
    }
  }
  return codes
}

/** Which rows agree in all of several keys. */
export interface RowGroups {
  /** (rows,) group, numbered by first appearance; −1 where a key is missing. */
  readonly codes: Int32Array
  /** (groups,) */
  readonly firstRows: Uint32Array
  /** (groups,) rows */
  readonly counts: Uint32Array
}

/**
 * Groups rows that have the same code in every key.
 *
 * @param keys at least one (rows,) array of codes; −1 in any of them leaves the row out
 * @returns exact groups in order of first appearance
 * Cost: linear in rows × keys, some 80 ms for a million rows.
 */
export function* groupRows(keys: readonly Int32Array[]): Work<RowGroups> {
  const rows = keys[0]!.length
  const codes = new Int32Array(rows).fill(-1)
  const firstRows = new Uint32Array(rows)
  const counts = new Uint32Array(rows)
  const mask = tableMask(rows)
  const slots = new Int32Array(mask + 1).fill(-1)
  let groups = 0
  for (let row = 0; row < rows; row++) {
    if (row % SLICE === SLICE - 1) yield
    let hash = 0x811c9dc5
    let missing = false
    for (const key of keys) {
      const code = key[row]!
      if (code < 0) missing = true
      hash = mix(hash ^ Math.imul(code, 0x9e3779b1))
    }
    if (missing) continue
    let slot = hash & mask
    for (;;) {
      const group = slots[slot]!
      if (group < 0) {
        slots[slot] = groups
        firstRows[groups] = row
        counts[groups] = 1
        codes[row] = groups++
        break
      }
      if (agree(keys, firstRows[group]!, row)) {
        counts[group]!++
        codes[row] = group
        break
      }
      slot = (slot + 1) & mask
    }
  }
  return { codes, firstRows: firstRows.slice(0, groups), counts: counts.slice(0, groups) }
}

function agree(keys: readonly Int32Array[], a: number, b: number): boolean {
  for (const key of keys) if (key[a] !== key[b]) return false
  return true
}

/** At most half full. */
function tableMask(rows: number): number {
  let size = 16
  while (size < rows * 2) size *= 2
  return size - 1
}

/** Spreads a 32-bit word; the finaliser of MurmurHash3. */
function mix(word: number): number {
  let hash = Math.imul(word ^ (word >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}
