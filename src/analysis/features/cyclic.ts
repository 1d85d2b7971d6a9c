import { cosineOfTurns, sineOfTurns } from '../math/turns.ts'
import type { DatetimeColumn } from '../table/table.ts'
import type { Work } from '../work.ts'

const DAY_MS = 86_400_000
/** 1970-01-01 was a Thursday; weeks are counted from Monday. */
const FIRST_WEEKDAY = 3
const MINUTES_PER_DAY = 1440

export interface CyclicParts {
  readonly columns: { readonly name: string; readonly values: Float32Array }[]
  /** Rows without a time. */
  readonly missing: number
}

/**
 * The time of day and the weekday as points on a circle, so that 23:59 is near 00:01 and Sunday near Monday.
 *
 * @param column epoch ms (UTC); a missing time gives 0 and 0, the middle of the circle
 * @returns sine and cosine of the hour (to the minute; left out when every time is midnight) and of the weekday
 *
 * Cost: linear; two look-ups per row.
 */
export function* cyclicParts(column: DatetimeColumn): Work<CyclicParts> {
  const { values, name } = column
  const rows = values.length
  let missing = 0
  let timed = false
  for (let row = 0; row < rows; row++) {
    const time = values[row]!
    if (time - time !== 0) missing++
    else if (!timed && time % DAY_MS !== 0) timed = true
  }
  yield
  const columns: { name: string; values: Float32Array }[] = []
  if (timed) {
    const minute = (time: number): number => Math.floor((time - Math.floor(time / DAY_MS) * DAY_MS) / 60_000)
    yield* addCircle(columns, `${name} (hour`, values, MINUTES_PER_DAY, minute)
  }
  const weekday = (time: number): number => {
    const day = Math.floor(time / DAY_MS) + FIRST_WEEKDAY
    return day - Math.floor(day / 7) * 7
  }
  yield* addCircle(columns, `${name} (weekday`, values, 7, weekday)
  return { columns, missing }
}

function* addCircle(
  columns: { name: string; values: Float32Array }[],
  name: string,
  times: Float64Array,
  period: number,
  phase: (time: number) => number,
): Work<void> {
  const parts = [
    [', sine)', sineOfTurns],
    [', cosine)', cosineOfTurns],
  ] as const
  for (const [ending, wave] of parts) {
    const table = new Float32Array(period)
    for (let k = 0; k < period; k++) table[k] = wave(k / period)
    const values = new Float32Array(times.length)
    for (let row = 0; row < times.length; row++) {
      const time = times[row]!
      if (time - time === 0) values[row] = table[phase(time)]!
    }
    columns.push({ name: name + ending, values })
    yield
  }
}
