import { civilDate, DAY, HOUR, weekdayOf } from '../calendar/calendar.ts'
import { SLICE_ROWS, type Work } from '../work.ts'
import type { Predicate, RowMask } from './predicate.ts'

type RecurringTimes = Omit<Extract<Predicate, { kind: 'calendar' }>, 'kind' | 'column'>

/**
 * Marks the rows whose time recurs as it is asked for, in UTC.
 *
 * @param values (rows,) epoch ms; NaN and ±∞ pass nothing
 * @param mask (rows,) zeros; 1 where weekday, hour, month and day of the month are all among the chosen ones
 *
 * Cost: linear, some 10 ms for a million rows, 30 ms with months or days of the month, in slices.
 */
export function* markCalendar(values: Float64Array, times: RecurringTimes, mask: RowMask): Work<void> {
  const weekdays = flags(times.weekdays, 0, 6)
  const hours = flags(times.hours, 0, 23)
  const months = flags(times.months, 0, 11)
  const monthDays = flags(times.monthDays, 1, 31)
  const dated = times.months !== undefined || times.monthDays !== undefined
  // Neighbouring rows are often of the same day.
  let lastDay = NaN
  let dayPasses = 0
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!
    if (value - value === 0) {
      const day = Math.floor(value / DAY)
      if (day !== lastDay) {
        lastDay = day
        dayPasses = weekdays[weekdayOf(day)]!
        if (dated && dayPasses === 1) {
          const date = civilDate(day)
          dayPasses = months[date.month]! & monthDays[date.day]!
        }
      }
      mask[row] = dayPasses & hours[Math.floor((value - day * DAY) / HOUR)]!
    }
    if (row % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
}

/** 1 for each chosen number, or for all where there is no choice. */
function flags(chosen: readonly number[] | undefined, first: number, last: number): Uint8Array {
  const set = new Uint8Array(last + 1)
  if (chosen === undefined) set.fill(1)
  else for (const k of chosen) if (k >= first && k <= last) set[k] = 1
  return set
}
