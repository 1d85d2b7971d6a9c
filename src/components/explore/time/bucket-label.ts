import type { TimeUnit } from '../../../analysis/calendar/calendar.ts'
import { WEEKDAYS } from '../../plots/calendar-names.ts'

const DAY = 86_400_000

/** How a bucket that begins at this time is called, in UTC: `2024-W05 (from 2024-01-29)`, `2024 Q1`. */
export function bucketLabel(start: number, unit: TimeUnit): string {
  const date = new Date(start)
  if (Number.isNaN(date.getTime())) return '–'
  // Counted from the end: years beyond 9999 are longer.
  const iso = date.toISOString().replace('T', ' ')
  const day = iso.slice(0, -14)
  switch (unit) {
    case 'second':
      return iso.slice(0, -5)
    case 'minute':
    case 'hour':
      return iso.slice(0, -8)
    case 'day':
      return `${(WEEKDAYS[(date.getUTCDay() + 6) % 7] ?? '').slice(0, 3)} ${day}`
    case 'week': {
      const { year, week } = isoWeek(start)
      return `${year}-W${String(week).padStart(2, '0')} (from ${day})`
    }
    case 'month':
      return iso.slice(0, -17)
    case 'quarter':
      return `${iso.slice(0, -20)} Q${Math.floor(date.getUTCMonth() / 3) + 1}`
    case 'year':
      return iso.slice(0, -20)
  }
}

/** The ISO 8601 week of a time in UTC: it belongs to the year that holds its Thursday. */
export function isoWeek(time: number): { readonly year: number; readonly week: number } {
  const weekday = (new Date(time).getUTCDay() + 6) % 7
  const thursday = Math.floor(time / DAY) - weekday + 3
  const year = new Date(thursday * DAY).getUTCFullYear()
  const january = new Date(0)
  january.setUTCFullYear(year, 0, 1)
  return { year, week: Math.floor((thursday - january.getTime() / DAY) / 7) + 1 }
}

const PLURALS: Record<TimeUnit, string> = {
  second: 'seconds',
  minute: 'minutes',
  hour: 'hours',
  day: 'days',
  week: 'weeks',
  month: 'months',
  quarter: 'quarters',
  year: 'years',
}

/** `1 day`, `1,200 hours`. */
export function formatUnits(count: number, unit: TimeUnit): string {
  return `${count.toLocaleString()} ${count === 1 ? unit : PLURALS[unit]}`
}
