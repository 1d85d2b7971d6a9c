import { DAY_MS } from './row-codes.ts'

/** A set of public holidays that is computed; each was compared with published lists for 2000 to 2035. */
export type HolidaySet = 'euro' | 'germany' | 'united-states' | 'england-wales'

export interface Holiday {
  /** Days since 1970-01-01. */
  readonly day: number
  readonly name: string
}

/** A line of a typed list that is not a date. */
export interface HolidayError {
  /** From 1. */
  readonly line: number
  readonly text: string
}

/**
 * Easter Sunday of the Gregorian calendar.
 *
 * @param year 1583 or later
 * @returns days since 1970-01-01
 * Source: Meeus, Astronomical Algorithms (1991), chapter 8 (the anonymous algorithm of 1876).
 */
export function easterSunday(year: number): number {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = Math.floor(b / 4)
  const e = b % 4
  const f = Math.floor((b + 8) / 25)
  const g = Math.floor((b - f + 1) / 3)
  const h = (19 * a + b - d - g + 15) % 30
  const i = Math.floor(c / 4)
  const k = c % 4
  const l = (32 + 2 * e + 2 * i - h - k) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const n = h + l - 7 * m + 114
  return dayOf(year, Math.floor(n / 31), (n % 31) + 1)
}

/** Days since 1970-01-01 of a date; month from 1. */
export function dayOf(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) / DAY_MS
}

/** 0 is Monday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7
}

/**
 * Reads a list of dates: `2024-12-25`, or `12-25` for every year; one per line or separated by commas, a name may
 * follow after a blank.
 *
 * @param text what was typed or pasted
 * @param years the first and the last year for which dates without a year are wanted
 * @returns the dates, and the lines that are none
 */
export function readHolidays(
  text: string,
  years: readonly [first: number, last: number],
): { readonly holidays: readonly Holiday[]; readonly errors: readonly HolidayError[] } {
  const holidays: Holiday[] = []
  const errors: HolidayError[] = []
  text.split('\n').forEach((line, index) => {
    for (const part of line.split(/[,;]/u)) {
      const entry = part.trim()
      if (entry === '' || entry.startsWith('#')) continue
      const match = /^(?:(\d{4})-)?(\d{1,2})-(\d{1,2})(?:\s+(.*))?$/u.exec(entry)
      const [, year, month, day, name] = match ?? []
      const wanted = year === undefined ? yearsFrom(years) : [Number(year)]
      const dates = wanted.map((y) => validDay(y, Number(month), Number(day)))
      // 29 February of every year is only in some.
      const found = dates.filter((date) => date !== null)
      const leap = year === undefined && Number(month) === 2 && Number(day) === 29
      if (match === null || (found.length === 0 && !leap)) errors.push({ line: index + 1, text: entry })
      for (const date of found) holidays.push({ day: date, name: name ?? '' })
    }
  })
  return { holidays, errors }
}

function validDay(year: number, month: number, day: number): number | null {
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= 31)) return null
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCFullYear() === year ? date.getTime() / DAY_MS : null
}

function yearsFrom([first, last]: readonly [number, number]): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i)
}

/**
 * The days of a set of holidays in some years.
 *
 * @param set euro: closing days of TARGET, the payment system of the euro, by its calendar since 2002; germany: those of
 *   the whole country; united-states: federal holidays, as observed when they fall on a weekend; england-wales: bank holidays
 * @returns ascending
 * Sources: the ECB's closing days; the laws of the German states; 5 U.S.C. 6103; the Banking and Financial Dealings
 *   Act 1971 with its proclamations.
 */
export function holidaysOf(set: HolidaySet, years: readonly [first: number, last: number]): Holiday[] {
  return yearsFrom(years)
    .flatMap((year) => SETS[set](year))
    .sort((a, b) => a.day - b.day)
}

