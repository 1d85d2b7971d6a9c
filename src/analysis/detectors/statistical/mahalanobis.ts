import { UsageError } from '../../errors.ts'
import type { FeatureMatrix } from '../../features/feature-matrix.ts'
import { chiSquaredQuantile } from '../../math/chi-squared.ts'
import { BLOCK, blocksPerSlice, cholesky, fillBlock, squaredDistances } from '../../outliers/scaled-rows.ts'
import { scaledCovariance } from '../clusters/covariance.ts'
import type { Detector, DetectorParams } from '../detector.ts'
import { requireRowsAndColumns, requireSameColumns } from '../input-checks.ts'
import { packArray, readRecord } from '../model-record.ts'
import { fitScaling, type Scaling } from '../scaling.ts'

export interface MahalanobisModel {
  readonly columnCount: number
  /** Matrix columns that have a spread. */
  readonly columns: Int32Array
  /** Per column taking part: mean, standard deviation, and the mean again on that scale (nearly 0). */
  readonly shift: Float64Array
  readonly scale: Float64Array
  readonly centre: Float64Array
  /** Lower triangle L of L Lᵀ = covariance on the scales, row by row. */
  readonly lower: Float64Array
}

/** Beyond, the covariance alone would take minutes. */
const MOST_COLUMNS = 2000
/** Added to every variance of 1: directions without any then have a place, and are as good as exact relations. */
const RIDGE = 1e-9
const GREATEST_FLOAT32 = 3.4028234663852886e38

/**
 * The Mahalanobis distance of a row from the mean of all rows by their covariance, anomalies included: how many
 * standard deviations it lies out, in whatever direction. The same for any linear mixture of the columns.
 * A column that follows exactly from others stays in: rows to score that break the relation stand out.
 * Source: Mahalanobis, Proceedings of the National Institute of Sciences of India 2 (1936).
 */
export const mahalanobis: Detector<DetectorParams, MahalanobisModel> = {
  info: {
    id: 'mahalanobis',
    name: 'Mahalanobis distance',
    family: 'statistical',
    source: 'Mahalanobis, 1936',
    summary: 'How far a row lies from the mean of all rows, several columns together, by their covariance.',
    goodAt:
      'Columns that move together: a row that breaks the pattern stands out though each of its values is ordinary.',
    badAt:
      'Many or huge anomalies, which shift the mean and widen the covariance that they are measured by; skewed columns; several groups.',
    params: [],
    cost: 'linear',
    seeded: false,
    additive: true,
  },
  defaults: {},

  fit(x, _, run) {
    requireRowsAndColumns(x)
    if (x.columns.length > MOST_COLUMNS) refuseColumns(x.columns.length)
    run.checkpoint()
    const complete = completeRows(x)
    const scaling = fitScaling(complete, 'standard')
    const columns = Int32Array.from(scaling.factor.keys()).filter((column) => scaling.factor[column]! > 0)
    const own = { ...complete, columns: Array.from(columns, (column) => complete.columns[column]!) }
    const ownScaling: Scaling = {
      shift: Float64Array.from(columns, (column) => scaling.shift[column]!),
      factor: Float64Array.from(columns, (column) => scaling.factor[column]!),
    }
    const d = columns.length
    const { mean, covariance } = scaledCovariance(own, ownScaling, (share) => {
      run.checkpoint()
      run.progress(share, 1)
    })
    const lower = factorOf(covariance, d)
    run.progress(1, 1)
    return {
      columnCount: x.columns.length,
      columns,
      shift: ownScaling.shift,
      scale: ownScaling.factor.map((factor) => 1 / factor),
      centre: mean,
      lower,
    }
  },

  score(model, x, run) {
    requireSameColumns(x, model.columnCount)
    run.checkpoint()
    const { columns, shift, scale, centre, lower } = model
    const d = columns.length
    const scores = new Float32Array(x.rowCount)
    const view = { columns: Array.from(columns, (column) => x.columns[column]!), shift, scale }
    const block = new Float64Array(d * BLOCK)
    const squares = new Float64Array(BLOCK)
    const perSlice = blocksPerSlice(d)
    for (let start = 0; start < x.rowCount && d > 0; start += BLOCK) {
      const count = Math.min(BLOCK, x.rowCount - start)
      fillBlock(view, null, start, count, centre, block)
      makeFinite(block, d, count)
      squaredDistances(lower, d, block, count, squares)
      for (let i = 0; i < count; i++) scores[start + i] = Math.min(Math.sqrt(squares[i]!), GREATEST_FLOAT32)
      if ((start / BLOCK) % perSlice === 0) run.checkpoint()
      run.progress(start, x.rowCount)
    }
    run.progress(x.rowCount, x.rowCount)
    return scores
  },

  /** Shares of the squared distance: (x − mean)ⱼ times the j-th entry of covariance⁻¹ (x − mean). */
  explain(model, x, rows, run) {
    requireSameColumns(x, model.columnCount)
    run.checkpoint()
    const { columns, shift, scale, centre, lower } = model
    const d = columns.length
    const out = new Float64Array(rows.length * x.sources.length)
    const view = { columns: Array.from(columns, (column) => x.columns[column]!), shift, scale }
    const block = new Float64Array(d * BLOCK)
    for (const [k, row] of rows.entries()) {
      fillBlock(view, null, row, 1, centre, block)
      makeFinite(block, d, 1)
      const away = Float64Array.from(columns, (_, j) => block[j * BLOCK]!)
      const solved = solve(lower, away)
      for (let j = 0; j < d; j++)
        out[k * x.sources.length + x.sourceOf[columns[j]!]!]! += away[j]! * solved[j]!
      if (k % 64 === 63) run.checkpoint()
    }
    run.progress(rows.length, rows.length)
    return out
  },

  diagnostics({ columns }) {
    const d = columns.length
    if (d === 0) return []
    const limits = [0.95, 0.975, 0.99, 0.999].map((share) => ({
      name: `${share * 100} %`,
      value: Math.sqrt(chiSquaredQuantile(share, d)),
    }))
    return [
      {
        kind: 'figures',
        title: 'Distances of normal rows',
        caption: `If the ${d} columns were jointly normal, this share of the rows would lie nearer than the distance.`,
        rows: limits,
      },
    ]
  },

  serialize({ columnCount, columns, shift, scale, centre, lower }) {
    return {
      detector: 'mahalanobis',
      version: 1,
      columnCount,
      columns: packArray(columns),
      shift: packArray(shift),
      scale: packArray(scale),
      centre: packArray(centre),
      lower: packArray(lower),
    }
  },

  deserialize(record) {
    const fields = readRecord(record, 'mahalanobis', 1)
    const columnCount = fields.integer('columnCount', 1, 1e6)
    const columns = fields.int32('columns')
    const d = columns.length
    const [shift, scale, centre, lower] = ['shift', 'scale', 'centre', 'lower'].map((key) => {
      const values = fields.float64(key)
      const length = key === 'lower' ? d * d : d
      const isWhole = values.length === length && values.every(Number.isFinite)
      return isWhole ? values : fields.fail(`the field ${key} is damaged`)
    })
    if (columns.some((column) => column < 0 || column >= columnCount))
      fields.fail('it looks at a column that there is not')
    if (scale!.some((value) => !(value > 0)) || columns.some((_, j) => !(lower![j * d + j]! > 0)))
      fields.fail('its covariance has no volume')
    return { columnCount, columns, shift: shift!, scale: scale!, centre: centre!, lower: lower! }
  },
}

