import type { RunContext } from '../../run-context.ts'
import type { FeatureMatrix } from '../../features/feature-matrix.ts'
import { log } from '../../math/logarithm.ts'
import { packArray, type RecordReader } from '../model-record.ts'
import { countValues, skewnessOf, type ValueCounts } from './value-counts.ts'

/** The empirical distribution of each matrix column: different values and how many rows hold at most each. */
export interface Tails {
  /** (columns + 1,) where the values of each column begin. */
  readonly start: Int32Array
  /** Ascending within a column. */
  readonly values: Float32Array
  readonly atMost: Int32Array
  /** (columns,) sign of the skewness: 1 where the long tail lies to the right, −1 to the left, 0 for neither. */
  readonly skewness: Int32Array
}

/** Up to so many different values of a column are kept all. */
const MOST_VALUES = 1 << 17
/** Beyond, values are left out of the middle: a tail share is then wrong by at most this share of itself. */
const COARSENESS = 1 / 16384
/** A value that fewer than one row is beyond counts as half a row. */
const HALF_A_ROW = 0.5

/** Cost: sorting; memory 8 bytes per different value. */
export function fitTails(x: FeatureMatrix, run: RunContext): Tails {
  const own = x.columns.map((values, column) => {
    run.progress(column, x.columns.length)
    run.checkpoint()
    const counted = countValues(values, x.standIns?.[column] ?? null, () => run.checkpoint())
    const skewness = skewnessOf(counted)
    run.checkpoint()
    return { ...thinned(counted), skewness }
  })
  run.progress(x.columns.length, x.columns.length)
  const start = new Int32Array(own.length + 1)
  for (const [column, { values }] of own.entries()) start[column + 1] = start[column]! + values.length
  const values = new Float32Array(start[own.length]!)
  const atMost = new Int32Array(values.length)
  for (const [column, one] of own.entries()) {
    values.set(one.values, start[column])
    atMost.set(one.atMost, start[column])
  }
  return { start, values, atMost, skewness: Int32Array.from(own, ({ skewness }) => Math.sign(skewness)) }
}

/** Leaves out values of the middle, where one row more or less is a small share of the tail. */
function thinned(counted: ValueCounts): Pick<ValueCounts, 'values' | 'atMost'> {
  const { values, atMost, rows } = counted
  if (values.length <= MOST_VALUES) return counted
  const kept = new Int32Array(values.length)
  let count = 0
  let last = 0
  for (let i = 0; i < values.length; i++) {
    const next = i + 1 < values.length ? atMost[i + 1]! : Infinity
    if (i > 0 && next - last <= Math.max(1, COARSENESS * Math.min(last, rows - next))) continue
    kept[count++] = i
    last = atMost[i]!
  }
  const places = kept.subarray(0, count)
  return {
    values: Float32Array.from(places, (i) => values[i]!),
    atMost: Int32Array.from(places, (i) => atMost[i]!),
  }
}

/** The tails of one column as they are looked up. */
export interface ColumnTails {
  readonly values: Float32Array
  readonly atMost: Int32Array
  readonly rows: number
  readonly skewness: number
  /** Worked out beforehand where many rows are asked for. */
  readonly index: TailIndex | null
}

interface TailIndex {
  /** −ln of both tail shares where so many values are passed: left at 2 × passed, right behind it. */
  readonly logs: Float64Array
  /** (buckets + 1,) values in all buckets before each; buckets are even from the least to the greatest value. */
  readonly guide: Int32Array
  readonly perUnit: number
}

const MOST_BUCKETS = 1 << 15
/** Up to so many rows their logarithms fit a table that all columns share. */
const MOST_LOGS = 1 << 21

/**
 * A reader of columns' tails.
 *
 * @param asked rows that will be looked up: with many, an index is made first
 */
export function tailReader(tails: Tails, asked: number): (column: number) => ColumnTails {
  const { start, values, atMost, skewness } = tails
  let logsOf = new Float64Array(0)
  return (column) => {
    const from = start[column]!
    const to = start[column + 1]!
    const counts = atMost.subarray(from, to)
    const rows = to > from ? counts[to - from - 1]! : 0
    const own = { values: values.subarray(from, to), atMost: counts, rows, skewness: skewness[column]! }
    if (to === from || asked < counts.length / 2) return { ...own, index: null }
    if (logsOf.length !== rows + 1 && rows <= MOST_LOGS) {
      logsOf = new Float64Array(rows + 1)
      for (let count = 0; count <= rows; count++) logsOf[count] = minusLog(count, rows)
    }
    return { ...own, index: indexOf(own.values, counts, rows, logsOf) }
  }
}

