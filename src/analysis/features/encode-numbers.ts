import { requireDomain, transformed, type Transform } from '../outliers/transform.ts'
import type { Preprocessing } from '../preprocess/preprocessing.ts'
import { medianOf } from '../statistics/median.ts'
import { quantileOfSorted, sortedFinite } from '../statistics/sorted-values.ts'
import type { NumberColumn } from '../table/table.ts'
import { SLICE_ROWS, type Work } from '../work.ts'
import { BEYOND_FLOAT32, FILLED, INFINITE, OUTSIDE_DOMAIN, WINSORISED, type CellNote } from './cell-notes.ts'
import { valuesAt } from './cells-of-part.ts'
import type { EncodedCells } from './encoded-cells.ts'
import type { NumberEncoder } from './encoder.ts'
import { applyScale, fitScale } from './scale-values.ts'

/** From this share of missing cells on, being missing is itself something a row can be unusual for. */
const INDICATOR_SHARE = 0.01
const FLOAT32_MAX = 3.4028234663852886e38

/**
 * Learns how a column of numbers is encoded from some of its rows.
 *
 * @param rows null: all of them
 * @param knownMedian of the finite values of these rows, where it has been worked out before
 * @throws FlagstoneError `outside-domain` when the column's transform cannot take its values
 *
 * Cost: a pass or two; a sort for limits, most frequent values and scales.
 */
export function* fitNumbers(
  column: NumberColumn,
  preprocessing: Preprocessing,
  rows: Uint32Array | null,
  knownMedian: number | null,
): Work<NumberEncoder> {
  const { name, index } = column
  const { imputeNumbers: fill, winsorLow, winsorHigh, scale: scaleKind } = preprocessing
  const transform = Object.hasOwn(preprocessing.transforms, name) ? preprocessing.transforms[name]! : 'none'
  const values = valuesAt(column.values, rows)
  const seen: Extremes = { finite: 0, missing: 0, min: Infinity, max: -Infinity }
  for (let start = 0; start < values.length; start += SLICE_ROWS) {
    extremes(values, start, Math.min(start + SLICE_ROWS, values.length), seen)
    yield
  }
  const { finite, missing, min, max } = seen
  if (finite > 0) requireDomain(min, transform, name)
  const limited = winsorLow > 0 || winsorHigh < 1
  const needsOrder = finite > 0 && (limited || scaleKind !== 'none' || fill === 'mode')
  const sorted = needsOrder ? yield* sortedFinite(values) : new Float64Array()
  const standIn =
    fill === 'constant'
      ? preprocessing.imputeNumber
      : finite === 0
        ? 0
        : fill === 'mode'
          ? mostFrequent(sorted)
          : fill === 'mean'
            ? meanOf(values)
            : (knownMedian ?? (yield* medianOf(values, finite)))
  yield
  // ±∞ becomes a value beyond every other by the width of the others: extreme, without flattening the rest.
  const [bottom, top] = beyond(min, max, finite)
  const least = finite === 0 ? 0 : transformed(min, transform)
  const most = finite === 0 ? 0 : transformed(max, transform)
  const [floor] = beyond(least, most, finite)
  if (transform !== 'none') transformAll(sorted, sorted.length, transform, floor)
  const limits =
    limited && sorted.length > 0
      ? {
          low: winsorLow > 0 ? quantileOfSorted(sorted, winsorLow) : null,
          high: winsorHigh < 1 ? quantileOfSorted(sorted, winsorHigh) : null,
        }
      : null
  if (limits !== null) limitAll(sorted, sorted.length, limits)
  yield
  return {
    kind: 'number',
    column: index,
    name,
    fill,
    standIn,
    indicator: hasIndicator(preprocessing.indicator, missing, values.length),
    top,
    bottom,
    transform,
    floor,
    limits,
    scale: fitScale(sorted, scaleKind, values.length),
  }
}

interface Extremes {
  finite: number
  missing: number
  min: number
  max: number
}

function extremes(values: Float64Array, from: number, to: number, into: Extremes): void {
  let { finite, missing, min, max } = into
  for (let i = from; i < to; i++) {
    const value = values[i]!
    if (value - value === 0) {
      finite++
      if (value < min) min = value
      if (value > max) max = value
    } else if (value !== value) missing++
  }
  into.finite = finite
  into.missing = missing
  into.min = min
  into.max = max
}

/** What −∞ and +∞ stand for. */
function beyond(min: number, max: number, finite: number): readonly [bottom: number, top: number] {
  if (finite === 0) return [-1, 1]
  const width = Math.max(max - min, Math.abs(max), Math.abs(min), 1)
  return [Math.max(-Number.MAX_VALUE, min - width), Math.min(Number.MAX_VALUE, max + width)]
}

function hasIndicator(choice: Preprocessing['indicator'], missing: number, rows: number): boolean {
  if (choice === 'never' || missing === 0 || missing === rows) return false
  return choice === 'always' || missing >= INDICATOR_SHARE * rows
}

function meanOf(values: Float64Array): number {
  let count = 0
  let mean = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (value - value === 0) mean += (value - mean) / ++count
  }
  return mean
}

/** Of several the smallest. */
function mostFrequent(sorted: Float64Array): number {
  let best = sorted[0]!
  let most = 0
  let start = 0
  for (let i = 1; i <= sorted.length; i++) {
    if (i < sorted.length && sorted[i] === sorted[start]) continue
    if (i - start > most) {
      most = i - start
      best = sorted[start]!
    }
    start = i
  }
  return best
}

/** What was found while a column was encoded. */
interface Tally {
  missing: number
  infinite: number
  beyond: number
  outside: number
  limited: number
}

