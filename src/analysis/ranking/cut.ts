/**
 * How many rows score at least `threshold`.
 *
 * @param scores (rows,) finite
 * @param order row indices by score, descending
 * @param threshold a score; −∞ gives all rows, +∞ none
 *
 * Cost: logarithmic.
 */
export function cutForScore(scores: Float32Array, order: Uint32Array, threshold: number): number {
  let low = 0
  let high = order.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (scores[order[middle]!]! >= threshold) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * The lowest score that is flagged: the threshold that gives this cut or, where the cut splits a run of
 * equal scores, the score of that run.
 *
 * @param cut 0 … rows
 * @returns the score; null when nothing is flagged
 */
export function scoreAtCut(scores: Float32Array, order: Uint32Array, cut: number): number | null {
  return cut <= 0 || order.length === 0 ? null : scores[order[Math.min(cut, order.length) - 1]!]!
}

/** The number of rows nearest to a share of all rows (0 … 1); values outside are clamped. */
export function cutForShare(share: number, rowCount: number): number {
  return clampCut(share * rowCount, rowCount)
}

/** The flagged share of all rows, 0 … 1; 0 for no rows. */
export function shareAtCut(cut: number, rowCount: number): number {
  return rowCount === 0 ? 0 : cut / rowCount
}

/** The nearest whole number of rows in 0 … rowCount; NaN counts as 0. */
export function clampCut(cut: number, rowCount: number): number {
  return cut > 0 ? Math.min(Math.round(cut), rowCount) : 0
}

/**
 * How many unflagged rows have the same score as the last flagged one.
 *
 * Cost: logarithmic.
 */
export function tiesBeyondCut(scores: Float32Array, order: Uint32Array, cut: number): number {
  const score = scoreAtCut(scores, order, cut)
  return score === null ? 0 : cutForScore(scores, order, score) - cut
}