function indexOf(values: Float32Array, atMost: Int32Array, rows: number, logsOf: Float64Array): TailIndex {
  const logs = new Float64Array(2 * atMost.length + 2)
  const known = logsOf.length === rows + 1
  for (let passed = 0; passed <= atMost.length; passed++) {
    const count = passed === 0 ? 0 : atMost[passed - 1]!
    logs[2 * passed] = known ? logsOf[count]! : minusLog(count, rows)
    logs[2 * passed + 1] = known ? logsOf[rows - count]! : minusLog(rows - count, rows)
  }
  const buckets = Math.max(1, Math.min(MOST_BUCKETS, values.length >>> 1))
  const range = values[values.length - 1]! - values[0]!
  const perUnit = range > 0 ? buckets / range : 0
  const guide = new Int32Array(buckets + 1)
  for (let i = 0, bucket = 0; i < values.length; i++) {
    const own = bucketOf(values[i]!, values[0]!, perUnit, buckets)
    while (bucket < own) guide[++bucket] = i
    if (i === values.length - 1) while (bucket < buckets) guide[++bucket] = i + 1
  }
  return { logs, guide, perUnit }
}

function bucketOf(value: number, least: number, perUnit: number, buckets: number): number {
  const place = (value - least) * perUnit
  // NaN, where all values are equal and the value is ±∞, lies in the first bucket.
  return place >= buckets ? buckets - 1 : place > 0 ? Math.floor(place) : 0
}

function minusLog(count: number, rows: number): number {
  return -log((count > 0 ? count : HALF_A_ROW) / rows)
}

/**
 * −ln of the share of the fitted rows with at most, and with at least, each value.
 *
 * @param values rows to look up, from `start` on; NaN gives 0 on both sides: it says nothing
 * @param left, right receive (count,)
 *
 * Cost: a binary search per row.
 */
export function readTails(
  tails: ColumnTails,
  values: Float32Array,
  start: number,
  count: number,
  left: Float64Array,
  right: Float64Array,
): void {
  if (tails.values.length === 0) {
    left.fill(0, 0, count)
    right.fill(0, 0, count)
  } else if (tails.index === null) readFew(tails, values, start, count, left, right)
  else readMany(tails.values, tails.index, values, start, count, left, right)
}

function readMany(
  known: Float32Array,
  { logs, guide, perUnit }: TailIndex,
  values: Float32Array,
  start: number,
  count: number,
  left: Float64Array,
  right: Float64Array,
): void {
  const least = known[0]!
  const buckets = guide.length - 1
  for (let i = 0; i < count; i++) {
    const value = values[start + i]!
    if (value !== value) {
      left[i] = 0
      right[i] = 0
      continue
    }
    const bucket = bucketOf(value, least, perUnit, buckets)
    const passed = countUpTo(known, guide[bucket]!, guide[bucket + 1]!, value)
    // The value's own rows belong to both of its tails.
    const before = passed > 0 && known[passed - 1] === value ? passed - 1 : passed
    left[i] = logs[2 * passed]!
    right[i] = logs[2 * before + 1]!
  }
}

function readFew(
  { values: known, atMost, rows }: ColumnTails,
  values: Float32Array,
  start: number,
  count: number,
  left: Float64Array,
  right: Float64Array,
): void {
  for (let i = 0; i < count; i++) {
    const value = values[start + i]!
    const passed = countUpTo(known, 0, known.length, value)
    const before = passed > 0 && known[passed - 1] === value ? passed - 1 : passed
    left[i] = value === value ? minusLog(passed === 0 ? 0 : atMost[passed - 1]!, rows) : 0
    right[i] = value === value ? minusLog(rows - (before === 0 ? 0 : atMost[before - 1]!), rows) : 0
  }
}

/** How many ascending values are at most `value`; the answer lies from `from` to `to`. */
function countUpTo(ascending: Float32Array, from: number, to: number, value: number): number {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >>> 1
    if (ascending[middle]! <= value) low = middle + 1
    else high = middle
  }
  return low
}

export function packTails({ start, values, atMost, skewness }: Tails) {
  return {
    start: packArray(start),
    values: packArray(values),
    atMost: packArray(atMost),
    skewness: packArray(skewness),
  }
}

/** @throws InvalidModelError unless it is the distribution of so many columns */
export function readPackedTails(fields: RecordReader, columns: number): Tails {
  const start = fields.int32('start')
  const values = fields.float32('values')
  const atMost = fields.int32('atMost')
  const skewness = fields.int32('skewness')
  if (start.length !== columns + 1 || skewness.length !== columns || atMost.length !== values.length)
    fields.fail('its columns are cut off')
  if (start[0] !== 0 || start[columns] !== values.length) fields.fail('its columns do not follow each other')
  if (skewness.some((sign) => Math.abs(sign) > 1)) fields.fail('the field skewness is damaged')
  if (!values.every(Number.isFinite)) fields.fail('a value is not a number')
  for (let column = 0; column < columns; column++) {
    const from = start[column]!
    if (start[column + 1]! < from) fields.fail(`column ${column + 1} is damaged`)
    for (let i = from; i < start[column + 1]!; i++) {
      const ascends = i === from ? atMost[i]! > 0 : atMost[i]! > atMost[i - 1]! && values[i]! > values[i - 1]!
      if (!ascends) fields.fail(`the values of column ${column + 1} do not ascend`)
    }
  }
  return { start, values, atMost, skewness }
}