const SETS: Readonly<Record<HolidaySet, (year: number) => Holiday[]>> = {
  euro(year) {
    const easter = easterSunday(year)
    return [
      { day: dayOf(year, 1, 1), name: 'New Year' },
      { day: easter - 2, name: 'Good Friday' },
      { day: easter + 1, name: 'Easter Monday' },
      { day: dayOf(year, 5, 1), name: 'Labour Day' },
      { day: dayOf(year, 12, 25), name: 'Christmas Day' },
      { day: dayOf(year, 12, 26), name: '26 December' },
    ]
  },
  germany(year) {
    const easter = easterSunday(year)
    return [
      { day: dayOf(year, 1, 1), name: 'New Year' },
      { day: easter - 2, name: 'Good Friday' },
      { day: easter + 1, name: 'Easter Monday' },
      { day: dayOf(year, 5, 1), name: 'Labour Day' },
      { day: easter + 39, name: 'Ascension Day' },
      { day: easter + 50, name: 'Whit Monday' },
      { day: dayOf(year, 10, 3), name: 'German Unity Day' },
      ...(year === 2017 ? [{ day: dayOf(year, 10, 31), name: 'Reformation Day' }] : []),
      { day: dayOf(year, 12, 25), name: 'Christmas Day' },
      { day: dayOf(year, 12, 26), name: '26 December' },
    ]
  },
  'united-states'(year) {
    const next = dayOf(year + 1, 1, 1)
    return [
      { day: observed(dayOf(year, 1, 1)), name: 'New Year' },
      { day: nth(year, 1, 0, 3), name: 'Martin Luther King Jr. Day' },
      { day: nth(year, 2, 0, 3), name: 'Washington’s Birthday' },
      { day: last(year, 5, 0), name: 'Memorial Day' },
      ...(year >= 2021 ? [{ day: observed(dayOf(year, 6, 19)), name: 'Juneteenth' }] : []),
      { day: observed(dayOf(year, 7, 4)), name: 'Independence Day' },
      { day: nth(year, 9, 0, 1), name: 'Labor Day' },
      { day: nth(year, 10, 0, 2), name: 'Columbus Day' },
      { day: observed(dayOf(year, 11, 11)), name: 'Veterans Day' },
      { day: nth(year, 11, 3, 4), name: 'Thanksgiving Day' },
      { day: observed(dayOf(year, 12, 25)), name: 'Christmas Day' },
      // Of the next year, observed on the last day of this one.
      ...(observed(next) < next ? [{ day: observed(next), name: 'New Year' }] : []),
    ].filter(({ day }) => new Date(day * DAY_MS).getUTCFullYear() === year)
  },
  'england-wales'(year) {
    const easter = easterSunday(year)
    const early = { 1995: dayOf(1995, 5, 8), 2020: dayOf(2020, 5, 8) }[year] ?? nth(year, 5, 0, 1)
    const spring =
      { 2002: dayOf(2002, 6, 4), 2012: dayOf(2012, 6, 4), 2022: dayOf(2022, 6, 2) }[year] ?? last(year, 5, 0)
    const once = ONCE.filter(({ day }) => new Date(day * DAY_MS).getUTCFullYear() === year)
    const christmas = dayOf(year, 12, 25)
    const weekday = weekdayOf(christmas)
    return [
      { day: afterWeekend(dayOf(year, 1, 1)), name: 'New Year' },
      { day: easter - 2, name: 'Good Friday' },
      { day: easter + 1, name: 'Easter Monday' },
      { day: early, name: 'Early May bank holiday' },
      { day: spring, name: 'Spring bank holiday' },
      ...once,
      { day: last(year, 8, 0), name: 'Summer bank holiday' },
      // Both on a weekend move to Monday and Tuesday.
      { day: weekday >= 5 ? christmas + 2 : christmas, name: 'Christmas Day' },
      { day: weekday === 4 || weekday === 5 ? christmas + 3 : christmas + 1, name: 'Boxing Day' },
    ]
  },
}

const ONCE: readonly Holiday[] = [
  { day: dayOf(1999, 12, 31), name: 'Millennium' },
  { day: dayOf(2002, 6, 3), name: 'Golden Jubilee' },
  { day: dayOf(2011, 4, 29), name: 'Royal wedding' },
  { day: dayOf(2012, 6, 5), name: 'Diamond Jubilee' },
  { day: dayOf(2022, 6, 3), name: 'Platinum Jubilee' },
  { day: dayOf(2022, 9, 19), name: 'State funeral' },
  { day: dayOf(2023, 5, 8), name: 'Coronation' },
]

/** Saturday's holiday is observed on Friday, Sunday's on Monday. */
function observed(day: number): number {
  const weekday = weekdayOf(day)
  return weekday === 5 ? day - 1 : weekday === 6 ? day + 1 : day
}

function afterWeekend(day: number): number {
  const weekday = weekdayOf(day)
  return weekday === 5 ? day + 2 : weekday === 6 ? day + 1 : day
}

/** The n-th such weekday of a month. */
function nth(year: number, month: number, weekday: number, n: number): number {
  const first = dayOf(year, month, 1)
  return first + ((weekday - weekdayOf(first) + 7) % 7) + 7 * (n - 1)
}

/** The last such weekday of a month. */
function last(year: number, month: number, weekday: number): number {
  const end = dayOf(year, month + 1, 1) - 1
  return end - ((weekdayOf(end) - weekday + 7) % 7)
}
