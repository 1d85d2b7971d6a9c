import { cosineOfTurns, sineOfTurns } from '../math/turns.ts'
import type { Preprocessing } from '../preprocess/preprocessing.ts'
import type { DatetimeColumn } from '../table/table.ts'
import { SLICE_ROWS, type Work } from '../work.ts'
import { NO_TIME, USUAL_TIME } from './cell-notes.ts'
import { valuesAt } from './cells-of-part.ts'
import type { EncodedCells } from './encoded-cells.ts'
import type { TimeEncoder } from './encoder.ts'

const DAY_MS = 86_400_000
/** 1970-01-01 was a Thursday; weeks are counted from Monday. */
const FIRST_WEEKDAY = 3
const MINUTES_PER_DAY = 1440

function minuteOf(time: number): number {
  return Math.floor((time - Math.floor(time / DAY_MS) * DAY_MS) / 60_000)
}

function weekdayOf(time: number): number {
  const day = Math.floor(time / DAY_MS) + FIRST_WEEKDAY
  return day - Math.floor(day / 7) * 7
}

/**
 * Learns whether a column's times have an hour, and the most frequent minute and weekday where they fill gaps.
 *
 * @param rows null: all of them
 * Cost: a pass.
 */
export function* fitTimes(
  column: DatetimeColumn,
  { imputeTimes }: Preprocessing,
  rows: Uint32Array | null,
): Work<TimeEncoder> {
  const values = valuesAt(column.values, rows)
  const minutes = new Uint32Array(MINUTES_PER_DAY)
  const weekdays = new Uint32Array(7)
  let timed = false
  for (let start = 0; start < values.length; start += SLICE_ROWS) {
    const end = Math.min(start + SLICE_ROWS, values.length)
    if (!timed) timed = hasTimeOfDay(values, start, end)
    if (imputeTimes === 'mode') countParts(values, start, end, minutes, weekdays)
    yield
  }
  const fill = imputeTimes === 'mode' ? { minute: fullest(minutes), weekday: fullest(weekdays) } : null
  return { kind: 'time', column: column.index, name: column.name, timed, fill }
}

function hasTimeOfDay(values: Float64Array, from: number, to: number): boolean {
  for (let row = from; row < to; row++) {
    const time = values[row]!
    if (time - time === 0 && time % DAY_MS !== 0) return true
  }
  return false
}

function countParts(
  values: Float64Array,
  from: number,
  to: number,
  minutes: Uint32Array,
  weekdays: Uint32Array,
): void {
  for (let row = from; row < to; row++) {
    const time = values[row]!
    if (time - time !== 0) continue
    minutes[minuteOf(time)]!++
    weekdays[weekdayOf(time)]!++
  }
}

function fullest(counts: Uint32Array): number {
  let best = 0
  for (let i = 1; i < counts.length; i++) if (counts[i]! > counts[best]!) best = i
  return best
}

/**
 * The time of day and the weekday as points on a circle, so that 23:59 is near 00:01 and Sunday near Monday.
 *
 * @param column epoch ms (UTC); a missing time gives 0 and 0, the middle of the circle, or the encoder's fill
 * @returns sine and cosine of the hour (to the minute; left out when every fitted time is midnight) and of the weekday
 *
 * Cost: linear; two look-ups per row.
 */
export function* applyTimes(encoder: TimeEncoder, column: DatetimeColumn): Work<EncodedCells> {
  const { values } = column
  const { name, timed, fill } = encoder
  const columns: { name: string; values: Float32Array }[] = []
  if (timed)
    yield* addCircle(columns, `${name} (hour`, values, MINUTES_PER_DAY, minuteOf, fill?.minute ?? null)
  yield* addCircle(columns, `${name} (weekday`, values, 7, weekdayOf, fill?.weekday ?? null)
  let missing = 0
  for (let start = 0; start < values.length; start += SLICE_ROWS) {
    missing += countMissing(values, start, Math.min(start + SLICE_ROWS, values.length))
    yield
  }
  const notes = missing > 0 ? [{ say: fill === null ? NO_TIME : USUAL_TIME, count: missing }] : []
  return { columns, imputed: missing, notes }
}

function countMissing(values: Float64Array, from: number, to: number): number {
  let missing = 0
  for (let row = from; row < to; row++) if (values[row]! - values[row]! !== 0) missing++
  return missing
}

function* addCircle(
  columns: { name: string; values: Float32Array }[],
  name: string,
  times: Float64Array,
  period: number,
  phase: (time: number) => number,
  fill: number | null,
): Work<void> {
  const parts = [
    [', sine)', sineOfTurns],
    [', cosine)', cosineOfTurns],
  ] as const
  for (const [ending, wave] of parts) {
    const table = new Float32Array(period)
    for (let k = 0; k < period; k++) table[k] = wave(k / period)
    const standIn = fill === null ? 0 : table[fill]!
    const values = new Float32Array(times.length)
    for (let start = 0; start < times.length; start += SLICE_ROWS) {
      lookUp(times, start, Math.min(start + SLICE_ROWS, times.length), phase, table, standIn, values)
      yield
    }
    columns.push({ name: name + ending, values })
  }
}

function lookUp(
  times: Float64Array,
  from: number,
  to: number,
  phase: (time: number) => number,
  table: Float32Array,
  standIn: number,
  out: Float32Array,
): void {
  for (let row = from; row < to; row++) {
    const time = times[row]!
    out[row] = time - time === 0 ? table[phase(time)]! : standIn
  }
}
