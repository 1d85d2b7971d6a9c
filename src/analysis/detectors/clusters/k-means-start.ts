import type { PointDistances } from '../../kernels/point-distances.ts'
import type { RunContext } from '../../run-context.ts'
import type { Points } from './lloyd-state.ts'

/**
 * Starting centres by k-means++ (Arthur & Vassilvitskii, SODA 2007): each next one is a row drawn with a chance
 * in proportion to its squared distance from the centres so far; of 2 + ⌊ln k⌋ draws the one that lowers the
 * sum of squared distances most, as their note on a greedy choice and scikit-learn have it.
 *
 * @param points at least one row
 * @param placed the same rows in a kernel
 * @returns (centres × width) row-major; fewer than k centres where there are fewer different rows
 *
 * Cost: rows × k × width × (2 + ln k).
 */
export function startingCentres(
  points: Points,
  placed: PointDistances,
  k: number,
  { rng, checkpoint }: Pick<RunContext, 'rng' | 'checkpoint'>,
): Float64Array {
  const { count, width, values } = points
  const centres = new Float64Array(k * width)
  let nearest = new Float64Array(count).fill(Infinity)
  let candidate = new Float64Array(count)
  let best = new Float64Array(count)
  let draws = 2
  // Integer part of ln k.
  for (let power = Math.E; power <= k; power *= Math.E) draws++
  let total = 0
  for (let j = 0; j < k; j++) {
    let leastTotal = Infinity
    let chosen = -1
    for (let draw = 0; draw < (j === 0 ? 1 : draws); draw++) {
      checkpoint()
      const row = j === 0 ? rng.below(count) : drawRow(nearest, rng.next() * total)
      const sum = nearestWith(points, placed, row, nearest, candidate)
      if (sum >= leastTotal) continue
      leastTotal = sum
      chosen = row
      const spare = best
      best = candidate
      candidate = spare
    }
    for (let c = 0; c < width; c++) centres[j * width + c] = values[chosen * width + c]!
    const spare = nearest
    nearest = best
    best = spare
    total = leastTotal
    // Every row lies on a centre.
    if (!(total > 0)) return centres.slice(0, (j + 1) * width)
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
  { count, width, values }: Points,
  placed: PointDistances,
  row: number,
  nearest: Float64Array,
  out: Float64Array,
): number {
  placed.points.set(values.subarray(row * width, (row + 1) * width))
  placed.nearestTwo(count, 1)
  const squares = placed.nearest
  let sum = 0
  for (let i = 0; i < count; i++) {
    const square = squares[i]!
    const least = square < nearest[i]! ? square : nearest[i]!
    out[i] = least
    sum += least
  }
  return sum
}
