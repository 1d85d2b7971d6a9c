import { createPointDistances } from '../../kernels/point-distance-kernel.ts'
import { placeRows, type PointDistances } from '../../kernels/point-distances.ts'
import type { RunContext } from '../../run-context.ts'
import type { Points } from './lloyd.ts'

/** Rows ready to be compared with centres, for several starts. */
export interface StartRows {
  readonly points: Points
  readonly distances: PointDistances
}

/** Cost: 8 bytes per value. */
export function startRows(points: Points): StartRows {
  const distances = createPointDistances(points.count, 1, points.width)
  placeRows(points.values, 0, points.count, points.width, distances.rows)
  return { points, distances }
}

/**
 * Starting centres by k-means++ (Arthur & Vassilvitskii, SODA 2007): each next one is a row drawn with a chance
 * in proportion to its squared distance from the centres so far; of 2 + ⌊ln k⌋ draws the one that lowers the
 * sum of squared distances most, as their note on a greedy choice and scikit-learn have it.
 *
 * @param rows at least one row
 * @returns (centres × width) row-major; fewer than k centres where there are fewer different rows
 *
 * Cost: rows × k × width × (2 + ln k).
 */
export function startingCentres(
  rows: StartRows,
  k: number,
  { rng, checkpoint }: Pick<RunContext, 'rng' | 'checkpoint'>,
): Float64Array {
  const { count, width, values } = rows.points
  const centres = new Float64Array(k * width)
  let nearest = new Float64Array(count).fill(Infinity)
  let candidate = new Float64Array(count)
  let best = new Float64Array(count)
  let draws = 2
  // Integer part of ln k.
  for (let power = Math.E; power <= k; power *= Math.E) draws++
  let total = 0
  for (let placed = 0; placed < k; placed++) {
    let leastTotal = Infinity
    let chosen = -1
    for (let draw = 0; draw < (placed === 0 ? 1 : draws); draw++) {
      checkpoint()
      const row = placed === 0 ? rng.below(count) : drawRow(nearest, rng.next() * total)
      const sum = nearestWith(rows, row, nearest, candidate)
      if (sum >= leastTotal) continue
      leastTotal = sum
      chosen = row
      const spare = best
      best = candidate
      candidate = spare
    }
    for (let c = 0; c < width; c++) centres[placed * width + c] = values[chosen * width + c]!
    const spare = nearest
    nearest = best
    best = spare
    total = leastTotal
    // Every row lies on a centre.
    if (!(total > 0)) return centres.slice(0, (placed + 1) * width)
  }
  return centres
}

/** The first row up to which the weights add up to more than `target`. */
function drawRow(weights: Float64Array, target: number): number {
  let sum = 0
  let last = 0
  for (let i = 0; i < weights.length; i++) {
    if (weights[i]! === 0) continue
    sum += weights[i]!
    last = i
    if (sum > target) return i
  }
  return last
}

/** Writes each row's squared distance to the nearest centre if `row` became one too; returns their sum. */
function nearestWith(
  { points: { count, width, values }, distances }: StartRows,
  row: number,
  nearest: Float64Array,
  out: Float64Array,
): number {
  distances.points.set(values.subarray(row * width, (row + 1) * width))
  distances.nearestTwo(count, 1)
  const squares = distances.nearest
  let sum = 0
  for (let i = 0; i < count; i++) {
    const square = squares[i]!
    const least = square < nearest[i]! ? square : nearest[i]!
    out[i] = least
    sum += least
  }
  return sum
}
