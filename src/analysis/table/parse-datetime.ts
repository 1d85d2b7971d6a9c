/** Which of the first two parts of `03/04/2024` is the day. */
export type DayOrder = 'day-first' | 'month-first'

/** How a date is spelled. `Ambiguous` needs a day order. */
export const DateKind = {
  Iso: 0,
  YearFirst: 1,
  DayFirst: 2,
  MonthFirst: 3,
  Ambiguous: 4,
  Named: 5,
} as const

export interface DateScan {
  readonly kind: number
  readonly hasTime: boolean
  /** Epoch ms (UTC) with the parts as day, month … */
  readonly dayFirst: number
  /** … and with the two parts swapped; the same where the order is settled. */
  readonly monthFirst: number
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const TIME =
  /(?:[T ,]\s*|\s+at\s+)(\d{1,2})(?::(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*([AaPp]\.?[Mm]\.?)?\s*(Z|UTC|GMT|[-+]\d{2}(?::?\d{2})?)?$/
const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})$/
const YEAR_FIRST = /^(\d{4})([/.])(\d{1,2})\2(\d{1,2})$/
const PARTS = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})$/
const DAY_NAME = /^(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?[.,]?\s+)/i
const DAY_MONTH = /^(\d{1,2})(?:st|nd|rd|th)?[-\s./]+([A-Za-z]{3,9})\.?[-\s./,]+(\d{4}|\d{2})$/
const MONTH_DAY = /^([A-Za-z]{3,9})\.?[-\s./]+(\d{1,2})(?:st|nd|rd|th)?(?:[-./]|,\s*|\s+)(\d{4}|\d{2})$/
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?$/

/**
 * Takes a date, with or without a time, apart. Without an offset it is UTC; two-digit years are
 * 1970–2069.
 *
 * @returns both readings, or null when the cell is not a date. Cost: a few regular expressions.
 */
export function scanDatetime(cell: string): DateScan | null {
  let text = cell.trim()
  if (text.length < 6 || text.length > 50) return null
  const first = text.charCodeAt(0)
  if (!((first >= 48 && first <= 57) || (first >= 65 && first <= 122))) return null
  if (!/\d/.test(text)) return null
  let clock = 0
  let hasTime = false
  const time = text.includes(':') || /\d\s*[ap]\.?m/i.test(text) ? TIME.exec(text) : null
  if (time) {
    clock = clockMs(time)
    if (Number.isNaN(clock)) return null
    hasTime = true
    text = text.slice(0, time.index).trimEnd()
  }
  const iso = ISO.exec(text)
  if (iso) return settled(DateKind.Iso, hasTime, dateMs(iso[1], iso[2], iso[3]), clock)
  const year = YEAR_FIRST.exec(text)
  if (year) return settled(DateKind.YearFirst, hasTime, dateMs(year[1], year[3], year[4]), clock)
  const parts = PARTS.exec(text)
  if (parts) return scanParts(parts, hasTime, clock)
  const plain = text.replace(DAY_NAME, '')
  const dayMonth = DAY_MONTH.exec(plain)
  if (dayMonth)
    return settled(
      DateKind.Named,
      hasTime,
      dateMs(fullYear(dayMonth[3]), monthOf(dayMonth[2]), dayMonth[1]),
      clock,
    )
  const monthDay = MONTH_DAY.exec(plain)
  if (monthDay)
    return settled(
      DateKind.Named,
      hasTime,
      dateMs(fullYear(monthDay[3]), monthOf(monthDay[1]), monthDay[2]),
      clock,
    )
  return null
}

/** Reads a compact date (`20240304`, `20240304101500`): only for columns whose name says that it is one. NaN otherwise. */
export function parseCompactDate(cell: string): number {
  const m = COMPACT.exec(cell.trim())
  if (!m) return NaN
  const date = dateMs(m[1], m[2], m[3])
  const hour = Number(m[4] ?? 0)
  const minute = Number(m[5] ?? 0)
  const second = Number(m[6] ?? 0)
  const year = Number(m[1])
  if (year < 1900 || year > 2100 || hour > 23 || minute > 59 || second > 59) return NaN
  return date + ((hour * 60 + minute) * 60 + second) * 1000
}

/**
 * Reads `YYYY-MM-DD`, optionally followed by a blank or T, `HH:MM`, `:SS`, a fraction and `Z`, by
 * position: the fast path of ISO columns. NaN for anything else (also for what `scanDatetime` could read).
 */
