import { numberColumnAt } from '../categories/number-column.ts'
import { sumByGroup, type GroupSums } from '../categories/sum-by-group.ts'
import { FlagstoneError } from '../errors.ts'
import { columnAt, type QuestionContext } from '../questions/question.ts'
import type { DatetimeColumn } from '../table/table.ts'
import { SLICE_ROWS, type Work } from '../work.ts'
import { centralSpan } from './central-span.ts'
import {
  DAY,
  fixedLength,
  monthIndex,
  monthsIn,
  TIME_UNITS,
  unitIndex,
  unitStart,
  type TimeUnit,
} from './calendar.ts'
import { timeExtent } from './time-extent.ts'

/** `auto` takes the finest unit that needs at most so many buckets. */
export const AUTO_BUCKETS = 400
/** A unit that would need more buckets is not used. */
export const MAX_BUCKETS = 1 << 20

export interface TimeBucketsRequest {
  /** A datetime column. */
  readonly column: number
  readonly unit: TimeUnit | 'auto'
  /** A number column to add up per bucket; null: count only. */
  readonly amount: number | null
}

/** Rows by unit of time. Every unit between the first and the last time is a bucket, also where it holds no row. */
export interface TimeBuckets {
  readonly column: number
  /** The unit of the buckets: coarser than asked for where that would need more than 2²⁰ of them. */
  readonly unit: TimeUnit
  /** Every unit that can be asked for, and how many buckets it needs; finest first. */
  readonly units: readonly { readonly unit: TimeUnit; readonly buckets: number }[]
  /** (buckets + 1,) epoch ms UTC at which each bucket begins, and the end of the last one. */
  readonly edges: Float64Array
  /** (rows,) the bucket of each row; −1 where the time is missing. */
  readonly bins: Int32Array
  /** (buckets,) rows. */
  readonly counts: Uint32Array
  /** First and last bucket between which nearly all rows lie (0, −1 without any): what to show first. */
  readonly central: readonly [from: number, to: number]
  /** Rows without a time. */
  readonly missing: number
  /** Whether every time is a midnight: then there is nothing to see by hour. */
  readonly dateOnly: boolean
  /** The chosen amount; null when none was asked for. */
  readonly amount: BucketAmounts | null
}

export interface BucketAmounts extends GroupSums {
  /** (rows,) the amounts, so that flagged sums follow the cut; NaN and ±∞ as in the column. */
  readonly values: Float64Array
}

/** @throws UsageError when there is no such column, FlagstoneError when it does not hold times */
export function timeColumnAt(context: QuestionContext, index: number): DatetimeColumn {
  const column = columnAt(context, index)
  if (column.type === 'datetime') return column
  const message = `${column.name} is read as ${column.type}, and this needs dates or times. Choose another column, or change its type on the Overview.`
  throw new FlagstoneError('not-times', message, { column: column.name })
}

/** The question for rows, and sums of an amount, by unit of time; see `bucketTimes`. */
export function* timeBuckets(context: QuestionContext, request: TimeBucketsRequest): Work<TimeBuckets> {
  const { values } = timeColumnAt(context, request.column)
  const amounts = request.amount === null ? null : numberColumnAt(context, request.amount).values
  return { column: request.column, ...(yield* bucketTimes(values, request.unit, amounts)) }
}

/**
 * Cuts times into calendar units in UTC: weeks begin on Monday (ISO 8601), quarters in January, April, July and
 * October.
 *
 * @param values (rows,) epoch ms; NaN (and ±∞) is missing
 * @param unit `auto`: the finest unit with at most 400 buckets for nearly all rows, else the coarsest; never finer than a day where all times are midnights
 * @param amounts (rows,) or null
 * @returns buckets without gaps whose counts and the missing rows add up to the rows; no bucket when every time is missing
 *
 * Cost: four linear passes, some 30 ms for a million rows, and as many buckets; in slices.
 */
