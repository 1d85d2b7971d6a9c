import { SLICE_ROWS, type Work } from '../work.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000

/** How many times fall where in the day and the week, in UTC. */
export interface ClockCounts {
  /** (24,) */
  readonly hours: Uint32Array
  /** (7,) from Monday. */
  readonly weekdays: Uint32Array
  /** Times that are not missing. */
  readonly present: number
  /** Whether any of them is not midnight. */
  readonly timed: boolean
}

/** Rows per hour of the day and per weekday. Cost: linear, in slices. */
export function* countClock(values: Float64Array): Work<ClockCounts> {
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
