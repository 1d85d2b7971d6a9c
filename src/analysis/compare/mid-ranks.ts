/**
 * The rank of every row, counted from the lowest score: the highest of n different scores has n. Equal scores
 * share the mean of their ranks, so that a set of ranks says everything of a ranking that does not depend on the
 * scale of its scores: which row is above which, and which are level.
 *
 * @param scores (rows,) finite, higher = more anomalous
 * @param order row indices by score, descending
 * @returns (rows,) 1 … rows, exact up to 8 million rows
 *
 * Cost: linear. Source: `scipy.stats.rankdata(scores, 'average')`.
 */
export function midRanks(scores: Float32Array, order: Uint32Array): Float32Array {
  const rows = order.length
  const ranks = new Float32Array(rows)
  for (let start = 0; start < rows;) {
    const score = scores[order[start]!]!
    let end = start + 1
    while (end < rows && scores[order[end]!]! === score) end++
    const rank = rows - (start + end - 1) / 2
    for (let k = start; k < end; k++) ranks[order[k]!] = rank
    start = end
  }
  return ranks
}

/**
 * Spearman's correlation of two rankings of the same rows: Pearson's of their mid-ranks.
 *
 * @param a (rows,) from `midRanks`
 * @param b (rows,) from `midRanks`
 * @returns −1 … 1: 1 where both order the rows in the same way, 0 where one says nothing of the other; NaN with
 *   fewer than two rows, and where one of them gives all rows the same score
 *
 * Cost: linear, some 2 ms for a million rows. Source: `scipy.stats.spearmanr`.
 */
export function rankCorrelation(a: Float32Array, b: Float32Array): number {
  // The mean of mid-ranks is known: they always add up to rows · (rows + 1) / 2.
  const mean = (a.length + 1) / 2
  let products = 0
  let squaresA = 0
  let squaresB = 0
  for (let row = 0; row < a.length; row++) {
    const x = a[row]! - mean
    const y = b[row]! - mean
    products += x * y
    squaresA += x * x
    squaresB += y * y
  }
  if (squaresA === 0 || squaresB === 0) return NaN
  return Math.max(-1, Math.min(1, products / Math.sqrt(squaresA * squaresB)))
}
