import type { FeatureMatrix } from '../../features/feature-matrix.ts'
import { deviation, type Band } from '../../outliers/spread.ts'
import {
  isTransform,
  requireDomain,
  transformed,
  TRANSFORMS,
  type Transform,
} from '../../outliers/transform.ts'
import type { Detector, DetectorInfo, DetectorParams, ModelRecord, ParamInfo } from '../detector.ts'
import { requireRowsAndColumns, requireSameColumns } from '../input-checks.ts'
import { packArray, readRecord } from '../model-record.ts'

/** Where the ordinary values of some matrix columns lie. */
export interface BandModel {
  readonly columnCount: number
  readonly transform: Transform
  readonly together: Together
  /** The matrix columns that are looked at. */
  readonly columns: Int32Array
  /** Per column looked at: see `Band`. */
  readonly low: Float64Array
  readonly high: Float64Array
  readonly spread: Float64Array
}

/** How the deviations of several columns become one score: the largest, or the root of the sum of their squares. */
export type Together = 'largest' | 'squares'

export type BandParams = DetectorParams & { readonly column: string; readonly transform: string }

interface BandDetectorParts<P extends BandParams> {
  readonly info: DetectorInfo
  readonly defaults: Readonly<P>
  /** Which matrix columns are looked at. */
  columnsOf(x: FeatureMatrix, params: P): readonly number[]
  /** The band of one column from its own values: finite, transformed, stand-ins left out, in row order. */
  measure(values: Float64Array, params: P, checkpoint: () => void): Band
  /** Absent: the largest. */
  togetherOf?(params: P): Together
  /** Bands that take part; absent: all. */
  choose?(bands: readonly Band[], params: P): readonly boolean[]
}

/**
 * A detector whose score is how many spreads a value lies outside a band, the largest over its columns: what
 * the tests of one column have in common. A column without a spread scores 0.
 */
export function bandDetector<P extends BandParams>(parts: BandDetectorParts<P>): Detector<P, BandModel> {
  const { info, defaults } = parts
  return {
    info,
    defaults,

    fit(x, params, run) {
      requireRowsAndColumns(x)
      run.checkpoint()
      const transform = transformOf(params)
      const columns = parts.columnsOf(x, params)
      const bands = columns.map((column, i) => {
        const values = ownValues(x, column, transform)
        run.checkpoint()
        const band = values.length === 0 ? NO_BAND : parts.measure(values, params, () => run.checkpoint())
        run.progress(i + 1, columns.length)
        return band
      })
      const used = parts.choose?.(bands, params) ?? bands.map(() => true)
      const kept = bands.filter((_, i) => used[i])
      return {
        columnCount: x.columns.length,
        transform,
        together: parts.togetherOf?.(params) ?? 'largest',
        columns: Int32Array.from(columns.filter((_, i) => used[i])),
        low: Float64Array.from(kept, ({ low }) => low),
        high: Float64Array.from(kept, ({ high }) => high),
        spread: Float64Array.from(kept, ({ spread }) => spread),
      }
    },

    score(model, x, run) {
      requireSameColumns(x, model.columnCount)
      run.checkpoint()
      const scores = new Float32Array(x.rowCount)
      const squares = model.together === 'squares' ? new Float64Array(x.rowCount) : null
      for (const [i, column] of model.columns.entries()) {
        const band = bandOf(model, i)
        const values = x.columns[column]!
        if (squares === null) keepLargest(values, model.transform, band, scores)
        else addSquares(values, model.transform, band, squares)
        run.checkpoint()
      }
      if (squares !== null) takeRoots(squares, scores)
      run.progress(x.rowCount, x.rowCount)
      return scores
    },

    /** A source's contribution is its own deviation: the largest of its matrix columns, or the root of their squares. */
    explain(model, x, rows, run) {
      requireSameColumns(x, model.columnCount)
      run.checkpoint()
      const contributions = new Float64Array(rows.length * x.sources.length)
      for (const [i, column] of model.columns.entries()) {
        const band = bandOf(model, i)
        for (let k = 0; k < rows.length; k++) {
          const at = k * x.sources.length + x.sourceOf[column]!
          const score = cellScore(x.columns[column]![rows[k]!]!, model.transform, band)
          const before = contributions[at]!
          contributions[at] =
            model.together === 'squares'
              ? Math.sqrt(before * before + score * score)
              : Math.max(before, score)
        }
      }
      run.progress(rows.length, rows.length)
      return contributions
    },

    serialize(model): ModelRecord {
      return {
        detector: info.id,
        version: VERSION,
        columnCount: model.columnCount,
        transform: model.transform,
        together: model.together,
        columns: packArray(model.columns),
        low: packArray(model.low),
        high: packArray(model.high),
        spread: packArray(model.spread),
      }
    },

    deserialize(record) {
      const fields = readRecord(record, info.id, VERSION)
      const columnCount = fields.integer('columnCount', 1, 1e6)
      const transform = fields.string('transform')
      if (!isTransform(transform)) return fields.fail('its transform is unknown')
      const together = fields.string('together')
      if (together !== 'largest' && together !== 'squares')
        return fields.fail('the field together is damaged')
      const columns = fields.int32('columns')
      const low = fields.float64('low')
      const high = fields.float64('high')
      const spread = fields.float64('spread')
      if (columns.length === 0 || columns.some((column) => column < 0 || column >= columnCount))
        fields.fail('it looks at a column that there is not')
      if (
        [low, high, spread].some(
          (figures) => figures.length !== columns.length || !figures.every(Number.isFinite),
        )
      )
        fields.fail('its bands are damaged')
      if (spread.some((figure) => figure < 0)) fields.fail('a spread is negative')
      return { columnCount, transform, together, columns, low, high, spread }
    },
  }
}

