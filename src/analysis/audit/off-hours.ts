import { FlagstoneError } from '../errors.ts'
import { columnAt, type QuestionContext } from '../questions/question.ts'
import { SLICE_ROWS, type Work } from '../work.ts'
import { entityShares, type EntityShares } from './entity-shares.ts'
import { holidaysOf, readHolidays, weekdayOf, type HolidayError, type HolidaySet } from './holidays.ts'
import { DAY_MS } from './row-codes.ts'

export type OffClass = 'weekend' | 'holiday' | 'night'

export interface OffHoursRequest {
  /** A datetime column; read as UTC. */
  readonly column: number
  /** Weekdays that are the weekend, 0 = Monday. */
  readonly weekend: readonly number[]
  /** Hours from `from` to before `to`, over midnight where `from` is larger; equal: no night. */
  readonly night: { readonly from: number; readonly to: number }
  readonly holidaySet: HolidaySet | null
  /** Typed holidays, see `readHolidays`. */
  readonly holidayText: string
  readonly entity: number | null
  /** What entities are compared by. */
  readonly entityClass: OffClass
  readonly rows: boolean
}

export interface OffHoursLine {
  readonly kind: OffClass
  readonly rows: number
  /** Share of the time from the first to the last day that is of this class: what rows spread evenly would give. */
  readonly expected: number
}

export interface HolidayRows {
  readonly day: number
  readonly name: string
  readonly rows: number
}

export interface OffHoursAnswer {
  /** Rows with a time. */
  readonly n: number
  readonly missing: number
  /** Days since 1970-01-01; null without a time. */
  readonly firstDay: number | null
  readonly lastDay: number | null
  /** Share of the times that are exactly midnight; 1: dates only, so that there is no night. */
  readonly midnight: number
  readonly lines: readonly OffHoursLine[]
  /** (7,) from Monday, rows and days of the span. */
  readonly byWeekday: Uint32Array
  readonly weekdayDays: Uint32Array
  /** (24,) rows */
  readonly byHour: Uint32Array
  /** Holidays within the span. */
  readonly holidays: readonly HolidayRows[]
  readonly holidayErrors: readonly HolidayError[]
  readonly entities: EntityShares | null
  /** (rows,) mask × 168 + weekday × 24 + hour, mask = 1 weekend + 2 holiday + 4 night; 65535 without a time; null unless asked for. */
  readonly slots: Uint16Array | null
}

const NONE = 0xffff
const MASK: Readonly<Record<OffClass, number>> = { weekend: 1, holiday: 2, night: 4 }
/** Beyond this no calendar is made; times that far apart are misread. */
const LONGEST_SPAN_DAYS = 400 * 366

/**
 * How many rows fall on weekends, holidays and nights, against rows spread evenly over the same days and hours.
 *
 * @param request what counts as weekend, holiday and night
 * @returns a line per class; night only where times of day exist
 * Errors: UsageError for an unknown column, FlagstoneError for one that is not read as dates.
 * Cost: linear, some 60 ms for a million rows.
 */
