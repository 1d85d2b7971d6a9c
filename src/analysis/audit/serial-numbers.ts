import { groupTexts } from '../profile/distinct.ts'
import type { Column, TextColumn } from '../table/table.ts'
import { SLICE_ROWS, type Work } from '../work.ts'

/** The running number that ends each cell, and what stands before it. */
export interface SerialNumbers {
  /** (rows,) index into `prefixes`; −1 where the cell does not end in a number. */
  readonly series: Int32Array
  /** (rows,) whole numbers; NaN where the cell does not end in one. */
  readonly numbers: Float64Array
  /** By first appearance; the empty text for bare numbers. */
  readonly prefixes: readonly string[]
}

/** Longer tails are not exact as numbers. */
const LONGEST_TAIL = 15
const DECODER = new TextDecoder()
const ENCODER = new TextEncoder()

/**
 * Takes ids such as `INV-00017` apart into prefix and number; numbers that are whole are their own.
 *
 * @param column any type; datetimes have no running number
 * @returns (rows,) series and numbers
 * Cost: linear in the bytes, in slices.
 */
export function* serialNumbers(column: Column): Work<SerialNumbers> {
  switch (column.type) {
    case 'datetime':
      return {
        series: new Int32Array(column.values.length).fill(-1),
        numbers: new Float64Array(column.values.length).fill(NaN),
        prefixes: [],
      }
    case 'number':
      return yield* wholeNumbers(column.values)
    case 'category': {
      const parts = column.dictionary.map((text) => ENCODER.encode(text))
      const offsets = new Uint32Array(parts.length + 1)
      parts.forEach((part, i) => (offsets[i + 1] = offsets[i]! + part.length))
      const bytes = new Uint8Array(offsets[parts.length]!)
      parts.forEach((part, i) => bytes.set(part, offsets[i]))
      yield
      const distinct = yield* tails({ bytes, offsets }, null)
      return yield* spread(column.codes, distinct)
    }
    case 'text': {
      const groups = yield* groupTexts(column)
      return yield* spread(groups.codes, yield* tails(column, groups.firstRows))
    }
  }
}

function* wholeNumbers(values: Float64Array): Work<SerialNumbers> {
  const series = new Int32Array(values.length).fill(-1)
  const numbers = new Float64Array(values.length).fill(NaN)
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!
    if (Number.isSafeInteger(value)) {
      series[row] = 0
      numbers[row] = value + 0
    }
    if (row % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  return { series, numbers, prefixes: [''] }
}

/** The tails of some cells (all when `rows` is null). */
function* tails(
  { bytes, offsets }: Pick<TextColumn, 'bytes' | 'offsets'>,
  rows: Uint32Array | null,
): Work<SerialNumbers> {
  const n = rows?.length ?? offsets.length - 1
  const series = new Int32Array(n).fill(-1)
  const numbers = new Float64Array(n).fill(NaN)
  const prefixes: string[] = []
  const known = new Map<string, number>()
  let lastStart = 0
  let lastLength = -1
  let lastSeries = -1
  for (let i = 0; i < n; i++) {
    if (i % 16_384 === 16_383) yield
    const row = rows === null ? i : rows[i]!
    const start = offsets[row]!
    const end = offsets[row + 1]!
    let from = end
    while (from > start && isDigit(bytes[from - 1]!)) from--
    if (from === end || end - from > LONGEST_TAIL) continue
    let number = 0
    for (let at = from; at < end; at++) number = number * 10 + (bytes[at]! - 48)
    numbers[i] = number
    // Neighbours mostly share their prefix.
    if (from - start === lastLength && sameBytes(bytes, start, lastStart, lastLength)) {
      series[i] = lastSeries
      continue
    }
    const prefix = DECODER.decode(bytes.subarray(start, from))
    let code = known.get(prefix)
    if (code === undefined) {
      code = prefixes.push(prefix) - 1
      known.set(prefix, code)
    }
    series[i] = code
    lastStart = start
    lastLength = from - start
    lastSeries = code
  }
  return { series, numbers, prefixes }
}

/** From distinct texts to rows. */
function* spread(codes: Int32Array, distinct: SerialNumbers): Work<SerialNumbers> {
  const series = new Int32Array(codes.length).fill(-1)
  const numbers = new Float64Array(codes.length).fill(NaN)
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!
    if (code >= 0) {
      series[row] = distinct.series[code]!
      numbers[row] = distinct.numbers[code]!
    }
    if (row % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  return { series, numbers, prefixes: distinct.prefixes }
}

function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57
}

function sameBytes(bytes: Uint8Array, a: number, b: number, length: number): boolean {
  for (let i = 0; i < length; i++) if (bytes[a + i] !== bytes[b + i]) return false
  return true
}
