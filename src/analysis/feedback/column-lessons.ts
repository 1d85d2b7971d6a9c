import { fitScaling, type Scaling } from '../detectors/scaling.ts'
import { sampleRows } from '../detectors/sample-rows.ts'
import { rowsToFit, type FeatureMatrix } from '../features/feature-matrix.ts'
import type { Rng } from '../run-context.ts'
import type { Work } from '../work.ts'
import type { Lesson } from './feedback.ts'
import { fitLogistic } from './logistic.ts'

/** From so many anomalies on there is enough to learn weights of columns. */
export const LEAST_POSITIVES = 5
/** Rows that the columns' scale is learned from. */
const SCALE_ROWS = 20_000
/** Undecided rows, drawn by the seed, that stand for the usual ones. */
const BACKGROUND_ROWS = 300
/** How far out a value counts, in standard deviations. */
const FARTHEST = 8
const PENALTY = 5
/** Wider tables learn from the paths alone: the solver's cost grows with the columns. */
export const MOST_COLUMNS = 512
const ROWS_PER_SLICE = 1 << 15

/** What does not depend on the decisions. */
export interface ColumnSpace {
  readonly scaling: Scaling
  readonly background: Uint32Array
}

/** Null where there are too many columns. */
export function columnSpace(x: FeatureMatrix, rng: Rng): ColumnSpace | null {
  if (x.columns.length > MOST_COLUMNS) return null
  const rows = sampleRows(x.rowCount, Math.min(SCALE_ROWS, x.rowCount), rng.fork(0)).sort()
  const background = sampleRows(x.rowCount, Math.min(BACKGROUND_ROWS, x.rowCount), rng.fork(1))
  return { scaling: fitScaling(rowsToFit(x, rows), 'standard'), background }
}

/** Learned weights of the columns. */
export interface ColumnLessons {
  /** (matrix columns,) per standard deviation. */
  readonly weights: Float64Array
  /** Of the detector's figure. */
  readonly ofFigure: number
  readonly intercept: number
}

/**
 * Balanced logistic regression with an L2 penalty on the scaled columns and the detector's figure: anomalies on one
 * side; false alarms and, standing for the rows that nobody looked at, some drawn rows on the other. Both sides, and
 * on the other side its two kinds, weigh the same.
 *
 * @param figures (rows,) the detector's, see `baseFigures`
 */
export function learnColumns(
  { scaling, background }: ColumnSpace,
  x: FeatureMatrix,
  figures: Float32Array,
  lessons: readonly Lesson[],
): ColumnLessons {
  const decided = new Set(lessons.map(({ row }) => row))
  const anomalies = lessons.filter(({ label }) => label === 'anomaly').map(({ row }) => row)
  const falseAlarms = lessons.filter(({ label }) => label === 'false-alarm').map(({ row }) => row)
  const usual = Array.from(background).filter((row) => !decided.has(row))
  const rows = [...anomalies, ...falseAlarms, ...usual]
  const columns = x.columns.length + 1
  const values = new Float64Array(rows.length * columns)
  const line = new Float64Array(x.columns.length)
  for (const [i, row] of rows.entries()) {
    scaledRow(x, scaling, row, line)
    values.set(line, i * columns)
    values[i * columns + columns - 1] = figures[row]!
  }
  const taught = anomalies.length + falseAlarms.length
  const share = falseAlarms.length > 0 && usual.length > 0 ? 0.25 : 0.5
  const weights = Float64Array.from(rows, (_, i) =>
    i < anomalies.length
      ? (taught * 0.5) / anomalies.length
      : (taught * share) / (i < taught ? falseAlarms.length : usual.length),
  )
  const positive = Uint8Array.from(rows, (_, i) => Number(i < anomalies.length))
  const { coefficients, intercept } = fitLogistic(values, columns, positive, weights, PENALTY)
  return { weights: coefficients.slice(0, columns - 1), ofFigure: coefficients[columns - 1]!, intercept }
}

/** (rows,) the log-odds of every row. Cost: one pass over the values. */
export function* columnFigures(
  { scaling }: ColumnSpace,
  { weights, ofFigure, intercept }: ColumnLessons,
  x: FeatureMatrix,
  figures: Float32Array,
): Work<Float64Array> {
  const out = new Float64Array(x.rowCount)
  for (let from = 0; from < x.rowCount; from += ROWS_PER_SLICE) {
    const end = Math.min(from + ROWS_PER_SLICE, x.rowCount)
    for (let i = from; i < end; i++) out[i] = intercept + ofFigure * figures[i]!
    for (let c = 0; c < weights.length; c++) {
      if (weights[c] !== 0)
        addColumn(x.columns[c]!, scaling.shift[c]!, scaling.factor[c]!, weights[c]!, out, from, end)
    }
    yield
  }
  return out
}

function addColumn(
  values: Float32Array,
  shift: number,
  factor: number,
  weight: number,
  out: Float64Array,
  from: number,
  end: number,
): void {
  for (let i = from; i < end; i++) {
    const value = (values[i]! - shift) * factor
    out[i] = out[i]! + weight * (value > FARTHEST ? FARTHEST : value < -FARTHEST ? -FARTHEST : value)
  }
}

/** A row's values on their scales, kept within `FARTHEST`. */
export function scaledRow(x: FeatureMatrix, scaling: Scaling, row: number, out: Float64Array): void {
  for (let c = 0; c < out.length; c++) {
    const value = (x.columns[c]![row]! - scaling.shift[c]!) * scaling.factor[c]!
    out[c] = value > FARTHEST ? FARTHEST : value < -FARTHEST ? -FARTHEST : value
  }
}
