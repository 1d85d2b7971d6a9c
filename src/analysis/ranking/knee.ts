/** Where the curve of ranked scores bends most. */
export interface Knee {
  /** Rows before the bend. */
  readonly cut: number
  /** How far the curve is from the straight line there, as a share of the range of scores: 0 (no bend) … 1. */
  readonly bend: number
}

const POINTS = 4096
/** The ranking beyond its highest tenth says nothing of a few rows, and its own bend would hide theirs. */
const LOOKED_AT = 0.1
const LEAST_ROWS = 50

/**
 * The knee of the highest tenth of the scores, from the highest down: with rank and score both brought to 0 … 1, the place where
 * the curve is farthest below the straight line from its first point to its last.
 *
 * Every falling curve that is not straight has one, so that alone it says nothing of anomalies.
 *
 * @param scores (rows,) finite
 * @param order (rows,) row indices by score, descending
 * @returns null where all these scores are equal or the curve is nowhere below the line
 *
 * Cost: some 10,000 look-ups whatever the rows; between drawn ranks the curve is searched where it is farthest.
 * Source: Kneedle (Satopää et al., ICDCS workshops 2011), its difference curve at its highest point; scores in order
 * need no smoothing.
 */
export function findKnee(scores: Float32Array, order: Uint32Array): Knee | null {
  const last = Math.min(order.length - 1, Math.max(LEAST_ROWS, Math.floor(LOOKED_AT * order.length)))
  if (last < 2) return null
  const high = scores[order[0]!]!
  const range = high - scores[order[last]!]!
  if (!(range > 0)) return null
  const below = (k: number): number => (high - scores[order[k]!]!) / range - k / last
  const step = Math.max(1, Math.floor(last / POINTS))
  let best = farthest(below, 0, last, step)
  if (step > 1) best = farthest(below, Math.max(0, best - step), Math.min(last, best + step), 1)
  const bend = below(best)
  // The bend is at the first row of the flat part, which scores less than the one before it.
  return bend > 0 && best > 0 ? { cut: best, bend } : null
}

function farthest(below: (k: number) => number, from: number, to: number, step: number): number {
  let best = from
  let most = -Infinity
  for (let k = from; k <= to; k += step) {
    const value = below(k)
    if (value <= most) continue
    most = value
    best = k
  }
  return best
}
