import type { FeatureMatrix } from '../../features/feature-matrix.ts'
import { normalQuantile } from '../../math/normal.ts'
import { createDirections } from '../../kernels/direction-kernel.ts'
import type { Directions } from '../../kernels/directions.ts'
import type { Rng } from '../../run-context.ts'
import { packArray, type RecordReader } from '../model-record.ts'
import { sampleRows } from '../sample-rows.ts'
import type { Scaling } from '../scaling.ts'

/**
 * Sparse random directions: a row's place along one is offset + Σ weight × value over a few columns, which is a
 * weighted sum of their standard scores. Plain data.
 */
export interface Projections {
  /** (projections + 1,) where the columns of each begin. */
  readonly start: Int32Array
  /** Matrix columns that take part, and their weights per unit of the column. */
  readonly columns: Int32Array
  readonly weights: Float64Array
  /** (projections,) */
  readonly offset: Float64Array
}

/** The generator's smallest step: a share of 0 has no quantile. */
const SMALLEST_SHARE = 1 / 9007199254740992

/**
 * Draws directions, each through √(source columns) of the sources that have a spread, with normal weights.
 *
 * @returns no direction where nothing has a spread
 */
export function drawProjections(x: FeatureMatrix, scaling: Scaling, count: number, rng: Rng): Projections {
  const columnsOf = x.sources.map((): number[] => [])
  for (const [column, source] of x.sourceOf.entries()) {
    if (scaling.factor[column]! > 0) columnsOf[source]!.push(column)
  }
  const usable = columnsOf.filter((columns) => columns.length > 0)
  const each = Math.max(1, Math.round(Math.sqrt(usable.length)))
  const start = [0]
  const columns: number[] = []
  const weights: number[] = []
  const offset: number[] = []
  for (let k = 0; k < count && usable.length > 0; k++) {
    const own = rng.fork(k)
    let mean = 0
    for (const place of sampleRows(usable.length, each, own).sort()) {
      for (const column of usable[place]!) {
        const weight = normalQuantile(Math.max(own.next(), SMALLEST_SHARE)) * scaling.factor[column]!
        columns.push(column)
        weights.push(weight)
        mean += weight * scaling.shift[column]!
      }
    }
    start.push(columns.length)
    offset.push(-mean)
  }
  return {
    start: Int32Array.from(start),
    columns: Int32Array.from(columns),
    weights: Float64Array.from(weights),
    offset: Float64Array.from(offset),
  }
}

/**
 * Room for a block of rows along the directions.
 *
 * @param bins of all directions together
 */
export function directionsFor(projections: Projections, x: FeatureMatrix, bins: number): Directions {
  const { columns, weights } = projections
  const rows = Math.max(LEAST_ROWS, Math.min(MOST_ROWS, Math.floor(BLOCK_VALUES / x.columns.length)))
  const along = createDirections({
    rows: Math.min(rows, x.rowCount),
    columns: x.columns.length,
    entries: columns.length,
    bins,
  })
  along.columns.set(columns)
  along.weights.set(weights)
  return along
}

/** A block of rows stays in the cache while it is seen from all directions. */
const BLOCK_VALUES = 1 << 17
const LEAST_ROWS = 8
const MOST_ROWS = 512

/**
 * Puts the rows from `start` on into the block, as many as fit.
 *
 * @param standIns per column the values that become NaN, where there are any
 * @returns how many rows
 */
export function placeRows(
  x: FeatureMatrix,
  standIns: FeatureMatrix['standIns'],
  start: number,
  { rows, stride }: Directions,
): number {
  const count = Math.min(stride, x.rowCount - start)
  for (const [c, values] of x.columns.entries()) {
    placeColumn(values, standIns?.[c] ?? null, start, count, rows, c * stride)
  }
  return count
}

function placeColumn(
  values: Float32Array,
  standIns: Uint8Array | null,
  start: number,
  count: number,
  out: Float64Array,
  at: number,
): void {
  for (let i = 0; i < count; i++) out[at + i] = values[start + i]!
  if (standIns === null) return
  for (let i = 0; i < count; i++) if (standIns[start + i] === 1) out[at + i] = NaN
}

/** The first `rowCount` rows of the block along one direction, to the bit as `project`. */
export function projectBlock(
  { start, offset }: Projections,
  k: number,
  rowCount: number,
  along: Directions,
): void {
  along.project(start[k]!, start[k + 1]!, offset[k]!, rowCount)
}

/**
 * The place of one row along one direction, in double precision: an offset of 10⁷ standard deviations, the most
 * that Float32 values can have, costs 9 of 16 digits.
 *
 * @param values one array per matrix column
 * @returns NaN where a value is
 */
export function project(
  { start, columns, weights, offset }: Projections,
  k: number,
  values: readonly Float32Array[],
  row: number,
): number {
  let place = offset[k]!
  for (let at = start[k]!; at < start[k + 1]!; at++) place += weights[at]! * values[columns[at]!]![row]!
  return place
}

export function packProjections({ start, columns, weights, offset }: Projections) {
  return {
    projectionStart: packArray(start),
    columns: packArray(columns),
    weights: packArray(weights),
    offset: packArray(offset),
  }
}

/** @throws InvalidModelError unless every direction goes through columns that exist */
export function readProjections(fields: RecordReader, columnCount: number): Projections {
  const start = fields.int32('projectionStart')
  const columns = fields.int32('columns')
  const weights = fields.float64('weights')
  const offset = fields.float64('offset')
  if (
    weights.length !== columns.length ||
    ![weights, offset].every((figures) => figures.every(Number.isFinite))
  )
    fields.fail('its weights are damaged')
  if (columns.some((column) => column < 0 || column >= columnCount))
    fields.fail('it looks at a column that there is not')
  const isWhole =
    start.length === offset.length + 1 && start[0] === 0 && start[offset.length] === columns.length
  if (!isWhole) fields.fail('its directions are cut off')
  if (start.some((from, k) => k > 0 && from < start[k - 1]!)) fields.fail('its directions are damaged')
  return { start, columns, weights, offset }
}
