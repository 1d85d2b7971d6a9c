import { formatDatetime, formatNumber } from '../explain/format.ts'
import { groupTexts } from '../profile/distinct.ts'
import type { ColumnStatistics } from '../profile/summarise.ts'
import type { CategoryColumn, Column, DatetimeColumn, NumberColumn, TextColumn } from '../table/table.ts'
import { SLICE_ROWS, type Work } from '../work.ts'
import { DAY_MS, hourOf, tellsHours } from './cell-sides.ts'

/** Something that several of the rows have in common in a column: a value, an hour, a day. */
export interface SharedLevel {
  /** As people read it: `m17`, `02:00–02:59`, `2024-03-04`, `missing`. */
  readonly text: string
  /** How many of the rows have it, and how many rows of the table. */
  readonly count: number
  readonly all: number
}

/** What rows share in one column: far more of them than chance would have it. */
export interface SharedLevels {
  readonly column: number
  readonly name: string
  readonly kind: 'value' | 'hour' | 'day'
  readonly levels: readonly SharedLevel[]
  /** (rows,) index into `levels`; −1: none of them. */
  readonly levelOf: Int32Array
}

/** Levels of one column that are looked at. */
const MOST_LEVELS = 200

/**
 * What some rows have in common in a column beyond what chance would put there.
 *
 * @param rows row indices, some thousands at most
 * @param locale of numbers
 * @returns none, one or several kinds of what they share
 *
 * Cost: a pass over the column, and only where a value repeats among the rows.
 */
export function* sharedLevels(
  column: Column,
  statistics: ColumnStatistics,
  rows: Uint32Array,
  locale: string,
): Work<SharedLevels[]> {
  const found: SharedLevels[] = []
  const value = yield* sharedValues(column, statistics, rows, locale)
  if (value) found.push(value)
  if ((column.type === 'number' || column.type === 'datetime') && tellsHours(column, statistics)) {
    const hour = yield* sharedKeys(column, 'hour', rows, (row) => hourOf(column, row), hourText)
    if (hour) found.push(hour)
  }
  if (column.type === 'datetime') {
    const day = yield* sharedKeys(
      column,
      'day',
      rows,
      (row) => Math.floor(column.values[row]! / DAY_MS),
      (key) => formatDatetime(key * DAY_MS),
    )
    if (day) found.push(day)
  }
  return found
}

function sharedValues(
  column: Column,
  statistics: ColumnStatistics,
  rows: Uint32Array,
  locale: string,
): Work<SharedLevels | null> {
  switch (column.type) {
    case 'category':
      return sharedCodes(column, statistics, rows)
    case 'text':
      return sharedTexts(column, rows)
    case 'number':
      if (tellsHours(column, statistics)) return nothing()
      return sharedKeys(
        column,
        'value',
        rows,
        (row) => column.values[row]!,
        (key) => formatNumber(key, locale),
      )
    case 'datetime':
      return nothing()
  }
}

// eslint-disable-next-line require-yield -- nothing to compute
function* nothing(): Work<null> {
  return null
}

// eslint-disable-next-line require-yield -- nothing to compute
function* sharedCodes(
  { codes, dictionary, index, name }: CategoryColumn,
  { levelCounts, present }: ColumnStatistics,
  rows: Uint32Array,
): Work<SharedLevels | null> {
  const keys = Array.from(rows, (row) => codes[row]!)
  const all = (code: number) => (code < 0 ? codes.length - present : (levelCounts?.[code] ?? 0))
  const text = (code: number) => dictionary[code] ?? 'missing'
  return levelsOf({ column: index, name, kind: 'value' }, keys, codes.length, all, text)
}

function* sharedTexts(column: TextColumn, rows: Uint32Array): Work<SharedLevels | null> {
  const { bytes, offsets, index, name } = column
  const decoder = new TextDecoder()
  const textOf = (row: number): string => decoder.decode(bytes.subarray(offsets[row], offsets[row + 1]))
  const seen = new Set(Array.from(rows, textOf))
  if (seen.size > rows.length - 2) return null // ids: nothing repeats, and nothing is counted
  const groups = yield* groupTexts(column)
  const missing = column.missing + column.unreadable
  const keys = Array.from(rows, (row) => groups.codes[row]!)
  const all = (code: number) => (code < 0 ? missing : groups.counts[code]!)
  const text = (code: number) => (code < 0 ? 'missing' : textOf(groups.firstRows[code]!))
  return levelsOf({ column: index, name, kind: 'value' }, keys, offsets.length - 1, all, text)
}

/** Keys worked out cell by cell; NaN and −1 of an hour are missing. */
function* sharedKeys(
  { index, name, values }: NumberColumn | DatetimeColumn,
  kind: SharedLevels['kind'],
  rows: Uint32Array,
  keyOf: (row: number) => number,
  text: (key: number) => string,
): Work<SharedLevels | null> {
  const keys = Array.from(rows, keyOf)
  const counts = new Map<number, number>()
  for (const key of keys) counts.set(key, 0)
  if (counts.size > rows.length - 2) return null
  const { length } = values
  for (let row = 0; row < length; row++) {
    const key = keyOf(row)
    const count = counts.get(key)
    if (count !== undefined) counts.set(key, count + 1)
    if (row % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  const words = (key: number) => (key === key && !(kind === 'hour' && key < 0) ? text(key) : 'missing')
  return levelsOf({ column: index, name, kind }, keys, length, (key) => counts.get(key) ?? 0, words)
}

/** Keeps the keys that far more of the rows have than chance would give them. */
function levelsOf(
  of: Pick<SharedLevels, 'column' | 'name' | 'kind'>,
  keys: readonly number[],
  tableRows: number,
  allOf: (key: number) => number,
  textOf: (key: number) => string,
): SharedLevels | null {
  const counts = new Map<number, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  const notable = [...counts]
    .filter(([key, count]) => isNotable(count, (keys.length * allOf(key)) / tableRows))
    .sort(([a, countA], [b, countB]) => countB - countA || a - b)
    .slice(0, MOST_LEVELS)
  if (notable.length === 0) return null
  const numbers = new Map(notable.map(([key], level) => [key, level]))
  return {
    ...of,
    levels: notable.map(([key, count]) => ({ text: textOf(key), count, all: allOf(key) })),
    levelOf: Int32Array.from(keys, (key) => numbers.get(key) ?? -1),
  }
}

/** At least three, twice as many as expected, and beyond four standard deviations of a rare event's count. */
function isNotable(count: number, expected: number): boolean {
  return count >= 3 && count >= 2 * expected && count - expected >= 4 * Math.sqrt(expected + 0.5)
}

function hourText(hour: number): string {
  const two = String(hour).padStart(2, '0')
  return `${two}:00–${two}:59`
}
