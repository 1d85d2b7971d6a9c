import { isCodeName, nameWords } from '../features/column-name.ts'
import type { ColumnChoice } from '../settings.ts'
import { BOOLEAN, CODE, TEXT } from './evidence.ts'
import type { Evidence } from './evidence.ts'
import { FORMATS } from './formats.ts'
import { DateKind } from './parse-datetime.ts'
import type { DayOrder } from './parse-datetime.ts'
import { NumberKind } from './parse-number.ts'
import type { DecimalMark } from './parse-number.ts'
import type { ColumnFormat, ColumnType } from './table.ts'

/** How every cell of a column is read. */
export type Reading =
  | {
      readonly type: 'number'
      readonly format: ColumnFormat
      readonly mark: DecimalMark
      readonly percent: boolean
    }
  | {
      readonly type: 'datetime'
      readonly format: ColumnFormat
      readonly order: DayOrder
      readonly compact: boolean
    }
  /** Category or text: which of the two depends on how many different values there are. */
  | {
      readonly type: 'words'
      readonly format: ColumnFormat
      readonly boolean: boolean
      readonly forced: ColumnType | null
    }

/** What the other columns of the file settle for those that are ambiguous themselves. */
export interface Siblings {
  readonly mark: DecimalMark | null
  readonly order: DayOrder | null
  readonly delimiter: string
}

/** Above this share of cells that do not fit, a column is not of that type. */
export const UNREADABLE_LIMIT = 0.1

const DATE_NAME = /date|day|datum|fecha|fec[_ ]|dato|giorno|jour|\bdt\b|_dt$|^dt_|time|timestamp/i

/**
 * Decides how a column is read from the evidence of all its rows. A pure function of its
 * arguments, so the decision cannot depend on the order or the chunks in which cells came.
 */
export function inferReading(
  e: Evidence,
  name: string,
  choice: ColumnChoice | undefined,
  siblings: Siblings,
): Reading {
  if (choice?.type !== undefined) return chosenReading(e, choice.type, choice.format, siblings)
  const cells = e.cells
  if (cells === 0)
    return e.wordCells === 0 ? words('empty', 'no values', false) : words('text', 'text', false)
  const compact = compactDates(e, name)
  if (compact || choice?.format === 'compact') {
    return {
      type: 'datetime',
      format: format('compact', 'year, month and day without separators'),
      order: 'day-first',
      compact: true,
    }
  }
  const date = datetimeReading(e, choice?.format, siblings)
  if (e.allDates >= (1 - UNREADABLE_LIMIT) * cells) return date
  const codes = codeReading(e, name)
  if (codes !== null && e.allNumbers >= (1 - UNREADABLE_LIMIT) * cells) return codes
  const number = numberReading(e, choice?.format, siblings)
  if (readableNumbers(e, number.mark, number.percent) >= (1 - UNREADABLE_LIMIT) * cells) return number
  if (e.number(BOOLEAN) >= (1 - UNREADABLE_LIMIT) * cells && e.number(BOOLEAN) > 0)
    return words('boolean', 'yes or no', true)
  return words('text', 'text', false)
}

/** The decimal mark that a column settles by itself, or null. */
export function settledMark(e: Evidence): DecimalMark | null {
  const point = e.number(NumberKind.Point)
  const comma = e.number(NumberKind.Comma)
  return point === comma ? null : point > comma ? '.' : ','
}

/** The day order that a column settles by itself, or null. */
export function settledOrder(e: Evidence): DayOrder | null {
  const day = e.dates(DateKind.DayFirst)
  const month = e.dates(DateKind.MonthFirst)
  return day === month ? null : day > month ? 'day-first' : 'month-first'
}

function chosenReading(e: Evidence, type: ColumnType, code: string | undefined, siblings: Siblings): Reading {
  if (type === 'number') return numberReading(e, code, siblings)
  if (type === 'datetime') {
    if (code === 'compact' || (code === undefined && e.number(NumberKind.Integer) > e.allDates)) {
      return {
        type: 'datetime',
        format: format('compact', 'year, month and day without separators'),
        order: 'day-first',
        compact: true,
      }
    }
    return datetimeReading(e, code, siblings)
  }
  const boolean =
    type === 'category' && (code === 'boolean' || (code === undefined && e.number(BOOLEAN) > 0.9 * e.cells))
  return {
    type: 'words',
    format: boolean ? format('boolean', 'yes or no') : format(type, type),
    boolean,
    forced: type,
  }
}

function numberReading(
  e: Evidence,
  wanted: string | undefined,
  siblings: Siblings,
): Extract<Reading, { type: 'number' }> {
  const code = FORMATS.number.some((known) => known.code === wanted) ? wanted : undefined
  const dots = e.number(NumberKind.DotGroup)
  const commas = e.number(NumberKind.CommaGroup)
  let mark: DecimalMark
  let ambiguity = ''
  if (code === 'decimal-point' || code === 'integer' || code === 'percent') mark = '.'
  else if (code === 'decimal-comma' || code === 'percent-comma') mark = ','
  else {
    const settled = settledMark(e)
    mark = settled ?? siblings.mark ?? (siblings.delimiter === ';' && commas > 0 && dots === 0 ? ',' : '.')
    if (settled === null && dots + commas > 0) {
      const why = siblings.mark === null ? 'nothing in the file settles it' : 'as in the other columns'
      const asPoint = e.ambiguousNumber.includes(',') ? 'a thousands separator' : 'a decimal mark'
      const asComma = e.ambiguousNumber.includes(',') ? 'a decimal mark' : 'a thousands separator'
      const [used, other] = mark === '.' ? [asPoint, asComma] : [asComma, asPoint]
      ambiguity = `the mark in ${e.ambiguousNumber} was read as ${used} (${why}); it could also be ${other}`
    }
  }
  const percent = code === 'percent' || code === 'percent-comma' || e.percent * 2 >= e.cells
  const whole =
    e.number(NumberKind.Point) + e.number(NumberKind.Comma) === 0 && (mark === '.' ? dots : commas) === 0
  const base =
    whole && !percent && code === undefined ? 'integer' : mark === '.' ? 'decimal-point' : 'decimal-comma'
  const parts = [percent ? 'percent (12.5 % is 12.5)' : base === 'integer' ? 'whole number' : 'number']
  if (base !== 'integer') parts.push(mark === '.' ? 'decimal point' : 'decimal comma')
  if (e.grouped > 0) parts.push('thousands separators')
  if (e.currencies.size > 0) parts.push(`currency ${[...e.currencies.keys()].sort().slice(0, 4).join(' ')}`)
  const stable = code ?? (percent ? (mark === '.' ? 'percent' : 'percent-comma') : base)
  return { type: 'number', format: format(stable, parts.join(', '), ambiguity), mark, percent }
}

