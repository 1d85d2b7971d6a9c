import { chiSquaredCdf, chiSquaredQuantile } from '../math/chi-squared.ts'
import { sortedFinite } from '../statistics/sorted-values.ts'
import { SLICE_ROWS, type Work } from '../work.ts'

/** Squared distances against what normal rows would give: on the diagonal, if all were normal. */
export interface ChiSquaredPlot {
  /** (points,) ranks from 0 of the distances that are drawn, ascending: all of them, or the ends and evenly between. */
  readonly ranks: Uint32Array
  /** (points,) chi-squared quantiles of their positions (rank + ½) ÷ n. */
  readonly theoretical: Float64Array
  /** (points,) squared distances, ascending. */
  readonly squares: Float64Array
  /** (points,) rows that each point stands for. */
  readonly counts: Uint32Array
  /** (rows,) the point that stands for each row. */
  readonly points: Uint16Array
}

const MOST_POINTS = 400
/** The outermost are drawn one by one, as outliers are among them. */
const FAR_POINTS = 120
const NEAR_POINTS = 20
/** Quantiles between two pauses. */
const QUANTILES = 16

/**
 * A quantile–quantile plot of squared Mahalanobis distances.
 *
 * @param distances (rows,) finite, ≥ 0
 * @param df how many columns they are over, ≥ 1
 * @returns at most 400 points: where there are more rows, the 20 nearest, the 120 farthest, and others at even
 *   steps of the distance that normal rows would have between them; empty without a row
 *
 * Cost: n log n for the order, in slices. Source: Gnanadesikan, Methods for Statistical Data Analysis of
 * Multivariate Observations (1977); positions as R's `ppoints` has them for more than ten.
 */
export function* chiSquaredPlot(distances: Float32Array, df: number): Work<ChiSquaredPlot> {
  const sorted = yield* sortedFinite(distances)
  const n = sorted.length
  const ranks = yield* pointRanks(n, df)
  const theoretical = new Float64Array(ranks.length)
  for (let k = 0; k < ranks.length; k++) {
    theoretical[k] = chiSquaredQuantile((ranks[k]! + 0.5) / n, df)
    if (k % QUANTILES === QUANTILES - 1) yield
  }
  // Each row goes to the point nearest in rank; rows at the same distance go together.
  const firsts = Float64Array.from(ranks, (rank, k) =>
    k === 0 ? -Infinity : sorted[Math.ceil((ranks[k - 1]! + rank) / 2)]!,
  )
  const points = new Uint16Array(distances.length)
  const counts = new Uint32Array(ranks.length)
  for (let row = 0; row < distances.length; row++) {
    const point = lastAtMost(firsts, distances[row]!)
    points[row] = point
    counts[point]!++
    if (row % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  const squares = Float64Array.from(ranks, (rank) => sorted[rank]! * sorted[rank]!)
  return { ranks, theoretical, squares, counts, points }
}

function* pointRanks(n: number, df: number): Work<Uint32Array> {
  if (n <= MOST_POINTS) return Uint32Array.from({ length: n }, (_, rank) => rank)
  const ranks = new Set<number>()
  for (let k = 0; k < NEAR_POINTS; k++) ranks.add(k)
  for (let k = 0; k < FAR_POINTS; k++) ranks.add(n - 1 - k)
  const between = MOST_POINTS - NEAR_POINTS - FAR_POINTS
  const at = (rank: number): number => Math.sqrt(chiSquaredQuantile((rank + 0.5) / n, df))
  const [low, high] = [at(NEAR_POINTS), at(n - 1 - FAR_POINTS)]
  for (let k = 0; k < between; k++) {
    const distance = low + ((high - low) * k) / (between - 1)
    const rank = Math.round(chiSquaredCdf(distance * distance, df) * n - 0.5)
    ranks.add(Math.min(n - 1, Math.max(0, rank)))
    if (k % QUANTILES === QUANTILES - 1) yield
  }
  return Uint32Array.from(ranks).sort()
}

/** The last place whose value is at most `value`; the first place is always one. */
function lastAtMost(ascending: Float64Array, value: number): number {
  let low = 0
  let high = ascending.length - 1
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    if (ascending[middle]! <= value) low = middle
    else high = middle - 1
  }
  return low
}
