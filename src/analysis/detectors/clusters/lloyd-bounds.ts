import { GROUP } from '../../kernels/point-distances.ts'
import { squareTo, takeNearest, type LloydState, type Points } from './lloyd-state.ts'

/**
 * Bounds on the distances of rows to centres, which tell for most rows without a look that their centre is still
 * the nearest (Hamerly, SDM 2010).
 */
export interface Bounds {
  /** Per row: at least its distance to its centre; at most its distance to any other. */
  readonly upper: Float64Array
  readonly lower: Float64Array
  /** Per centre: half of its distance to the nearest other one. */
  readonly halfGap: Float64Array
  /** Rows that wait for the kernel. */
  readonly batch: Int32Array
}

/** No row is known to have any centre. */
export function noBounds(rows: number, k: number): Bounds {
  const bounds = {
    upper: new Float64Array(rows),
    lower: new Float64Array(rows),
    halfGap: new Float64Array(k),
    batch: new Int32Array(BATCH),
  }
  forgetBounds(bounds)
  return bounds
}

/** Rows that go through the kernel together. */
export const BATCH = 512

/** Measures how far apart the centres are, before rows are assigned. */
export function measureGaps({ k, width, centres }: LloydState, { halfGap }: Bounds): void {
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
export function assignBounded(
  { values }: Points,
  state: LloydState,
  bounds: Bounds,
  from: number,
  to: number,
): number {
  const { k, width, centres, nearest } = state
  const { upper, lower, halfGap, batch } = bounds
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
    batch[waiting++] = i
    if (waiting < BATCH) continue
    changed += assignBatch(values, state, bounds, waiting)
    waiting = 0
  }
  return changed + assignBatch(values, state, bounds, waiting)
}

/** With fewer centres the kernel compares a row with all of them as fast as one distance is worked out here. */
const WORTH_A_LOOK = 12

/** Compares the rows of the batch with all centres. */
function assignBatch(values: Float32Array, state: LloydState, bounds: Bounds, count: number): number {
  const { k, width, kernel } = state
  const { upper, lower, batch } = bounds
  gather(values, batch, count, width, kernel.rows)
  kernel.nearestTwo(count, k)
  for (let b = 0; b < count; b++) {
    upper[batch[b]!] = Math.sqrt(kernel.nearest[b]!)
    lower[batch[b]!] = Math.sqrt(kernel.second[b]!)
  }
  return takeNearest(values, state, batch, count)
}

/** Rows of the batch, in groups as the kernel has them. */
function gather(
  values: Float32Array,
  batch: Int32Array,
  count: number,
  width: number,
  out: Float64Array,
): void {
  for (let b = 0; b < count; b++) {
    const at = batch[b]! * width
    let place = (b - (b % GROUP)) * width + (b % GROUP)
    for (let c = 0; c < width; c++, place += GROUP) out[place] = values[at + c]!
  }
}

/** Lets the bounds hold after the centres moved, each by its distance in `moves`. */
export function widenBounds({ upper, lower }: Bounds, { nearest, k }: LloydState, moves: Float64Array): void {
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

/** After rows were given to centres by hand. */
export function forgetBounds({ upper, lower }: Bounds): void {
  upper.fill(Infinity)
  lower.fill(-Infinity)
}
