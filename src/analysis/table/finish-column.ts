import type { ColumnChoice } from '../settings.ts'
import type { Collected, Exceptional } from './column-builder.ts'
import { Evidence } from './evidence.ts'
import type { Reading } from './infer-type.ts'
import { isMissing, isMissingWord } from './missing.ts'
import { parseCompactDate, scanDatetime } from './parse-datetime.ts'
import { numberValue, scanNumber } from './parse-number.ts'
import type { CategoryColumn, Column, ColumnBase, TextColumn } from './table.ts'

/** At most this many unreadable cells of a column are listed; they are counted exactly. */
export const LISTED_LIMIT = 100_000

/** Cells that could not be read as their column's type. */
export interface Unreadable {
  count: number
  readonly rows: number[]
  readonly texts: string[]
}

export interface FinishedColumn {
  readonly column: Column
  readonly unreadable: Unreadable
}

/** Called now and then in long loops, so that whoever runs this can cancel it. */
export type Pause = () => Promise<void> | void

const ROWS_PER_PAUSE = 20_000

/** The evidence of all rows of a collected column; null when the column must be read again. */
export async function gatherEvidence(collected: Collected, pause: Pause): Promise<Evidence | null> {
  if (collected.kind === 'lost') return null
  if ('evidence' in collected) return collected.evidence
  const evidence = new Evidence()
  if (collected.kind === 'dictionary') {
    for (const [code, value] of collected.values.entries()) {
      evidence.add(value, collected.counts[code] ?? 0)
      if (code % ROWS_PER_PAUSE === ROWS_PER_PAUSE - 1) await pause()
    }
    return evidence
  }
  evidence.missing = collected.missing
  evidence.missingWords = collected.missing
  await eachText(collected.bytes, collected.offsets, pause, (text) => {
    if (text !== '') evidence.add(text, 1)
  })
  return evidence
}

/**
 * Turns a collected column into a typed one under a reading.
 *
 * @returns null when what was collected does not allow the reading, so that the column must be read again.
 */
export async function finishColumn(
  index: number,
  name: string,
  collected: Collected,
  evidence: Evidence,
  reading: Reading,
  choice: ColumnChoice | undefined,
  pause: Pause,
): Promise<FinishedColumn | null> {
  const base = { index, name, format: reading.format, missing: evidence.missing }
  if (reading.type === 'words') {
    const words = { ...base, missing: evidence.missingWords }
    return wordsColumn(words, collected, evidence, reading, choice, pause)
  }
  const read = cellReader(reading)
  const unreadable: Unreadable = { count: 0, rows: [], texts: [] }
  let values: Float64Array
  if (collected.kind === 'numbers' || collected.kind === 'dates') {
    const fits =
      collected.kind === 'numbers'
        ? reading.type === 'number' && reading.mark === '.'
        : reading.type === 'datetime' && !reading.compact
    if (!fits) return null
    values = collected.values
    fillExceptional(values, collected.exceptional, read, unreadable)
  } else if (collected.kind === 'dictionary') {
    values = fromDictionary(collected, read, unreadable)
  } else if (collected.kind === 'pool') {
    values = await fromPool(collected, read, unreadable, pause)
  } else return null
  return { column: { ...base, type: reading.type, values, unreadable: unreadable.count }, unreadable }
}

function cellReader(reading: Exclude<Reading, { type: 'words' }>): (cell: string) => number {
  if (reading.type === 'number') {
    const { mark, percent } = reading
    return (cell) => {
      const parts = scanNumber(cell)
      return parts === null || (parts.percent && !percent) ? NaN : exact(numberValue(parts, mark))
    }
  }
  if (reading.compact) return parseCompactDate
  const dayFirst = reading.order === 'day-first'
  return (cell) => {
    const date = scanDatetime(cell)
    return date === null ? NaN : dayFirst ? date.dayFirst : date.monthFirst
  }
}

// A whole number that a double does not hold exactly is rather listed than silently changed.
function exact(value: number): number {
  return Number.isInteger(value) && !Number.isSafeInteger(value) && Math.abs(value) < 1e21 ? NaN : value
}

function note(unreadable: Unreadable, row: number, text: string): void {
  unreadable.count++
  if (unreadable.rows.length < LISTED_LIMIT) {
    unreadable.rows.push(row)
    unreadable.texts.push(text)
  }
}

function fillExceptional(
  values: Float64Array,
  from: Exceptional,
  read: (cell: string) => number,
  unreadable: Unreadable,
): void {
  for (const [i, row] of from.rows.entries()) {
    const text = from.texts[i] ?? ''
    const value = read(text)
    if (Number.isNaN(value)) note(unreadable, row, text)
    else values[row] = value
  }
}