export function* offHours(context: QuestionContext, request: OffHoursRequest): Work<OffHoursAnswer> {
  const column = columnAt(context, request.column)
  if (column.type !== 'datetime') {
    throw new FlagstoneError('not-times', `${column.name} is not read as dates or times.`, {
      column: column.name,
    })
  }
  const { values } = column
  const { entity, entityClass } = request
  let missing = 0
  let atMidnight = 0
  let first = Infinity
  let last = -Infinity
  for (let row = 0; row < values.length; row++) {
    if (row % SLICE_ROWS === SLICE_ROWS - 1) yield
    const time = values[row]!
    if (time - time !== 0) {
      missing++
      continue
    }
    if (time % DAY_MS === 0) atMidnight++
    if (time < first) first = time
    if (time > last) last = time
  }
  const n = values.length - missing
  const firstDay = n === 0 ? null : Math.floor(first / DAY_MS)
  const lastDay = n === 0 ? null : Math.floor(last / DAY_MS)
  const start = firstDay ?? 0
  const days = firstDay === null || lastDay === null ? 0 : lastDay - firstDay + 1
  const calendar = calendarOf(request, start, days)
  const midnight = n === 0 ? 0 : atMidnight / n
  const hasHours = n > 0 && midnight < 1
  const isNight = Array.from({ length: 24 }, (_, hour) => hasHours && inNight(hour, request.night))
  const slots = new Uint16Array(values.length).fill(NONE)
  const marks = new Uint8Array(entity === null ? 0 : values.length)
  const counted = new Uint32Array(8 * 168)
  const perDay = new Uint32Array(days <= LONGEST_SPAN_DAYS ? days : 0)
  for (let row = 0; row < values.length; row++) {
    if (row % SLICE_ROWS === SLICE_ROWS - 1) yield
    const time = values[row]!
    if (time - time !== 0) continue
    const day = Math.floor(time / DAY_MS)
    const hour = Math.floor((time - day * DAY_MS) / 3_600_000)
    const weekday = weekdayOf(day)
    const mask = (calendar.masks[day - start] ?? 0) + (isNight[hour] === true ? MASK.night : 0)
    const slot = mask * 168 + weekday * 24 + hour
    slots[row] = slot
    counted[slot]!++
    if (perDay.length > 0) perDay[day - start]!++
    if (entity !== null) marks[row] = (mask & MASK[entityClass]) > 0 ? 2 : 1
  }
  const byWeekday = new Uint32Array(7)
  const byHour = new Uint32Array(24)
  const byMask = new Uint32Array(8)
  counted.forEach((rows, slot) => {
    const hourOfWeek = slot % 168
    byMask[Math.floor(slot / 168)]! += rows
    byWeekday[Math.floor(hourOfWeek / 24)]! += rows
    byHour[hourOfWeek % 24]! += rows
  })
  const rowsOf = (kind: OffClass) => {
    let rows = 0
    byMask.forEach((count, mask) => (rows += (mask & MASK[kind]) > 0 ? count : 0))
    return rows
  }
  const shareOfDays = (kind: 'weekend' | 'holiday') => {
    let hits = 0
    for (const mask of calendar.masks) if ((mask & MASK[kind]) > 0) hits++
    return days === 0 ? 0 : hits / days
  }
  const nights = isNight.filter(Boolean).length
  const lines: OffHoursLine[] = [
    { kind: 'weekend', rows: rowsOf('weekend'), expected: shareOfDays('weekend') },
    { kind: 'holiday', rows: rowsOf('holiday'), expected: shareOfDays('holiday') },
    ...(hasHours ? [{ kind: 'night' as const, rows: rowsOf('night'), expected: nights / 24 }] : []),
  ]
  return {
    n,
    missing,
    firstDay,
    lastDay,
    midnight,
    lines,
    byWeekday,
    weekdayDays: calendar.weekdayDays,
    byHour,
    holidays: calendar.holidays.map((holiday) => ({ ...holiday, rows: perDay[holiday.day - start] ?? 0 })),
    holidayErrors: calendar.errors,
    entities: entity === null ? null : yield* entityShares(context, entity, marks, 100),
    slots: request.rows ? slots : null,
  }
}

/** What each day of the span is. */
function calendarOf({ weekend, holidaySet, holidayText }: OffHoursRequest, start: number, days: number) {
  const length = Math.min(days, LONGEST_SPAN_DAYS)
  const masks = new Uint8Array(length)
  const weekdayDays = new Uint32Array(7)
  for (let i = 0; i < length; i++) {
    const weekday = weekdayOf(start + i)
    weekdayDays[weekday]!++
    if (weekend.includes(weekday)) masks[i] = MASK.weekend
  }
  const years = [yearOf(start), yearOf(start + Math.max(0, length - 1))] as const
  const typed = readHolidays(holidayText, years)
  const known = [...(holidaySet === null ? [] : holidaysOf(holidaySet, years)), ...typed.holidays]
  const inSpan = new Map<number, string>()
  for (const { day, name } of known) {
    if (day < start || day >= start + length) continue
    masks[day - start]! |= MASK.holiday
    if (inSpan.get(day) === undefined || name !== '') inSpan.set(day, name)
  }
  const holidays = [...inSpan].map(([day, name]) => ({ day, name })).sort((a, b) => a.day - b.day)
  return { masks, weekdayDays, holidays, errors: typed.errors }
}

function yearOf(day: number): number {
  const date = new Date(day * DAY_MS)
  return Number.isNaN(date.getTime()) ? 1970 : date.getUTCFullYear()
}

function inNight(hour: number, { from, to }: { readonly from: number; readonly to: number }): boolean {
  if (from === to) return false
  return from < to ? hour >= from && hour < to : hour >= from || hour < to
}
