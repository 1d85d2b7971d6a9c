import { isMissing, isMissingWord } from './missing.ts'
import { DateKind, parseCompactDate, scanDatetime } from './parse-datetime.ts'
import { NumberKind, scanNumber } from './parse-number.ts'

/** Classes of a cell, beside the number kinds (0 …). */
export const DATE_BASE = 16
export const BOOLEAN = 30
export const TEXT = 31
/** Text without blanks that holds at least four digits: `09-0090700063`, `INV20931`. */
export const CODE = 32
const CLASSES = 33
const WITH_TIME = 8

const CODE_SHAPE = /^(?=(?:\D*\d){4})\S{4,40}$/

const BOOLEANS: ReadonlySet<string> = new Set(['true', 'false', 'yes', 'no', 'y', 'n', 't', 'f'])

/** Counts of cells by class, over all rows of a column: what the type decision is a function of. */
export class Evidence {
  /** Cells that are missing among numbers and datetimes; the classes below leave them out. */
  missing = 0
  /** Those of them that are missing among words too. */
  missingWords = 0
  readonly counts = new Float64Array(CLASSES)
  percent = 0
  grouped = 0
  /** Whole numbers that also read as yyyymmdd or yyyymmddhhmmss. */
  compactDates = 0
  /** Shortest and longest whole number, in digits. */
  minDigits = Infinity
  maxDigits = 0
  readonly currencies = new Map<string, number>()
  /** An example of a date and of a number that can be read two ways. */
  ambiguousDate = ''
  ambiguousNumber = ''
  /** Earliest and latest settled date. */
  firstDate = Infinity
  lastDate = -Infinity
  /** Ambiguous dates, a capped sample of both readings. */
  readonly ambiguousDates: { dayFirst: number; monthFirst: number; weight: number }[] = []

  /** Cells that hold something if the column is one of words. */
  get wordCells(): number {
    return this.cells + this.missing - this.missingWords
  }

  get cells(): number {
    let sum = 0
    for (const count of this.counts) sum += count
    return sum
  }

  /** Classifies a cell that stands `times` times. Returns its class, −1 for missing. */
  add(cell: string, times: number): number {
    if (isMissing(cell)) {
      this.missing += times
      if (isMissingWord(cell)) this.missingWords += times
      return -1
    }
    const number = scanNumber(cell)
    if (number !== null) {
      this.counts[number.kind]! += times
      if (number.percent) this.percent += times
      if (number.grouped) this.grouped += times
      if (number.currency !== '') {
        this.currencies.set(number.currency, (this.currencies.get(number.currency) ?? 0) + times)
      }
      if (number.kind === NumberKind.Integer || number.kind === NumberKind.LeadingZero) {
        this.digits(number.digits)
        if ((number.digits === 8 || number.digits === 14) && !Number.isNaN(parseCompactDate(cell))) {
          this.compactDates += times
        }
      }
      if (
        this.ambiguousNumber === '' &&
        (number.kind === NumberKind.DotGroup || number.kind === NumberKind.CommaGroup)
      ) {
        this.ambiguousNumber = cell.trim()
      }
      return number.kind
    }
    const date = scanDatetime(cell)
    if (date !== null) {
      const key = DATE_BASE + date.kind + (date.hasTime ? WITH_TIME : 0)
      this.counts[key]! += times
      if (date.kind === DateKind.Ambiguous) {
        if (this.ambiguousDate === '') this.ambiguousDate = cell.trim()
        if (this.ambiguousDates.length < 10000) {
          this.ambiguousDates.push({ dayFirst: date.dayFirst, monthFirst: date.monthFirst, weight: times })
        }
      } else this.date(date.dayFirst)
      return key
    }
    const text = cell.trim()
    const key = BOOLEANS.has(text.toLowerCase()) ? BOOLEAN : CODE_SHAPE.test(text) ? CODE : TEXT
    this.counts[key]! += times
    return key
  }

  digits(count: number): void {
    if (count < this.minDigits) this.minDigits = count
    if (count > this.maxDigits) this.maxDigits = count
  }

  date(ms: number): void {
    if (ms < this.firstDate) this.firstDate = ms
    if (ms > this.lastDate) this.lastDate = ms
  }

  number(kind: number): number {
    return this.counts[kind] ?? 0
  }

  dates(kind: number): number {
    return (this.counts[DATE_BASE + kind] ?? 0) + (this.counts[DATE_BASE + WITH_TIME + kind] ?? 0)
  }

  get datesWithTime(): number {
    let sum = 0
    for (let kind = 0; kind < WITH_TIME; kind++) sum += this.counts[DATE_BASE + WITH_TIME + kind] ?? 0
    return sum
  }

  get allDates(): number {
    let sum = 0
    for (let key = DATE_BASE; key < BOOLEAN; key++) sum += this.counts[key] ?? 0
    return sum
  }

  get allNumbers(): number {
    let sum = 0
    for (let kind = 0; kind < DATE_BASE; kind++) sum += this.counts[kind] ?? 0
    return sum
  }
}
