import type { PointDistances } from '../../kernels/point-distances.ts'

/** Rows in one piece: rows[i × width + c]. */
export interface Points {
  readonly count: number
  readonly width: number
  readonly values: Float32Array
}

/** Where Lloyd's iteration stands. */
export interface LloydState {
  readonly k: number
  readonly width: number
  readonly centres: Float64Array
  /** (k × width) sums of the rows of each centre. */
  readonly sums: Float64Array
  readonly sizes: Int32Array
  /** Per row: its centre, −1 at first. */
  readonly nearest: Int32Array
  /** Holds all rows, or a batch where there are bounds. */
  readonly kernel: PointDistances
}

/** Gives rows, all or those of a batch, to the centres that the kernel found nearest; returns how many changed theirs. */
export function takeNearest(
  values: Float32Array,
  state: LloydState,
  batch: Int32Array | null,
  count: number,
): number {
  const { width, sums, sizes, nearest } = state
  const { which } = state.kernel
  let changed = 0
  for (let b = 0; b < count; b++) {
    const i = batch === null ? b : batch[b]!
    const own = nearest[i]!
    const best = which[b]!
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