function refuseColumns(columns: number): never {
  throw new UsageError(
    'too-many-columns',
    `The Mahalanobis distance takes at most ${MOST_COLUMNS} feature columns, and there are ${columns}. Choose the features that belong together.`,
    { columns, most: MOST_COLUMNS },
  )
}

/** The rows without a stand-in, where they are at least half of all; otherwise all. */
function completeRows(x: FeatureMatrix): FeatureMatrix {
  const gaps = (x.standIns ?? []).filter((column) => column !== null)
  if (gaps.length === 0) return x
  const rows: number[] = []
  for (let row = 0; row < x.rowCount; row++) if (gaps.every((column) => column[row] === 0)) rows.push(row)
  const { names, sourceOf, sources } = x
  if (rows.length * 2 < x.rowCount) return x
  const columns = x.columns.map((values) => Float32Array.from(rows, (row) => values[row]!))
  return { rowCount: rows.length, columns, names, sourceOf, sources }
}

/** The Cholesky factor, with as small a ridge as gives every direction a volume. */
function factorOf(covariance: Float64Array, d: number): Float64Array {
  for (let ridge = RIDGE; ; ridge *= 10) {
    const raised = covariance.slice()
    for (let j = 0; j < d; j++) raised[j * d + j]! += ridge * Math.max(covariance[j * d + j]!, RIDGE)
    const factor = cholesky(raised, d)
    if (!('dependent' in factor)) return factor.lower
  }
}

/** NaN counts as the mean, ±∞ as the greatest Float32 in standard deviations. */
function makeFinite(block: Float64Array, d: number, count: number): void {
  for (let j = 0; j < d; j++) {
    const at = j * BLOCK
    for (let i = 0; i < count; i++) {
      const value = block[at + i]!
      if (value - value !== 0)
        block[at + i] = value !== value ? 0 : value > 0 ? GREATEST_FLOAT32 : -GREATEST_FLOAT32
    }
  }
}

/** covariance⁻¹ times a vector, by both triangles. */
function solve(lower: Float64Array, vector: Float64Array): Float64Array {
  const d = vector.length
  const w = vector.slice()
  for (let j = 0; j < d; j++) {
    for (let k = 0; k < j; k++) w[j]! -= lower[j * d + k]! * w[k]!
    w[j]! /= lower[j * d + j]!
  }
  for (let j = d - 1; j >= 0; j--) {
    for (let k = j + 1; k < d; k++) w[j]! -= lower[k * d + j]! * w[k]!
    w[j]! /= lower[j * d + j]!
  }
  return w
}