export function* bucketTimes(
  values: Float64Array,
  unit: TimeUnit | 'auto',
  amounts: Float64Array | null,
): Work<Omit<TimeBuckets, 'column'>> {
  const extent = yield* timeExtent(values)
  const { min, max, present, dateOnly } = extent
  const units = present > 0 ? usableUnits(min, max, dateOnly) : []
  const span = present > 0 ? yield* centralSpan(values, extent) : extent
  const used = chooseUnit(units, unit, span)
  const first = used === null ? 0 : unitIndex(min, used)
  const bucketCount = used === null ? 0 : unitIndex(max, used) - first + 1
  const bins =
    used === null ? new Int32Array(values.length).fill(-1) : yield* binsOf(values, used, first, min, max)
  const counts = new Uint32Array(bucketCount)
  let missing = 0
  for (let row = 0; row < bins.length; row++) {
    const bin = bins[row]!
    if (bin >= 0) counts[bin]!++
    else missing++
    if (row % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  const edges = new Float64Array(used === null ? 0 : bucketCount + 1)
  for (let bucket = 0; bucket < edges.length; bucket++) {
    edges[bucket] = unitStart(first + bucket, used ?? 'day')
    if (bucket % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  const central: [number, number] =
    used === null ? [0, -1] : [unitIndex(span.min, used) - first, unitIndex(span.max, used) - first]
  const amount =
    amounts === null ? null : { ...(yield* sumByGroup(bins, bucketCount, amounts)), values: amounts.slice() }
  return { unit: used ?? 'day', units, edges, bins, counts, central, missing, dateOnly, amount }
}

function usableUnits(min: number, max: number, dateOnly: boolean): TimeBuckets['units'] {
  return TIME_UNITS.map((unit) => ({
    unit,
    buckets: unitIndex(max, unit) - unitIndex(min, unit) + 1,
  })).filter(
    ({ unit, buckets }) => buckets <= MAX_BUCKETS && !(dateOnly && (fixedLength(unit)?.length ?? DAY) < DAY),
  )
}

/** Units from fine to coarse: the finest that is at least as coarse as asked for. */
function chooseUnit(
  units: TimeBuckets['units'],
  asked: TimeUnit | 'auto',
  { min, max }: { readonly min: number; readonly max: number },
): TimeUnit | null {
  const fits =
    asked === 'auto'
      ? units.find(({ unit }) => unitIndex(max, unit) - unitIndex(min, unit) < AUTO_BUCKETS)
      : units.find(({ unit }) => TIME_UNITS.indexOf(unit) >= TIME_UNITS.indexOf(asked))
  return (fits ?? units.at(-1))?.unit ?? null
}

function* binsOf(
  values: Float64Array,
  unit: TimeUnit,
  first: number,
  min: number,
  max: number,
): Work<Int32Array> {
  const bins = new Int32Array(values.length)
  const fixed = fixedLength(unit)
  if (fixed !== null) {
    const start = fixed.origin + first * fixed.length
    const { length } = fixed
    for (let row = 0; row < values.length; row++) {
      const value = values[row]!
      bins[row] = value - value === 0 ? Math.floor((value - start) / length) : -1
      if (row % SLICE_ROWS === SLICE_ROWS - 1) yield
    }
    return bins
  }
  const months = monthsIn(unit)
  const bucketOfDay = (day: number): number => Math.floor(monthIndex(day) / months) - first
  const firstDay = Math.floor(min / DAY)
  const days = Math.floor(max / DAY) - firstDay + 1
  const known = days <= MAX_BUCKETS ? new Int32Array(days).fill(-1) : null
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!
    let bin = -1
    if (value - value === 0) {
      const day = Math.floor(value / DAY)
      if (known === null) bin = bucketOfDay(day)
      else {
        bin = known[day - firstDay]!
        if (bin < 0) bin = known[day - firstDay] = bucketOfDay(day)
      }
    }
    bins[row] = bin
    if (row % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  return bins
}
