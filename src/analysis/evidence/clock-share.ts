import { countClock, hourOf, weekdayOf } from '../profile/clock-counts.ts'
import { valueColumnAt, type QuestionContext } from '../questions/question.ts'
import type { Work } from '../work.ts'

/** How many rows happen at the same time of day and on the same weekday (UTC). */
export interface ClockShare {
  /** Rows with a time. */
  readonly present: number
  /** 0 … 23, and rows of this hour; null where every time is midnight. */
  readonly hour: number | null
  readonly sameHour: number
  /** 0 is Monday. */
  readonly weekday: number
  readonly sameWeekday: number
}

/** @returns null for a missing time. Cost: a pass over the column once per file. */
export function* clockOf(context: QuestionContext, column: number, time: number): Work<ClockShare | null> {
  const { values } = valueColumnAt(context, column)
  const { hours, weekdays, present, timed } = yield* context.kept(`evidence clock ${column}`, () =>
    countClock(values),
  )
  if (time - time !== 0) return null
  const hour = hourOf(time)
  const weekday = weekdayOf(time)
  return {
    present,
    hour: timed ? hour : null,
    sameHour: hours[hour]!,
    weekday,
    sameWeekday: weekdays[weekday]!,
  }
}