function datetimeReading(
  e: Evidence,
  code: string | undefined,
  siblings: Siblings,
): Extract<Reading, { type: 'datetime' }> {
  const ambiguous = e.dates(DateKind.Ambiguous)
  const settled = settledOrder(e)
  let order: DayOrder
  let ambiguity = ''
  if (code === 'day-first' || code === 'month-first') order = code
  else if (settled !== null) order = settled
  else {
    const near = nearerOrder(e)
    order = near ?? siblings.order ?? 'day-first'
    if (ambiguous > 0) {
      const why =
        near !== null
          ? 'so that it falls among the other dates of the column'
          : siblings.order !== null
            ? 'as in the other columns'
            : 'nothing in the file settles it'
      const [used, other] =
        order === 'day-first' ? ['day first', 'month first'] : ['month first', 'day first']
      ambiguity = `${e.ambiguousDate} was read ${used} (${why}); it could also be ${other}`
    }
  }
  const slashed = ambiguous + e.dates(DateKind.DayFirst) + e.dates(DateKind.MonthFirst)
  const stable = slashed > 0 ? order : e.dates(DateKind.Named) > 0 ? 'month-name' : 'iso'
  const words =
    slashed > 0
      ? order === 'day-first'
        ? 'day/month/year'
        : 'month/day/year'
      : e.dates(DateKind.Named) > 0
        ? 'date with the month in letters'
        : 'year-month-day'
  const time = e.datesWithTime > 0 ? ' with time, UTC unless an offset is given' : ''
  return { type: 'datetime', format: format(stable, words + time, ambiguity), order, compact: false }
}

/** The order under which the ambiguous dates fall within the settled ones, if one does so clearly more often. */
function nearerOrder(e: Evidence): DayOrder | null {
  if (e.firstDate > e.lastDate) return null
  const slack = 31 * 86400000
  let day = 0
  let month = 0
  for (const date of e.ambiguousDates) {
    if (date.dayFirst >= e.firstDate - slack && date.dayFirst <= e.lastDate + slack) day += date.weight
    if (date.monthFirst >= e.firstDate - slack && date.monthFirst <= e.lastDate + slack) month += date.weight
  }
  return day === month ? null : day > month ? 'day-first' : 'month-first'
}

function readableNumbers(e: Evidence, mark: DecimalMark, percent: boolean): number {
  const wrong = mark === '.' ? NumberKind.Comma : NumberKind.Point
  const readable =
    e.allNumbers - e.number(wrong) - e.number(NumberKind.Phone) - e.number(NumberKind.BeyondExact)
  return percent ? readable : readable - e.percent
}

/** Whole numbers that are names: leading zeros, phone numbers, more digits than a number holds exactly. */
function codeReading(e: Evidence, name: string): Reading | null {
  const zeros = e.number(NumberKind.LeadingZero)
  const phones = e.number(NumberKind.Phone)
  const beyond = e.number(NumberKind.BeyondExact)
  const whole = zeros + phones + beyond + e.number(NumberKind.Integer)
  if (whole < (1 - UNREADABLE_LIMIT) * e.cells) return null
  if (zeros > 0 && (zeros >= 0.01 * whole || e.minDigits === e.maxDigits)) {
    return words('leading-zeros', 'codes with leading zeros', false)
  }
  if (phones >= 0.5 * whole) return words('phone', 'phone numbers', false)
  // A merchant or account number in which some are written with letters or hyphens.
  const coded = e.number(CODE)
  // `Transaction Number`: where the name says that it names something, what is no number is a code as well.
  const others = coded + e.number(TEXT)
  if (others > 0 && e.maxDigits >= 4 && nameWords(name).length > 0 && isCodeName(name)) {
    return words('codes', 'codes, not all of them numbers', false)
  }
  if (coded > 0 && coded >= 0.005 * e.cells && coded >= e.number(TEXT) && e.maxDigits >= 5) {
    return words('codes', 'codes, not all of them numbers', false)
  }
  if (beyond > 0.01 * whole)
    return words('long-integer', 'whole numbers too long to be exact, kept as text', false)
  return null
}

function compactDates(e: Evidence, name: string): boolean {
  const whole = e.number(NumberKind.Integer)
  return (
    DATE_NAME.test(name) &&
    whole >= (1 - UNREADABLE_LIMIT) * e.cells &&
    (e.minDigits === 8 || e.minDigits === 14) &&
    e.minDigits === e.maxDigits &&
    e.compactDates === whole
  )
}

function words(code: string, label: string, boolean: boolean): Reading {
  return { type: 'words', format: format(code, label), boolean, forced: null }
}

function format(code: string, label: string, ambiguity = ''): ColumnFormat {
  return ambiguity === '' ? { code, label } : { code, label, ambiguity }
}
