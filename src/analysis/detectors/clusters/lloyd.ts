import { createPointDistances } from '../../kernels/point-distance-kernel.ts'
import { GROUP, type PointDistances } from '../../kernels/point-distances.ts'
import type { RunContext } from '../../run-context.ts'

/** Rows in one piece: rows[i × width + c]. */
export interface Points {
  readonly count: number
  readonly width: number
  readonly values: Float32Array
}

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
 * rows, until neither changes. Bounds on a row's distances (Hamerly, SDM 2010) tell for most rows without a
 * look that their centre is still the nearest; the answer is that of the plain iteration. A centre that no row
 * is nearest to moves to the row that is farthest from its own centre, as in scikit-learn.
 *
 * @param points finite values
 * @param start (centres × width) row-major; is not changed
 * @param told called with the iterations done
 *
 * Cost: at most rows × centres × width per iteration, and a small part of it once the centres move little.
 */
export function lloyd(
  points: Points,
  start: Float64Array,
  { mostIterations, tolerance }: LloydOptions,
  { checkpoint }: Pick<RunContext, 'checkpoint'>,
  told: (iterations: number) => void = () => undefined,
): Clustering {
  const state = startState(points, start)
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
  let iterations = 0
  let settled = false
  while (iterations < mostIterations && !settled) {
    measureGaps(state)
    const changed = sweep((from, to) => assign(points, state, from, to))
    iterations++
    // After the first assignment every row is new.
    const moved = moveCentres(points, state, (to) => sweep((a, b) => distances(points, state, a, b, to)))
    settled = (changed === 0 && iterations > 1) || moved <= tolerance
    told(iterations)
  }
  // The centres moved after the last assignment.
  measureGaps(state)
  sweep((from, to) => assign(points, state, from, to))
  const inertia = sweep((from, to) => distances(points, state, from, to, null))
  return { centres: state.centres, sizes: state.sizes, inertia, iterations, settled }
}

/** Multiplications between two checkpoints: some 20 ms. */
const SLICE_WORK = 1 << 22

interface State {
  readonly k: number
  readonly width: number
  readonly centres: Float64Array
  /** (k × width) sums of the rows of each centre. */
  readonly sums: Float64Array
  readonly sizes: Int32Array
  /** Per row: its centre, −1 at first. */
  readonly nearest: Int32Array
  /** Per row: at least its distance to its centre; at most its distance to any other. */
  readonly upper: Float64Array
  readonly lower: Float64Array
  readonly kernel: PointDistances
  /** Rows that wait in the kernel. */
  readonly batch: Int32Array
  /** Per centre: half of its distance to the nearest other one. */
  readonly halfGap: Float64Array
}

function startState({ count, width }: Points, start: Float64Array): State {
  const k = start.length / width
  return {
    k,
    width,
    centres: start.slice(),
    sums: new Float64Array(k * width),
    sizes: new Int32Array(k),
    nearest: new Int32Array(count).fill(-1),
    upper: new Float64Array(count).fill(Infinity),
    lower: new Float64Array(count).fill(-Infinity),
    halfGap: new Float64Array(k),
    kernel: createPointDistances(BATCH, k, width),
    batch: new Int32Array(BATCH),
  }
}

function measureGaps({ k, width, centres, halfGap }: State): void {
  for (let a = 0; a < k; a++) {
    let least = Infinity
    for (let b = 0; b < k; b++) {
      if (a === b) continue
      let square = 0
      for (let c = 0; c < width; c++) {
        const difference = centres[a * width + c]! - centres[b * width + c]!
        square += difference * difference
      }
      if (square < least) least = square
    }
    halfGap[a] = Math.sqrt(least) / 2
  }
}

/** Gives rows [from, to) to their nearest centres; ties to the first. Returns how many changed theirs. */
function assign({ values }: Points, state: State, from: number, to: number): number {
  const { k, width, centres, nearest, upper, lower, halfGap, kernel, batch } = state
  kernel.points.set(centres)
  const rows = kernel.rows
  let changed = 0
  let waiting = 0
  for (let i = from; i < to; i++) {
    const own = nearest[i]!
    const at = i * width
    if (own >= 0) {
      const gap = halfGap[own]!
      const bound = lower[i]! > gap ? lower[i]! : gap
      if (upper[i]! < bound) continue
      if (k >= WORTH_A_LOOK) {
        const exact = Math.sqrt(squareTo(values, at, centres, own * width, width))
        upper[i] = exact
        if (exact < bound) continue
      }
    }
    const place = (waiting - (waiting % GROUP)) * width + (waiting % GROUP)
    for (let c = 0; c < width; c++) rows[place + c * GROUP] = values[at + c]!
    batch[waiting++] = i
    if (waiting < BATCH) continue
    changed += assignBatch(values, state, waiting)
    waiting = 0
  }
  return changed + assignBatch(values, state, waiting)
}

/** With fewer centres the kernel compares a row with all of them as fast as one distance is worked out here. */
const WORTH_A_LOOK = 12

/** Rows that go through the kernel together. */
const BATCH = 512

/** Compares the rows of the batch, which stand ready in the kernel, with all centres. */
function assignBatch(values: Float32Array, state: State, count: number): number {
  const { k, width, sums, sizes, nearest, upper, lower, kernel, batch } = state
  kernel.nearestTwo(count, k)
  let changed = 0
  for (let b = 0; b < count; b++) {
    const i = batch[b]!
    const own = nearest[i]!
    const best = kernel.which[b]!
    upper[i] = Math.sqrt(kernel.nearest[b]!)
    lower[i] = Math.sqrt(kernel.second[b]!)
    if (best === own) continue
    changed++
    nearest[i] = best
    sizes[best]!++
    const at = i * width
    for (let c = 0; c < width; c++) sums[best * width + c]! += values[at + c]!
    if (own < 0) continue
    sizes[own]!--
    for (let c = 0; c < width; c++) sums[own * width + c]! -= values[at + c]!
  }
  return changed
}

/** Squared distance of a row from a centre, where each starts at its place. */
export function squareTo(
  values: Float32Array | Float64Array,
  at: number,
  centres: Float64Array,
  centreAt: number,
  width: number,
): number {
  let square = 0
  for (let c = 0; c < width; c++) {
    const difference = values[at + c]! - centres[centreAt + c]!
    square += difference * difference
  }
  return square
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
  if (rehomed) forgetBounds(state)
  else widenBounds(state, moves)
  return total
}

function widenBounds({ nearest, upper, lower, k }: State, moves: Float64Array): void {
  let farthest = 0
  for (let j = 1; j < k; j++) if (moves[j]! > moves[farthest]!) farthest = j
  let next = 0
  for (let j = 0; j < k; j++) if (j !== farthest && moves[j]! > next) next = moves[j]!
  const most = moves[farthest]!
  for (let i = 0; i < nearest.length; i++) {
    const own = nearest[i]!
    // A hair more than the move, so that rounding cannot make a bound pass for surer than it is.
    upper[i] = (upper[i]! + moves[own]!) * ROUNDING_UP
    lower[i] = (lower[i]! - (own === farthest ? next : most)) * ROUNDING_DOWN
  }
}

const ROUNDING_UP = 1 + 1e-15
const ROUNDING_DOWN = 1 - 1e-15

function forgetBounds({ upper, lower }: State): void {
  upper.fill(Infinity)
  lower.fill(-Infinity)
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
