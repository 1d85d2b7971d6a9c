import { FlagstoneError } from '../errors.ts'
import type { Table, TextColumn } from '../table/table.ts'
import { SLICE_ROWS, type Work } from '../work.ts'
import { markCalendar } from './calendar-rows.ts'
import type { Predicate, RowMask } from './predicate.ts'

/** What predicates other than a text search look at. */
export interface SelectContext {
  readonly table: Table
  /** (rows,) of the latest run; null while there is none. */
  readonly scores: Float32Array | null
}

/**
 * The rows that a predicate means.
 *
 * @param predicate anything but a text search, which needs the file (see `Session.select`)
 * @returns one byte per row, 1 where the row is meant; NaN and missing cells pass only `missing`, and `any` of none
 * @throws FlagstoneError when it does not fit the column or there is no score
 *
 * Cost: linear, 1–5 ms for a million rows and a clause (text columns: their bytes), in slices.
 */
export function* matchingRows(context: SelectContext, predicate: Predicate): Work<RowMask> {
  const { table, scores } = context
  const mask = new Uint8Array(table.rowCount)
  switch (predicate.kind) {
    case 'rows':
      for (const row of predicate.rows) mask[row] = 1
      return mask
    case 'range': {
      const { low, high, closed = false } = predicate
      yield* markBetween(valuesOf(table, predicate.column), low, high, closed, mask)
      return mask
    }
    case 'score': {
      if (scores === null)
        throw new FlagstoneError('no-ranking', 'There are no scores yet. Find the anomalies first.')
      yield* markBetween(scores, predicate.low, predicate.high, predicate.open !== true, mask)
      return mask
    }
    case 'values':
      yield* markValues(table, predicate.column, predicate.values, predicate.not ?? false, mask)
      return mask
    case 'missing':
      yield* markMissing(table, predicate.column, predicate.not ?? false, mask)
      return mask
    case 'row-range':
      mask.fill(1, Math.max(0, predicate.from), Math.max(0, predicate.to))
      return mask
    case 'calendar':
      yield* markCalendar(valuesOf(table, predicate.column), predicate, mask)
      return mask
    case 'all': {
      mask.fill(1)
      for (const part of predicate.of) {
        intersect(mask, yield* matchingRows(context, part))
        yield
      }
      return mask
    }
    case 'any': {
      for (const part of predicate.of) {
        unite(mask, yield* matchingRows(context, part))
        yield
      }
      if (predicate.not === true) invert(mask)
      return mask
    }
    case 'text':
      throw new FlagstoneError('needs-file', 'A text search needs the file.')
  }
}

/** Keeps of `mask` what is also in `other`. */
export function intersect(mask: RowMask, other: RowMask): void {
  for (let row = 0; row < mask.length; row++) mask[row]! &= other[row]!
}

/** Adds to `mask` what is in `other`. */
function unite(mask: RowMask, other: RowMask): void {
  for (let row = 0; row < mask.length; row++) mask[row]! |= other[row]!
}

function invert(mask: RowMask): void {
  for (let row = 0; row < mask.length; row++) mask[row]! ^= 1
}

/** How many rows a mask holds. */
export function countRows(mask: RowMask): number {
  let count = 0
  for (let row = 0; row < mask.length; row++) count += mask[row]!
  return count
}

function* markBetween(
  values: Float64Array | Float32Array,
  low: number,
  high: number,
  closed: boolean,
  mask: RowMask,
): Work<void> {
  for (let start = 0; start < values.length; start += SLICE_ROWS) {
    const end = Math.min(start + SLICE_ROWS, values.length)
    markRows(values, start, end, low, high, Number(closed), mask)
    yield
  }
}

/**
 * Without a branch per row: the comparisons are numbers. A function of its own: inside a generator the loop
 * would begin unoptimised after every pause.
 */
function markRows(
  values: Float64Array | Float32Array,
  from: number,
  to: number,
  low: number,
  high: number,
  closed: number,
  mask: RowMask,
): void {
  for (let row = from; row < to; row++) {
    const value = values[row]!
    mask[row] = Number(value >= low) & (Number(value < high) | (closed & Number(value === high)))
  }
}

function* markValues(
  table: Table,
  index: number,
  values: readonly string[],
  not: boolean,
  mask: RowMask,
): Work<void> {
  const column = columnOf(table, index)
  const wanted = new Set(values)
  if (column.type === 'category') {
    const passes = Uint8Array.from(column.dictionary, (text) => Number(wanted.has(text) !== not))
    for (let row = 0; row < mask.length; row++) {
      const code = column.codes[row]!
      mask[row] = code < 0 ? 0 : passes[code]!
    }
    return
  }
  if (column.type === 'text') {
    yield* markTexts(column, wanted, not, mask)
    return
  }
  const message = `${column.name} is read as ${column.type}; choose a range of its values instead.`
  throw new FlagstoneError('not-texts', message, { column: column.name })
}

/** Compares bytes, and only of cells that are as long as one of the wanted ones. */
function* markTexts(
  column: TextColumn,
  wanted: ReadonlySet<string>,
  not: boolean,
  mask: RowMask,
): Work<void> {
  const { bytes, offsets } = column
  const byLength = new Map<number, Uint8Array[]>()
  for (const text of wanted) {
    const encoded = utf8(text)
    byLength.set(encoded.length, [...(byLength.get(encoded.length) ?? []), encoded])
  }
  for (let row = 0; row < mask.length; row++) {
    const start = offsets[row]!
    const length = offsets[row + 1]! - start
    if (length > 0) {
      const same = byLength.get(length)?.some((text) => text.every((byte, i) => byte === bytes[start + i]))
      mask[row] = Number((same === true) !== not)
    }
    if (row % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
}

function* markMissing(table: Table, index: number, not: boolean, mask: RowMask): Work<void> {
  const column = columnOf(table, index)
  const missing = Number(!not)
  const present = 1 - missing
  for (let row = 0; row < mask.length; row++) {
    const gone =
      column.type === 'category'
        ? column.codes[row]! < 0
        : column.type === 'text'
          ? column.offsets[row + 1] === column.offsets[row]
          : column.values[row]! !== column.values[row]!
    mask[row] = gone ? missing : present
    if (row % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
}

function valuesOf(table: Table, index: number): Float64Array {
  const column = columnOf(table, index)
  if (column.type === 'number' || column.type === 'datetime') return column.values
  const message = `${column.name} is read as ${column.type}; choose some of its values instead of a range.`
  throw new FlagstoneError('not-numbers', message, { column: column.name })
}

function columnOf(table: Table, index: number) {
  const column = table.columns[index]
  if (column === undefined)
    throw new FlagstoneError('unknown-column', `There is no column ${index + 1}.`, { column: index })
  return column
}

const encoder = new TextEncoder()
function utf8(text: string): Uint8Array {
  return encoder.encode(text)
}
