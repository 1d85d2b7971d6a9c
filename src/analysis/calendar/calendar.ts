/** The calendar in UTC by arithmetic alone: no time zone of the machine, no summer time. */

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** 1970-01-05 was a Monday. */
const FIRST_MONDAY = 4 * DAY

/** The units that time can be cut into, finest first. */
export const TIME_UNITS = ['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'] as const

export type TimeUnit = (typeof TIME_UNITS)[number]

/** Length and origin of units that are all equally long. */
const FIXED: Partial<Record<TimeUnit, { readonly length: number; readonly origin: number }>> = {
  second: { length: SECOND, origin: 0 },
  minute: { length: MINUTE, origin: 0 },
  hour: { length: HOUR, origin: 0 },
  day: { length: DAY, origin: 0 },
  week: { length: 7 * DAY, origin: FIRST_MONDAY },
}

const MONTHS: Partial<Record<TimeUnit, number>> = { month: 1, quarter: 3, year: 12 }

/** How many months a unit lasts; 0 for those of fixed length. */
export function monthsIn(unit: TimeUnit): number {
  return MONTHS[unit] ?? 0
}

/**
 * Which unit a time falls into, counted from the one that holds (or begins with) 1970-01-01 or, for weeks, the
 * Monday 1970-01-05.
 *
 * @param time epoch ms, finite
 */
export function unitIndex(time: number, unit: TimeUnit): number {
  const fixed = FIXED[unit]
  if (fixed) return Math.floor((time - fixed.origin) / fixed.length)
  return Math.floor(monthIndex(Math.floor(time / DAY)) / monthsIn(unit))
}

/** Epoch ms at which a unit begins: the inverse of `unitIndex`. */
export function unitStart(index: number, unit: TimeUnit): number {
  const fixed = FIXED[unit]
  if (fixed) return fixed.origin + index * fixed.length
  return dayOfMonthStart(index * monthsIn(unit)) * DAY
}

/** How many ms every unit of this kind lasts, and where they begin; null for months, quarters and years. */
export function fixedLength(unit: TimeUnit): { readonly length: number; readonly origin: number } | null {
  return FIXED[unit] ?? null
}

/** 0 is Monday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7
}

export interface CivilDate {
  readonly year: number
  /** 0 … 11 */
  readonly month: number
  /** 1 … 31 */
  readonly day: number
}

/**
 * The date of a day in the Gregorian calendar, also before it was introduced.
 *
 * @param day whole days since 1970-01-01, any sign
 *
 * Source: Hinnant, chrono-compatible low-level date algorithms (civil_from_days).
 */
export function civilDate(day: number): CivilDate {
  const shifted = day + 719468
  const era = Math.floor(shifted / 146097)
  const dayOfEra = shifted - era * 146097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const month = fromMarch < 10 ? fromMarch + 2 : fromMarch - 10
  return {
    year: yearOfEra + era * 400 + (month < 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1,
  }
}

/** Months since January 1970 of a day. */
export function monthIndex(day: number): number {
  const { year, month } = civilDate(day)
  return (year - 1970) * 12 + month
}

/** The day (since 1970-01-01) on which a month (since January 1970) begins. */
function dayOfMonthStart(month: number): number {
  const year = 1970 + Math.floor(month / 12)
  const ofYear = month - Math.floor(month / 12) * 12
  const shifted = ofYear < 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const fromMarch = ofYear < 2 ? ofYear + 10 : ofYear - 2
  const dayOfYear = Math.floor((153 * fromMarch + 2) / 5)
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146097 + dayOfEra - 719468
}
