import { fitScaling, type Scaling } from '../detectors/scaling.ts'
import { sampleRows } from '../detectors/sample-rows.ts'
import { rowsToFit, type FeatureMatrix } from '../features/feature-matrix.ts'
import type { Rng } from '../run-context.ts'
import type { Work } from '../work.ts'
import type { Lesson } from './feedback.ts'
import { fitLogistic } from './logistic.ts'
import { momentsOf, type Moments, type Sums } from './moments.ts'

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
/** Few enough rows that what they add up to stays at hand from column to column. */
const BLOCK_ROWS = 1024
const SLICE_ROWS = 1 << 15

/** What does not depend on the decisions. */
export interface ColumnSpace {
  readonly scaling: Scaling
}

/** Null where there are too many columns. */
export function columnSpace(x: FeatureMatrix, rng: Rng): ColumnSpace | null {
  if (x.columns.length > MOST_COLUMNS) return null
  const rows = sampleRows(x.rowCount, Math.min(SCALE_ROWS, x.rowCount), rng).sort()
  return { scaling: fitScaling(rowsToFit(x, rows), 'standard') }
}

/** Rows that stand for the usual ones, drawn by the seed, ascending. */
export function usualRows(rowCount: number, rng: Rng): Uint32Array {
  return sampleRows(rowCount, Math.min(BACKGROUND_ROWS, rowCount), rng).sort()
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
 * @param background undecided rows that stand for the usual ones
 */
export function learnColumns(
  { scaling }: ColumnSpace,
  x: FeatureMatrix,
  figures: Float32Array,
  background: Uint32Array,
  lessons: readonly Lesson[],
): ColumnLessons {
  const anomalies = lessons.filter(({ label }) => label === 'anomaly').map(({ row }) => row)
  const falseAlarms = lessons.filter(({ label }) => label === 'false-alarm').map(({ row }) => row)
  const rows = [...anomalies, ...falseAlarms, ...background]
  const columns = x.columns.length + 1
  const values = new Float64Array(rows.length * columns)
  const line = new Float64Array(x.columns.length)
  for (const [i, row] of rows.entries()) {
    scaledRow(x, scaling, row, line)
    values.set(line, i * columns)
    values[i * columns + columns - 1] = figures[row]!
  }
  const taught = anomalies.length + falseAlarms.length
  const share = falseAlarms.length > 0 && background.length > 0 ? 0.25 : 0.5
  const weights = Float64Array.from(rows, (_, i) =>
    i < anomalies.length
      ? (taught * 0.5) / anomalies.length
      : (taught * share) / (i < taught ? falseAlarms.length : background.length),
  )
  const positive = Uint8Array.from(rows, (_, i) => Number(i < anomalies.length))
  const { coefficients, intercept } = fitLogistic(values, columns, positive, weights, PENALTY)
  return { weights: coefficients.slice(0, columns - 1), ofFigure: coefficients[columns - 1]!, intercept }
}

/** The log-odds of every row, and where they lie. */
export interface ColumnFigures {
  /** (rows,) */
  readonly odds: Float32Array
  readonly moments: Moments
}

/** Cost: one pass over the values. */
export function* columnFigures(
  { scaling }: ColumnSpace,
  lessons: ColumnLessons,
  x: FeatureMatrix,
  figures: Float32Array,
): Work<ColumnFigures> {
  const odds = new Float32Array(x.rowCount)
  const sums = { sum: 0, squares: 0 }
  const block = new Float64Array(BLOCK_ROWS)
  for (let from = 0; from < x.rowCount; from += SLICE_ROWS) {
    addSlice(scaling, lessons, x, figures, from, odds, block, sums)
    yield
  }
  return { odds, moments: momentsOf(sums, x.rowCount) }
}

/** A function of its own: loops within generators are not made fast. */
function addSlice(
  scaling: Scaling,
  { weights, ofFigure, intercept }: ColumnLessons,
  x: FeatureMatrix,
  figures: Float32Array,
  start: number,
  odds: Float32Array,
  block: Float64Array,
  sums: Sums,
): void {
  const end = Math.min(start + SLICE_ROWS, x.rowCount)
  for (let from = start; from < end; from += BLOCK_ROWS) {
    const rows = Math.min(BLOCK_ROWS, end - from)
    begin(figures, ofFigure, intercept, block, from, rows)
    for (let c = 0; c < weights.length; c++) {
      if (weights[c] !== 0)
        addColumn(x.columns[c]!, scaling.shift[c]!, scaling.factor[c]!, weights[c]!, block, from, rows)
    }
    finishBlock(block, odds, from, rows, sums)
  }
}

function begin(
  figures: Float32Array,
  ofFigure: number,
  intercept: number,
  block: Float64Array,
  from: number,
  rows: number,
): void {
  for (let i = 0; i < rows; i++) block[i] = intercept + ofFigure * figures[from + i]!
}

function addColumn(
  values: Float32Array,
  shift: number,
  factor: number,
  weight: number,
  block: Float64Array,
  from: number,
  rows: number,
): void {
  // Named here, and without branches: three times as fast.
  const farthest = FARTHEST
  for (let i = 0; i < rows; i++) {
    const value = (values[from + i]! - shift) * factor
    block[i] = block[i]! + weight * Math.max(-farthest, Math.min(farthest, value))
  }
}

function finishBlock(block: Float64Array, odds: Float32Array, from: number, rows: number, sums: Sums): void {
  let { sum, squares } = sums
  for (let i = 0; i < rows; i++) {
    const value = block[i]!
    odds[from + i] = value
    sum += value
    squares += value * value
  }
  sums.sum = sum
  sums.squares = squares
}

/** A row's values on their scales, kept within `FARTHEST`. */
export function scaledRow(x: FeatureMatrix, scaling: Scaling, row: number, out: Float64Array): void {
  for (let c = 0; c < out.length; c++) {
    const value = (x.columns[c]![row]! - scaling.shift[c]!) * scaling.factor[c]!
    out[c] = value > FARTHEST ? FARTHEST : value < -FARTHEST ? -FARTHEST : value
  }
}
