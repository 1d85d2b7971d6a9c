import { countClock, hourOf, weekdayOf } from '../profile/clock-counts.ts'
import { groupTexts } from '../profile/distinct.ts'
import { countsAround } from '../profile/counts-around.ts'
import type { ColumnStatistics } from '../profile/summarise.ts'
import type { CategoryColumn, Column, DatetimeColumn, NumberColumn, TextColumn } from '../table/table.ts'
import type { Work } from '../work.ts'
import { formatDatetime, formatNumber, formatShare, localized } from './format.ts'

/** A cell in words, beside the others of its column. */
export interface Description {
  /** The cell as people read it, e.g. `2,769.89`, `Corporate`, `2024-03-04 02:10`, `missing`. */
  readonly value: string
  /** E.g. `higher than 99.8 % of rows`, `0.3 % of rows have this value`, `in the middle of the rows`. */
  readonly comparison: string
  /** E.g. `median 84.10`, `most often Personal (62 %)`. */
  readonly typical: string
}

/** Describes a column's cells in some rows: the result tells that of the i-th of them. */
export type Describe = (rows: Uint32Array) => Work<(i: number) => Description>

/** How a column's cells are described; `locale` is that of numbers. */
export function describer(column: Column, statistics: ColumnStatistics, locale: string): Describe {
  switch (column.type) {
    case 'number':
      return describeNumbers(column, statistics, locale)
    case 'datetime':
      return describeTimes(column, locale)
    case 'category':
      return describeCategories(column, statistics, locale)
    case 'text':
      return describeTexts(column, locale)
  }
}

function describeNumbers({ values }: NumberColumn, { median }: ColumnStatistics, locale: string): Describe {
  const format = (value: number) => formatNumber(value, locale)
  const typical = median === null ? 'no value' : `median ${format(median)}`
  return function* (rows) {
    const cells = Float64Array.from(rows, (row) => values[row]!)
    const counts = yield* countsAround(values, cells)
    return (i) => {
      const value = cells[i]!
      if (value !== value) {
        const missing = 1 - counts.present / values.length
        const comparison = `${formatShare(missing, locale)} of rows have no value`
        return { value: 'missing', comparison, typical }
      }
      const lower = counts.below[i]! / counts.present
      const higher = counts.above[i]! / counts.present
      const comparison = compare(lower, higher, value === median, locale)
      return { value: format(value), comparison, typical }
    }
  }
}

function compare(lower: number, higher: number, isMedian: boolean, locale: string): string {
  if (isMedian || (lower < 0.75 && higher < 0.75)) return 'in the middle of the rows'
  if (lower >= higher) return `higher than ${most(lower, higher, locale)} rows`
  return `lower than ${most(higher, lower, locale)} rows`
}

/** The share of rows on the far side, rounded down; `beyond` is the share still further out. */
function most(share: number, beyond: number, locale: string): string {
  if (beyond === 0 && share > 0.999) return 'nearly all'
  return `${localized(Math.floor(share * 1000) / 10, locale, { maximumFractionDigits: 1 })} % of`
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

/** By the time of day, or by the weekday where there is none: that is what a detector sees of a time. */
function describeTimes({ values }: DatetimeColumn, locale: string): Describe {
  let counted: ReturnType<typeof countClock> extends Work<infer T> ? T | null : never = null
  return function* (rows) {
    counted ??= yield* countClock(values)
    const { hours, weekdays, present, timed } = counted
    const counts = timed ? hours : weekdays
    const partOf = timed ? hourOf : weekdayOf
    const words = (part: number) => (timed ? hourWords(part) : `a ${WEEKDAYS[part]!}`)
    let most = 0
    for (let part = 0; part < counts.length; part++) if (counts[part]! > counts[most]!) most = part
    const typical =
      present === 0
        ? 'no value'
        : `most often ${words(most)} (${formatShare(counts[most]! / present, locale)})`
    return (i) => {
      const time = values[rows[i]!]!
      if (time - time !== 0) {
        const comparison = `${formatShare(1 - present / values.length, locale)} of rows have no value`
        return { value: 'missing', comparison, typical }
      }
      const part = partOf(time)
      const share = formatShare(counts[part]! / present, locale)
      return { value: formatDatetime(time), comparison: `${words(part)}, as ${share} of rows`, typical }
    }
  }
}

function hourWords(hour: number): string {
  const two = (n: number) => String(n).padStart(2, '0')
  return `between ${two(hour)}:00 and ${two((hour + 1) % 24)}:00`
}

function describeCategories(
  { codes, dictionary }: CategoryColumn,
  { present, levelCounts }: ColumnStatistics,
  locale: string,
): Describe {
  const counts = new Uint32Array(dictionary.length + 1)
  if (levelCounts !== null) counts.set(levelCounts)
  counts[dictionary.length] = codes.length - present
  const describe = describeLevels(codes, counts, (level) => dictionary[level] ?? 'missing', locale)
  // eslint-disable-next-line require-yield -- nothing to compute
  return function* (rows) {
    return (i) => describe(rows[i]!)
  }
}

function describeTexts(column: TextColumn, locale: string): Describe {
  let describe: ((row: number) => Description) | null = null
  return function* (rows) {
    describe ??= yield* textDescriber(column, locale)
    const known = describe
    return (i) => known(rows[i]!)
  }
}

function* textDescriber(column: TextColumn, locale: string): Work<(row: number) => Description> {
  const groups = yield* groupTexts(column)
  const counts = new Uint32Array(groups.counts.length + 1)
  counts.set(groups.counts)
  for (const code of groups.codes) if (code < 0) counts[groups.counts.length]!++
  yield
  const decoder = new TextDecoder()
  const textOf = (level: number): string => {
    const row = groups.firstRows[level]
    if (row === undefined) return 'missing'
    return decoder.decode(column.bytes.subarray(column.offsets[row], column.offsets[row + 1]))
  }
  return describeLevels(groups.codes, counts, textOf, locale)
}

/** Of a value that fewer rows have, the rows are counted. */
const RARE = 0.01

/** @param counts rows per level; the last level is missing */
function describeLevels(
  codes: Int32Array,
  counts: Uint32Array,
  textOf: (level: number) => string,
  locale: string,
): (row: number) => Description {
  const missing = counts.length - 1
  let most = 0
  for (let level = 0; level < missing; level++) if (counts[level]! > counts[most]!) most = level
  const rows = codes.length
  const typical =
    missing === 0 ? 'no value' : `most often ${textOf(most)} (${formatShare(counts[most]! / rows, locale)})`
  return (row) => {
    const code = codes[row]!
    const level = code < 0 ? missing : code
    const count = counts[level]!
    if (code < 0) {
      const comparison = `${formatShare(count / rows, locale)} of rows have no value`
      return { value: 'missing', comparison, typical }
    }
    const comparison =
      count === 1
        ? 'no other row has this value'
        : count < RARE * rows
          ? `seen in ${localized(count, locale)} of ${localized(rows, locale)} rows`
          : `${formatShare(count / rows, locale)} of rows have this value`
    return { value: textOf(level), comparison, typical }
  }
}
