import { rankInSlices } from '../ranking/rank-scores.ts'
import { SLICE_ROWS, type Work } from '../work.ts'

/** A detector's order on the scale of a forest's paths. */
export interface BaseFigures {
  /** (rows,) in standard deviations from the mean, higher = more anomalous; in the detector's order, ties kept. */
  readonly figures: Float32Array
  /** Standard deviation of a row's sum of path lengths over the trees; 1 where all rows have the same. */
  readonly spread: number
}

/**
 * Standardises a detector's scores by rank: the row that it ranks k-th gets the k-th shortest sum of paths in the
 * forest, in standard deviations. What lessons change of the paths is then on the scale of what the detector says,
 * whatever its own scale and however far out its highest scores are. For the isolation forest itself that is its
 * own figure.
 *
 * @param scores (rows,) the detector's
 * @param order its order
 * @param paths (rows,) sums of path lengths; overwritten
 *
 * Cost: a sort, some passes.
 */
export function* baseFigures(
  scores: Float32Array,
  order: Uint32Array,
  paths: Float32Array,
): Work<BaseFigures> {
  const n = scores.length
  let sum = 0
  for (let i = 0; i < n; i++) {
    sum += paths[i]!
    paths[i] = -paths[i]!
    if (i % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  const mean = -sum / Math.max(1, n)
  let squares = 0
  for (let i = 0; i < n; i++) {
    squares += (paths[i]! - mean) * (paths[i]! - mean)
    if (i % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  const deviation = Math.sqrt(squares / Math.max(1, n))
  const spread = deviation > 0 ? deviation : 1
  const shortestFirst = yield* rankInSlices(paths)
  const figures = new Float32Array(n)
  for (let from = 0; from < n;) {
    let end = from
    let total = 0
    const score = scores[order[from]!]!
    for (; end < n && scores[order[end]!] === score; end++) total += paths[shortestFirst[end]!]!
    const figure = (total / (end - from) - mean) / spread
    for (let k = from; k < end; k++) figures[order[k]!] = figure
    // A run of equal scores may be long, or every row a run of its own.
    if (Math.floor(from / SLICE_ROWS) !== Math.floor(end / SLICE_ROWS)) yield
    from = end
  }
  return { figures, spread }
}