function fromDictionary(
  from: Extract<Collected, { kind: 'dictionary' }>,
  read: (cell: string) => number,
  unreadable: Unreadable,
): Float64Array {
  const bad = new Uint8Array(from.values.length)
  const byCode = new Float64Array(from.values.length)
  for (const [code, text] of from.values.entries()) {
    const value = isMissing(text) ? NaN : read(text)
    byCode[code] = value
    if (Number.isNaN(value) && !isMissing(text)) bad[code] = 1
  }
  const values = new Float64Array(from.codes.length)
  for (let r = 0; r < values.length; r++) {
    const code = from.codes[r]!
    values[r] = byCode[code]!
    if (bad[code] === 1) note(unreadable, r, from.values[code] ?? '')
  }
  return values
}

async function fromPool(
  from: Extract<Collected, { kind: 'pool' }>,
  read: (cell: string) => number,
  unreadable: Unreadable,
  pause: Pause,
): Promise<Float64Array> {
  const values = new Float64Array(from.offsets.length - 1)
  await eachText(from.bytes, from.offsets, pause, (text, row) => {
    const missing = isMissing(text)
    const value = missing ? NaN : read(text)
    values[row] = value
    if (Number.isNaN(value) && !missing) note(unreadable, row, text)
  })
  return values
}

async function wordsColumn(
  base: Omit<ColumnBase, 'unreadable'>,
  collected: Collected,
  evidence: Evidence,
  reading: Extract<Reading, { type: 'words' }>,
  choice: ColumnChoice | undefined,
  pause: Pause,
): Promise<FinishedColumn | null> {
  const unreadable: Unreadable = { count: 0, rows: [], texts: [] }
  if (collected.kind === 'pool') {
    if (choice?.type === 'category') return null
    const column: TextColumn = {
      ...base,
      type: 'text',
      bytes: collected.bytes,
      offsets: collected.offsets,
      unreadable: 0,
    }
    return { column, unreadable }
  }
  if (collected.kind !== 'dictionary') return null
  const { codes, values } = collected
  const recode = new Int32Array(values.length).fill(-1)
  const dictionary: string[] = []
  for (const [code, text] of values.entries()) {
    if (isMissingWord(text)) continue
    recode[code] = dictionary.length
    dictionary.push(text)
  }
  const cells = evidence.wordCells
  const asCategory =
    reading.forced === null
      ? dictionary.length > 0 && (reading.boolean || dictionary.length * 2 <= cells)
      : reading.forced === 'category'
  if (asCategory) {
    for (let r = 0; r < codes.length; r++) codes[r] = recode[codes[r]!]!
    const format = reading.format.code === 'text' ? { code: 'category', label: 'category' } : reading.format
    const column: CategoryColumn = { ...base, format, type: 'category', codes, dictionary, unreadable: 0 }
    return { column, unreadable }
  }
  return { column: await textFromDictionary(base, codes, values, pause), unreadable }
}

async function textFromDictionary(
  base: Omit<ColumnBase, 'unreadable'>,
  codes: Int32Array,
  values: readonly string[],
  pause: Pause,
): Promise<TextColumn> {
  const encoder = new TextEncoder()
  const encoded = values.map((text) => encoder.encode(isMissingWord(text) ? '' : text))
  const offsets = new Uint32Array(codes.length + 1)
  let total = 0
  for (let r = 0; r < codes.length; r++) {
    total += encoded[codes[r]!]!.length
    offsets[r + 1] = total
  }
  await pause()
  const bytes = new Uint8Array(total)
  for (let r = 0; r < codes.length; r++) bytes.set(encoded[codes[r]!]!, offsets[r])
  return { ...base, type: 'text', bytes, offsets, unreadable: 0 }
}

/** Visits every text of a pool; many at a time are decoded together where they are ASCII. */
export async function eachText(
  bytes: Uint8Array,
  offsets: Uint32Array,
  pause: Pause,
  visit: (text: string, row: number) => void,
): Promise<void> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const rows = offsets.length - 1
  for (let from = 0; from < rows; from += ROWS_PER_PAUSE) {
    const to = Math.min(rows, from + ROWS_PER_PAUSE)
    const base = offsets[from]!
    const stretch = bytes.subarray(base, offsets[to])
    const text = decoder.decode(stretch)
    if (text.length === stretch.length) {
      for (let r = from; r < to; r++) visit(text.slice(offsets[r]! - base, offsets[r + 1]! - base), r)
    } else {
      for (let r = from; r < to; r++) visit(decoder.decode(bytes.subarray(offsets[r], offsets[r + 1])), r)
    }
    await pause()
  }
}
