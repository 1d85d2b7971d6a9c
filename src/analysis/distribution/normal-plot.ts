import { exp } from '../math/exponential.ts'
import { NORMAL_975, normalCdf, normalQuantile } from '../math/normal.ts'
import { quantileOfSorted } from '../statistics/sorted-values.ts'
import { SLICE_ROWS, type Work } from '../work.ts'

/** Where on the normal distribution the i-th of n ascending values belongs: Filliben's medians, or (i − ½) ÷ n. */
export type PlottingPositions = 'filliben' | 'hazen'

/** A normal quantile–quantile plot. */
export interface NormalPlot {
  /** (points,) ranks from 0 of the values that are drawn, ascending: all of them, or the ends and evenly between. */
  readonly ranks: Uint32Array
  /** (points,) what a standard normal distribution has at their positions. */
  readonly theoretical: Float64Array
  /** (points,) the values. */
  readonly values: Float64Array
  /** Through the quartiles, as R's `qqline`: value = intercept + slope × theoretical. Slope 0: half of the values are equal. */
  readonly slope: number
  readonly intercept: number
  /** (points,) half the height of the pointwise 95 % band about the line for as many values of a normal distribution. */
  readonly band: Float64Array
  /** Correlation of all values with their positions: 1 for a straight line; NaN for a constant. */
  readonly correlation: number
}

const MOST_POINTS = 400
const END_POINTS = 60
/** normalQuantile(0.75) */
const Z_QUARTILE = 0.6744897501960817

/**
 * Values against what a normal distribution would give: on a straight line, if they were normal.
 *
 * @param sorted ascending, finite
 * @returns at most 400 points: where there are more values, the 60 outermost at either end and others at even steps
 *   of the normal distribution between them; empty without a value
 *
 * Cost: linear, some 40 ms for a million values, in slices. Source: Filliben 1975 (positions, as scipy's `probplot`); Fox,
 * Applied Regression Analysis (the band: √(p (1 − p) ÷ n) ÷ φ(z) × slope).
 */
export function* normalPlot(sorted: Float64Array, positions: PlottingPositions): Work<NormalPlot> {
  const n = sorted.length
  const positionOf = plottingPosition(n, positions)
  const ranks = pointRanks(n, positionOf)
  const theoretical = Float64Array.from(ranks, (rank) => normalAt(rank, n, positionOf))
  const values = Float64Array.from(ranks, (rank) => sorted[rank]!)
  const q1 = n === 0 ? NaN : quantileOfSorted(sorted, 0.25)
  const q3 = n === 0 ? NaN : quantileOfSorted(sorted, 0.75)
  const slope = (q3 - q1) / (2 * Z_QUARTILE)
  const band = Float64Array.from(ranks, (rank, k) => {
    const p = positionOf(rank)
    const z = theoretical[k]!
    const density = exp((-z * z) / 2) * INV_SQRT_TAU
    return (NORMAL_975 * slope * Math.sqrt((p * (1 - p)) / n)) / density
  })
  const correlation = yield* straightness(sorted, positionOf)
  return { ranks, theoretical, values, slope, intercept: (q1 + q3) / 2, band, correlation }
}

const INV_SQRT_TAU = 0.3989422804014327

type PositionOf = (rank: number) => number

/**
 * The plotting position of a rank.
 *
 * @param n how many values there are
 * @returns a function of the rank (from 0), 0 … 1, symmetric about one half
 */
export function plottingPosition(n: number, positions: PlottingPositions): PositionOf {
  if (positions === 'hazen') return (rank) => (rank + 0.5) / n
  const last = exp(-LN2 / n)
  return (rank) => {
    if (rank === n - 1) return last
    return rank === 0 ? 1 - last : (rank + 1 - 0.3175) / (n + 0.365)
  }
}

const LN2 = 0.6931471805599453

/** The normal quantile of a rank; the upper half mirrors the lower, so that no digits are lost near 1. */
function normalAt(rank: number, n: number, positionOf: PositionOf): number {
  const mirrored = n - 1 - rank
  if (rank === mirrored) return 0
  return rank < mirrored ? normalQuantile(positionOf(rank)) : -normalQuantile(positionOf(mirrored))
}

function pointRanks(n: number, positionOf: PositionOf): Uint32Array {
  if (n <= MOST_POINTS) return Uint32Array.from({ length: n }, (_, rank) => rank)
  const ranks = new Set<number>()
  for (let k = 0; k < END_POINTS; k++) ranks.add(k).add(n - 1 - k)
  const between = MOST_POINTS - 2 * END_POINTS
  const low = normalQuantile(positionOf(END_POINTS))
  for (let k = 0; k < between; k++) {
    const z = low * (1 - (2 * k) / (between - 1))
    ranks.add(Math.min(n - 1, Math.max(0, Math.round(normalCdf(z) * n - 0.5))))
  }
  return Uint32Array.from(ranks).sort()
}

/** Pearson's correlation of the values with their normal quantiles, whose mean is 0. */
function* straightness(sorted: Float64Array, positionOf: PositionOf): Work<number> {
  const n = sorted.length
  if (n < 2 || sorted[0] === sorted[n - 1]) return NaN
  // Scaled and taken from the middle, so that neither large values nor tiny differences are lost.
  const middle = sorted[n >>> 1]!
  const unit = Math.max(sorted[n - 1]! / 2 - sorted[0]! / 2, Number.MIN_VALUE)
  let mean = 0
  let squares = 0
  let normalSquares = 0
  let products = 0
  for (let low = 0; low < n; low++) {
    const d = sorted[low]! / unit - middle / unit
    const delta = d - mean
    mean += delta / (low + 1)
    squares += delta * (d - mean)
    const high = n - 1 - low
    if (low < high) {
      const z = -normalQuantile(positionOf(low))
      normalSquares += 2 * z * z
      products += z * (sorted[high]! / unit - sorted[low]! / unit)
    }
    if (low % (SLICE_ROWS / 2) === SLICE_ROWS / 2 - 1) yield
  }
  return products / Math.sqrt(squares * normalSquares)
}
