import { valueColumnAt, type QuestionContext } from '../questions/question.ts'
import { SLICE_ROWS, type Work } from '../work.ts'

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

const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000

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

/** Rows per hour of the day and per weekday. Cost: linear, in slices. */
export function* countClock(values: Float64Array) {
  const hours = new Uint32Array(24)
  const weekdays = new Uint32Array(7)
  let present = 0
  let timed = false
  for (let start = 0; start < values.length; start += SLICE_ROWS) {
    const end = Math.min(values.length, start + SLICE_ROWS)
    for (let row = start; row < end; row++) {
      const time = values[row]!
      if (time - time !== 0) continue
      present++
      hours[hourOf(time)]!++
      weekdays[weekdayOf(time)]!++
      if (!timed && time % DAY_MS !== 0) timed = true
    }
    yield
  }
  return { hours, weekdays, present, timed }
}

export function hourOf(time: number): number {
  return Math.floor((time - Math.floor(time / DAY_MS) * DAY_MS) / HOUR_MS)
}

/** 1970-01-01 was a Thursday; 0 is Monday. */
export function weekdayOf(time: number): number {
  const day = (Math.floor(time / DAY_MS) + 3) % 7
  return day < 0 ? day + 7 : day
}
