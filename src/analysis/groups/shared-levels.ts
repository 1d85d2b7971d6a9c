import { formatDatetime, formatNumber } from '../explain/format.ts'
import { groupTexts } from '../profile/distinct.ts'
import type { ColumnStatistics } from '../profile/summarise.ts'
import type { CategoryColumn, Column, DatetimeColumn, NumberColumn, TextColumn } from '../table/table.ts'
import { SLICE_ROWS, type Work } from '../work.ts'
import { DAY_MS, hourOf, tellsHours } from './cell-sides.ts'
import { partOfDay } from './hours-in-words.ts'

/** Something that several of the rows have in common in a column: a value, an hour, a day. */
export interface SharedLevel {
  /** As people read it: `m17`, `02:00–02:59`, `2024-03-04`, `missing`. */
  readonly text: string
  /** E.g. `at night`; empty where the text says all. */
  readonly words: string
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
    const hour = yield* sharedKeys(column, 'hour', rows, (row) => hourOf(column, row), hoursText)
    if (hour) found.push(hour)
  }
  if (column.type === 'datetime') {
    const day = yield* sharedKeys(
      column,
      'day',
      rows,
      (row) => Math.floor(column.values[row]! / DAY_MS),
      daysText,
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
  text: (first: number, last: number) => string,
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
  return levelsOf({ column: index, name, kind }, keys, length, (key) => counts.get(key) ?? 0, text)
}

/** Keeps the keys that far more of the rows have than chance would give them. */
function levelsOf(
  of: Pick<SharedLevels, 'column' | 'name' | 'kind'>,
  keys: readonly number[],
  tableRows: number,
  allOf: (key: number) => number,
  textOf: (first: number, last: number) => string,
): SharedLevels | null {
  const counts = new Map<number, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  const notable = [...counts.keys()].filter((key) =>
    isNotable(counts.get(key)!, (keys.length * allOf(key)) / tableRows),
  )
  if (notable.length === 0) return null
  const sum = (run: readonly number[], of: (key: number) => number) =>
    run.reduce((all, key) => all + of(key), 0)
  const runs = (of.kind === 'value' ? notable.map((key) => [key]) : inRuns(notable, of.kind))
    .map((run) => ({ run, count: sum(run, (key) => counts.get(key) ?? 0), all: sum(run, allOf) }))
    .sort((a, b) => b.count - a.count || a.run[0]! - b.run[0]!)
    .slice(0, MOST_LEVELS)
  const numbers = new Map(runs.flatMap(({ run }, level) => run.map((key) => [key, level] as const)))
  return {
    ...of,
    levels: runs.map(({ run, count, all }) => ({
      text: textOf(run[0]!, run[run.length - 1]!),
      words: of.kind === 'hour' && run[0]! >= 0 ? (partOfDay(run[0]!, run.length) ?? '') : '',
      count,
      all,
    })),
    levelOf: Int32Array.from(keys, (key) => numbers.get(key) ?? -1),
  }
}

/**
 * Hours and days that follow each other are one span: a night is no four things. Hours go around the clock, and
 * one hour that happens to be rare does not part two spans.
 */
function inRuns(keys: readonly number[], kind: SharedLevels['kind']): number[][] {
  const sorted = keys.filter((key) => key === key).sort((a, b) => a - b)
  const runs: number[][] = []
  for (const key of sorted) {
    const run = runs[runs.length - 1]
    const last = run?.[run.length - 1] ?? -1
    if (run === undefined || last < 0 || key - last > (kind === 'hour' ? 2 : 1)) runs.push([key])
    else if (key - last === 2) run.push(key - 1, key)
    else run.push(key)
  }
  const first = runs[0]
  const last = runs[runs.length - 1]
  if (kind === 'hour' && first && last && first !== last && first[0] === 0 && last[last.length - 1] === 23) {
    runs.shift()
    last.push(...first)
  }
  if (sorted.length < keys.length) runs.push([NaN])
  return runs
}

/** At least three, twice as many as expected, and beyond four standard deviations of a rare event's count. */
function isNotable(count: number, expected: number): boolean {
  return count >= 3 && count >= 2 * expected && count - expected >= 4 * Math.sqrt(expected + 0.5)
}

function hoursText(from: number, to: number): string {
  return from < 0 ? 'missing' : `${String(from).padStart(2, '0')}:00–${String(to).padStart(2, '0')}:59`
}

function daysText(from: number, to: number): string {
  const day = (number: number) => formatDatetime(number * DAY_MS)
  return from === to ? day(from) : `${day(from)} to ${day(to)}`
}