export function parseIsoFast(s: string): number {
  const n = s.length
  if (n < 10) return NaN
  if (s.charCodeAt(4) !== 45 || s.charCodeAt(7) !== 45) return NaN
  const year = two(s, 0) * 100 + two(s, 2)
  const month = two(s, 5)
  const day = two(s, 8)
  let ms = utcMs(year, month, day)
  if (n === 10 || ms !== ms) return ms
  const mark = s.charCodeAt(10)
  if ((mark !== 32 && mark !== 84) || n < 16 || s.charCodeAt(13) !== 58) return NaN
  const hour = two(s, 11)
  const minute = two(s, 14)
  if (!(hour <= 23 && minute <= 59)) return NaN
  ms += (hour * 60 + minute) * 60000
  if (n === 16) return ms
  if (n < 19 || s.charCodeAt(16) !== 58) return NaN
  const second = two(s, 17)
  if (!(second <= 59)) return NaN
  ms += second * 1000
  if (n === 19) return ms
  let i = 19
  if (s.charCodeAt(i) === 46) {
    let fraction = 0
    let scale = 1
    i++
    const start = i
    while (i < n) {
      const c = s.charCodeAt(i) - 48
      if (c < 0 || c > 9) break
      if (i - start < 3) {
        fraction = fraction * 10 + c
        scale *= 10
      }
      i++
    }
    if (i === start || i - start > 9) return NaN
    ms += (fraction * 1000) / scale
  }
  if (i === n) return ms
  return i === n - 1 && s.charCodeAt(i) === 90 ? ms : NaN
}

function two(s: string, at: number): number {
  const a = s.charCodeAt(at) - 48
  const b = s.charCodeAt(at + 1) - 48
  return a >= 0 && a <= 9 && b >= 0 && b <= 9 ? a * 10 + b : NaN
}

/** Days from civil (proleptic Gregorian), by H. Hinnant's algorithm. NaN for a day that does not exist. */
function utcMs(year: number, month: number, day: number): number {
  if (!(month >= 1 && month <= 12 && day >= 1 && year >= 0)) return NaN
  if (day > 28 && day > daysIn(year, month)) return NaN
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yoe = y - era * 400
  const doy = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const doe = yoe * 365 + Math.floor(yoe / 4) - Math.floor(yoe / 100) + doy
  return (era * 146097 + doe - 719468) * 86400000
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

function dateMs(
  year: string | number | undefined,
  month: string | number | undefined,
  day: string | undefined,
): number {
  return utcMs(Number(year), Number(month), Number(day))
}

function settled(kind: number, hasTime: boolean, date: number, clock: number): DateScan | null {
  const ms = date + clock
  return Number.isNaN(ms) ? null : { kind, hasTime, dayFirst: ms, monthFirst: ms }
}

function scanParts(parts: RegExpExecArray, hasTime: boolean, clock: number): DateScan | null {
  const year = fullYear(parts[4])
  const dayFirst = dateMs(year, parts[3], parts[1]) + clock
  const monthFirst = dateMs(year, parts[1], parts[3]) + clock
  const day = !Number.isNaN(dayFirst)
  const month = !Number.isNaN(monthFirst)
  if (day && month) {
    // Dots are written day first, and equal parts read the same both ways.
    const kind =
      parts[2] === '.' ? DateKind.DayFirst : dayFirst === monthFirst ? DateKind.YearFirst : DateKind.Ambiguous
    return { kind, hasTime, dayFirst, monthFirst: kind === DateKind.DayFirst ? dayFirst : monthFirst }
  }
  if (day) return { kind: DateKind.DayFirst, hasTime, dayFirst, monthFirst: dayFirst }
  return month ? { kind: DateKind.MonthFirst, hasTime, dayFirst: monthFirst, monthFirst } : null
}

function fullYear(text: string | undefined): number {
  const year = Number(text)
  return (text ?? '').length > 2 ? year : year < 70 ? 2000 + year : 1900 + year
}

function monthOf(name: string | undefined): number {
  const lower = (name ?? '').toLowerCase()
  const index = MONTHS.indexOf(lower.slice(0, 3))
  if (index < 0) return NaN
  const full = [
    'january',
    'february',
    'march',
    'april',
    'may',
    'june',
    'july',
    'august',
    'september',
    'october',
    'november',
    'december',
  ][index]
  return lower.length === 3 || lower === 'sept' || (full ?? '').startsWith(lower) ? index + 1 : NaN
}

function clockMs(time: RegExpExecArray): number {
  let hour = Number(time[1])
  const minute = Number(time[2] ?? 0)
  const second = Number(time[3] ?? 0)
  const half = (time[5] ?? '').toLowerCase().charAt(0)
  if (time[2] === undefined && half === '') return NaN
  if (half !== '') {
    if (hour < 1 || hour > 12) return NaN
    hour = (hour % 12) + (half === 'p' ? 12 : 0)
  }
  if (hour > 23 || minute > 59 || second > 60) return NaN
  const fraction = time[4] === undefined ? 0 : Number(time[4].slice(0, 3).padEnd(3, '0'))
  return ((hour * 60 + minute) * 60 + second) * 1000 + fraction - offsetMs(time[6])
}

function offsetMs(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z' || zone === 'UTC' || zone === 'GMT') return 0
  const digits = zone.slice(1).replace(':', '')
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2) || 0)
  return (zone.startsWith('-') ? -minutes : minutes) * 60000
}
