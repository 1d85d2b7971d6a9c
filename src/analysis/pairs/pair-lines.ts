import { pearsonInterval } from '../correlation/intervals.ts'
import { sampleRows } from '../detectors/sample-rows.ts'
import { log } from '../math/logarithm.ts'
import { createRng } from '../math/rng.ts'
import { studentTQuantile } from '../math/student-t.ts'
import { valueColumnAt, type QuestionContext } from '../questions/question.ts'
import { SLICE_ROWS, type Work } from '../work.ts'
import { pairMoments, pearson, varies, type PairMoments } from '../statistics/pair-moments.ts'
import { theilSen } from './theil-sen.ts'

export interface PairLinesRequest {
  readonly x: number
  readonly y: number
  /** Whether the line is one on a log axis: the column is taken as log10, and its values ≤ 0 are left out. */
  readonly logX: boolean
  readonly logY: boolean
}

/** y = intercept + slope × x in axis units: log10 of the value on a log axis, epoch ms of datetimes. */
export interface FittedLine {
  readonly slope: number
  readonly intercept: number
  /** 95 % interval of the slope; NaN where there are too few rows for one. */
  readonly slopeLow: number
  readonly slopeHigh: number
  /** How many rows the line was fitted to. */
  readonly rows: number
}

export interface PairLines {
  /** Rows where both values can be drawn. */
  readonly n: number
  /** Pearson's r of what the axes show; null where a column does not vary. */
  readonly r: number | null
  /** 95 % interval of r after Fisher; null below four rows. */
  readonly rInterval: readonly [low: number, high: number] | null
  readonly leastSquares: FittedLine | null
  /** Theil and Sen's line through `rows` of the rows, all or evenly drawn. */
  readonly robust: FittedLine | null
}

/** All pairs of this many rows are half a million slopes. */
export const THEIL_SEN_ROWS = 1000
const SAMPLE_SEED = 1
const LN10 = 2.302585092994046

/**
 * The lines through two columns, and how closely the rows follow the straight one.
 *
 * @throws FlagstoneError when a column is neither numbers nor datetimes
 * @returns lines over the rows where both values are finite (and > 0 on a log axis)
 *
 * Cost: linear for the least squares, and at most 500,000 slopes; some 100 ms for a million rows, in slices.
 */
export function* pairLines(context: QuestionContext, request: PairLinesRequest): Work<PairLines> {
  const x = yield* asOnAxis(valueColumnAt(context, request.x).values, request.logX)
  const y = yield* asOnAxis(valueColumnAt(context, request.y).values, request.logY)
  const moments = yield* pairMoments(x, y)
  const r = pearson(moments)
  return {
    n: moments.n,
    r,
    rInterval: r === null || moments.n < 4 ? null : pearsonInterval(r, moments.n),
    leastSquares: leastSquares(moments),
    robust: yield* robustLine(x, y, moments.n),
  }
}

/** The column as the axis has it: itself, or log10 of it with NaN for what is not positive. */
export function* asOnAxis(values: Float64Array, isLog: boolean): Work<Float64Array> {
  if (!isLog) return values
  const out = new Float64Array(values.length)
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!
    out[row] = value > 0 ? log(value) / LN10 : NaN
    if (row % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  return out
}

/**
 * The line that leaves the smallest squares of y.
 *
 * @returns null where x does not vary or there are fewer than two rows; the interval is Student's, on n − 2 degrees
 *   of freedom
 */
export function leastSquares(moments: PairMoments): FittedLine | null {
  const { n, meanX, meanY, sxx, syy, sxy } = moments
  if (n < 2 || !varies(sxx, n, meanX)) return null
  const slope = sxy / sxx
  const intercept = meanY - slope * meanX
  if (!(Math.abs(slope) < Infinity && Math.abs(intercept) < Infinity)) return null
  const residual = Math.max(0, syy - slope * sxy)
  const half = n > 2 ? -studentTQuantile(0.025, n - 2) * Math.sqrt(residual / (n - 2) / sxx) : NaN
  return { slope, intercept, slopeLow: slope - half, slopeHigh: slope + half, rows: n }
}

function* robustLine(x: Float64Array, y: Float64Array, n: number): Work<FittedLine | null> {
  const rows = yield* rowsToFit(x, y, n)
  const line = yield* theilSen(
    Float64Array.from(rows, (row) => x[row]!),
    Float64Array.from(rows, (row) => y[row]!),
  )
  return line && { ...line, rows: rows.length }
}

/**
 * Rows for the costly line: all that have both values, or `THEIL_SEN_ROWS` of them drawn evenly from a fixed seed.
 *
 * @param n how many rows have both values
 */
export function* rowsToFit(x: Float64Array, y: Float64Array, n: number): Work<Uint32Array> {
  const wanted = n <= THEIL_SEN_ROWS ? null : sampleRows(n, THEIL_SEN_ROWS, createRng(SAMPLE_SEED)).sort()
  const rows = new Uint32Array(Math.min(n, THEIL_SEN_ROWS))
  let found = 0
  for (let row = 0, at = 0; row < x.length && found < rows.length; row++) {
    const a = x[row]!
    const b = y[row]!
    if (a - a === 0 && b - b === 0) {
      if (wanted === null || wanted[found] === at) rows[found++] = row
      at++
    }
    if (row % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  return rows
}