const VERSION = 3
const NO_BAND: Band = { low: 0, high: 0, spread: 0 }

export const COLUMN_PARAM: ParamInfo = {
  kind: 'column',
  key: 'column',
  label: 'Column',
  help: 'The column to look at. Left open, it is the amount, or else the first feature.',
}

export const TRANSFORM_PARAM: ParamInfo = {
  kind: 'choice',
  key: 'transform',
  label: 'Transform',
  help: 'What values are turned into first. A logarithm makes a long right tail, as of amounts, symmetric.',
  options: TRANSFORMS,
}

/** What of a column was in the file: stand-ins for missing and infinite cells are left out. */
function ownValues(x: FeatureMatrix, column: number, transform: Transform): Float64Array {
  const standIns = x.standIns?.[column] ?? null
  const source = x.columns[column]!
  const values = new Float64Array(x.rowCount)
  let count = 0
  let min = Infinity
  for (let row = 0; row < x.rowCount; row++) {
    const value = source[row]!
    if (value - value !== 0 || (standIns !== null && standIns[row] === 1)) continue
    values[count++] = value
    if (value < min) min = value
  }
  requireDomain(min, transform, x.names[column]!)
  const own = values.subarray(0, count)
  if (transform !== 'none') for (let i = 0; i < count; i++) own[i] = transformed(own[i]!, transform)
  return own
}

function keepLargest(values: Float32Array, transform: Transform, band: Band, scores: Float32Array): void {
  for (let row = 0; row < values.length; row++) {
    const score = cellScore(values[row]!, transform, band)
    if (score > scores[row]!) scores[row] = score
  }
}

function addSquares(values: Float32Array, transform: Transform, band: Band, squares: Float64Array): void {
  for (let row = 0; row < values.length; row++) {
    const score = cellScore(values[row]!, transform, band)
    squares[row]! += score * score
  }
}

function takeRoots(squares: Float64Array, scores: Float32Array): void {
  for (let row = 0; row < scores.length; row++)
    scores[row] = Math.min(Math.sqrt(squares[row]!), GREATEST_FLOAT32)
}

/** Finite whatever the value: NaN scores 0, and what a transform has no place for scores most. */
function cellScore(value: number, transform: Transform, band: Band): number {
  return Math.min(deviation(transformed(value, transform), band), GREATEST_FLOAT32)
}

const GREATEST_FLOAT32 = 3.4028234663852886e38

function bandOf({ low, high, spread }: BandModel, i: number): Band {
  return { low: low[i]!, high: high[i]!, spread: spread[i]! }
}

function transformOf({ transform }: BandParams): Transform {
  return isTransform(transform) ? transform : 'none'
}