/**
 * Encodes a column of numbers.
 *
 * @param filled (rows,) what missing cells get with `neighbours`; null: the encoder's stand-in
 * @returns one column of values, and one that marks missing cells where the encoder says so
 *
 * Cost: a pass.
 */
export function* applyNumbers(
  encoder: NumberEncoder,
  column: NumberColumn,
  filled: Float64Array | null,
): Work<EncodedCells> {
  const { values } = column
  const rows = values.length
  const out = new Float32Array(rows)
  const indicator = encoder.indicator ? new Float32Array(rows) : null
  const standIns = new Uint8Array(rows)
  const tally: Tally = { missing: 0, infinite: 0, beyond: 0, outside: 0, limited: 0 }
  const plain = encoder.transform === 'none' && encoder.limits === null && encoder.scale === null
  const slice = plain && filled === null ? null : new Float64Array(Math.min(rows, SLICE_ROWS))
  for (let start = 0; start < rows; start += SLICE_ROWS) {
    const end = Math.min(start + SLICE_ROWS, rows)
    if (slice === null) copyPlain(encoder, values, start, end, out, indicator, standIns, tally)
    else {
      fillIn(encoder, values, filled, start, end, slice, indicator, standIns, tally)
      transformSlice(slice, end - start, encoder, tally)
      if (encoder.scale !== null) applyScale(slice, end - start, encoder.scale)
      toFloat32(slice, end - start, out, start, tally)
    }
    yield
  }
  const { missing } = tally
  const notes: CellNote[] = []
  const say = FILLED[encoder.fill][indicator ? 'told' : 'silent']
  if (missing > 0) notes.push({ say, count: missing })
  if (tally.infinite > 0) notes.push({ say: INFINITE, count: tally.infinite })
  if (tally.outside > 0) notes.push({ say: OUTSIDE_DOMAIN, count: tally.outside })
  if (tally.limited > 0) notes.push({ say: WINSORISED, count: tally.limited })
  if (tally.beyond > 0) notes.push({ say: BEYOND_FLOAT32, count: tally.beyond })
  const marked = missing + tally.infinite > 0
  const columns: EncodedCells['columns'][number][] = [
    { name: encoder.name, values: out, standIns: marked ? standIns : null },
  ]
  if (indicator) columns.push({ name: `${encoder.name} is missing`, values: indicator })
  return { columns, imputed: missing, notes }
}

/** Numbers as they are: the way of nearly every column. */
function copyPlain(
  { standIn, top, bottom }: NumberEncoder,
  values: Float64Array,
  from: number,
  to: number,
  out: Float32Array,
  indicator: Float32Array | null,
  standIns: Uint8Array,
  tally: Tally,
): void {
  let missing = 0
  let infinite = 0
  let beyondFloat32 = 0
  for (let row = from; row < to; row++) {
    let value = values[row]!
    if (value - value !== 0) {
      standIns[row] = 1
      if (value !== value) {
        value = standIn
        missing++
        if (indicator !== null) indicator[row] = 1
      } else {
        value = value > 0 ? top : bottom
        infinite++
      }
    }
    if (value > FLOAT32_MAX || value < -FLOAT32_MAX) {
      value = value > 0 ? FLOAT32_MAX : -FLOAT32_MAX
      beyondFloat32++
    }
    out[row] = value
  }
  tally.missing += missing
  tally.infinite += infinite
  tally.beyond += beyondFloat32
}

/** Finite values in the column's own unit, for what follows. */
function fillIn(
  { standIn, top, bottom }: NumberEncoder,
  values: Float64Array,
  filled: Float64Array | null,
  from: number,
  to: number,
  slice: Float64Array,
  indicator: Float32Array | null,
  standIns: Uint8Array,
  tally: Tally,
): void {
  for (let row = from; row < to; row++) {
    let value = values[row]!
    if (value - value !== 0) {
      standIns[row] = 1
      if (value !== value) {
        value = filled === null ? standIn : filled[row]!
        tally.missing++
        if (indicator !== null) indicator[row] = 1
      } else {
        value = value > 0 ? top : bottom
        tally.infinite++
      }
    }
    slice[row - from] = value
  }
}

function transformSlice(
  slice: Float64Array,
  count: number,
  { transform, floor, limits }: NumberEncoder,
  tally: Tally,
): void {
  if (transform !== 'none') tally.outside += transformAll(slice, count, transform, floor)
  if (limits !== null) tally.limited += limitAll(slice, count, limits)
}

function transformAll(slice: Float64Array, count: number, transform: Transform, floor: number): number {
  let outside = 0
  for (let i = 0; i < count; i++) {
    const value = transformed(slice[i]!, transform)
    if (value === -Infinity) {
      slice[i] = floor
      outside++
    } else slice[i] = value
  }
  return outside
}

function limitAll(slice: Float64Array, count: number, limits: NonNullable<NumberEncoder['limits']>): number {
  const low = limits.low ?? -Infinity
  const high = limits.high ?? Infinity
  let limited = 0
  for (let i = 0; i < count; i++) {
    const value = slice[i]!
    if (value < low) {
      slice[i] = low
      limited++
    } else if (value > high) {
      slice[i] = high
      limited++
    }
  }
  return limited
}

function toFloat32(slice: Float64Array, count: number, out: Float32Array, start: number, tally: Tally): void {
  for (let i = 0; i < count; i++) {
    const value = slice[i]!
    const kept = value > FLOAT32_MAX ? FLOAT32_MAX : value < -FLOAT32_MAX ? -FLOAT32_MAX : value
    if (kept !== value) tally.beyond++
    out[start + i] = kept
  }
}
