import { createPointDistances } from '../../kernels/point-distance-kernel.ts'
import { placeRows, type PointDistances } from '../../kernels/point-distances.ts'
import type { RunContext } from '../../run-context.ts'
import {
  assignBounded,
  BATCH,
  forgetBounds,
  measureGaps,
  noBounds,
  widenBounds,
  type Bounds,
} from './lloyd-bounds.ts'
import { squareTo, takeNearest, type LloydState, type Points } from './lloyd-state.ts'

/** Where Lloyd's iteration ended. */
export interface Clustering {
  /** (centres × width), row-major. */
  readonly centres: Float64Array
  /** (centres,) rows nearest to each centre. */
  readonly sizes: Int32Array
  /** Sum of the squared distances of the rows to their nearest centres. */
  readonly inertia: number
  readonly iterations: number
  /** Whether it ended because nothing moved (any more than the tolerance), and not at the limit. */
  readonly settled: boolean
}

export interface LloydOptions {
  readonly mostIterations: number
  /** It ends when the squared moves of all centres add up to at most this. */
  readonly tolerance: number
}

/**
 * Lloyd's iteration from the given centres: each row to its nearest centre, each centre to the mean of its
 * rows, until neither changes. A centre that no row is nearest to moves to the row that is farthest from its own
 * centre, as in scikit-learn. With many centres or rows, bounds on a row's distances (Hamerly, SDM 2010) tell for
 * most rows without a look that their centre is still the nearest; the answer is that of the plain iteration.
 *
 * @param points finite values
 * @param start (centres × width) row-major; is not changed
 * @param told called with the iterations done
 * @param placed the same rows ready in a kernel with room for the centres, if there is one
 *
 * Cost: at most rows × centres × width per iteration, and a small part of it once the centres move little.
 */
export function lloyd(
  points: Points,
  start: Float64Array,
  { mostIterations, tolerance }: LloydOptions,
  { checkpoint }: Pick<RunContext, 'checkpoint'>,
  told: (iterations: number) => void = () => undefined,
  placed: PointDistances | null = null,
): Clustering {
  const state = startState(points, start, placed)
  const { k } = state
  const slice = Math.max(1, Math.floor(SLICE_WORK / (k * points.width)))
  const sweep = (work: (from: number, to: number) => number): number => {
    let sum = 0
    for (let from = 0; from < points.count; from += slice) {
      checkpoint()
      sum += work(from, Math.min(points.count, from + slice))
    }
    return sum
  }
  const assignAll = (): number => {
    state.kernel.points.set(state.centres)
    if (state.bounds === null) {
      checkpoint()
      state.kernel.nearestTwo(points.count, k)
      return takeNearest(points.values, state, null, points.count)
    }
    const { bounds } = state
    measureGaps(state, bounds)
    return sweep((from, to) => assignBounded(points, state, bounds, from, to))
  }
  let iterations = 0
  let settled = false
  while (iterations < mostIterations && !settled) {
    const changed = assignAll()
    iterations++
    // After the first assignment every row is new.
    const moved = moveCentres(points, state, (to) => sweep((a, b) => distances(points, state, a, b, to)))
    settled = (changed === 0 && iterations > 1) || moved <= tolerance
    told(iterations)
  }
  // The centres moved after the last assignment.
  assignAll()
  const inertia = sweep((from, to) => distances(points, state, from, to, null))
  return { centres: state.centres, sizes: state.sizes, inertia, iterations, settled }
}

/** Multiplications between two checkpoints: some 20 ms. */
const SLICE_WORK = 1 << 22

/** With fewer centres the kernel compares a row with all of them about as fast as a bound is looked up. */
const MANY_CENTRES = 12
/** More values than that are not kept ready for the kernel, where each takes 8 bytes. */
const MOST_PLACED = 1 << 23

interface State extends LloydState {
  /** Null where every row is compared with every centre each time, which pays with few centres. */
  readonly bounds: Bounds | null
}

function startState(points: Points, start: Float64Array, placed: PointDistances | null): State {
  const { count, width, values } = points
  const k = start.length / width
  const bounded = k >= MANY_CENTRES || (placed === null && values.length > MOST_PLACED)
  const kernel = bounded ? createPointDistances(BATCH, k, width) : (placed ?? placeAll(points, k))
  return {
    k,
    width,
    centres: start.slice(),
    sums: new Float64Array(k * width),
    sizes: new Int32Array(k),
    nearest: new Int32Array(count).fill(-1),
    kernel,
    bounds: bounded ? noBounds(count, k) : null,
  }
}

/** All rows in a kernel with room for k centres. Cost: 8 bytes per value. */
export function placeAll({ count, width, values }: Points, k: number): PointDistances {
  const kernel = createPointDistances(count, k, width)
  placeRows(values, 0, count, width, kernel.rows)
  return kernel
}

/** Sums the squared distances of rows [from, to) to their own centres; also writes them, if asked to. */
function distances(
  { values, width }: Points,
  { centres, nearest }: State,
  from: number,
  to: number,
  out: Float64Array | null,
): number {
  let sum = 0
  for (let i = from; i < to; i++) {
    const square = squareTo(values, i * width, centres, nearest[i]! * width, width)
    sum += square
    if (out !== null) out[i] = square
  }
  return sum
}

/** Moves every centre to the mean of its rows and widens the bounds by that; returns the sum of squared moves. */
function moveCentres(points: Points, state: State, measure: (out: Float64Array) => void): number {
  const { k, width, centres, sums, sizes } = state
  const rehomed = fillEmpty(points, state, measure)
  const moves = new Float64Array(k)
  let total = 0
  for (let j = 0; j < k; j++) {
    if (sizes[j] === 0) continue
    let square = 0
    for (let c = 0; c < width; c++) {
      const mean = sums[j * width + c]! / sizes[j]!
      const difference = mean - centres[j * width + c]!
      centres[j * width + c] = mean
      square += difference * difference
    }
    moves[j] = Math.sqrt(square)
    total += square
  }
  if (state.bounds !== null) {
    if (rehomed) forgetBounds(state.bounds)
    else widenBounds(state.bounds, state, moves)
  }
  return total
}

/** Gives each centre without a row the row that is farthest from its own; returns whether there was one. */
function fillEmpty({ values, width }: Points, state: State, measure: (out: Float64Array) => void): boolean {
  const { k, sums, sizes, nearest } = state
  const empty = Array.from({ length: k }, (_, j) => j).filter((j) => sizes[j] === 0)
  if (empty.length === 0) return false
  const far = new Float64Array(nearest.length)
  measure(far)
  for (const j of empty) {
    let row = 0
    for (let i = 1; i < far.length; i++) if (far[i]! > far[row]!) row = i
    const from = nearest[row]!
    // Every row lies on its centre: there is nowhere to go.
    if (far[row] === 0 || sizes[from]! < 2) continue
    far[row] = 0
    nearest[row] = j
    sizes[from]!--
    sizes[j] = 1
    for (let c = 0; c < width; c++) {
      sums[from * width + c]! -= values[row * width + c]!
      sums[j * width + c] = values[row * width + c]!
    }
  }
  return true
}
