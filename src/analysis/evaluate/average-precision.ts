/**
 * Average precision: the precision at every labelled row of the ranking, averaged; rows of equal score count
 * as one step, as in scikit-learn.
 *
 * @param scores (rows,) finite, higher = more anomalous
 * @param positive (rows,) 1 for a labelled anomaly, 0 otherwise
 * @param order row indices by score, descending
 * @returns 0 … 1; NaN without a positive row
 *
 * Cost: linear. Source: `sklearn.metrics.average_precision_score`.
 */
export function averagePrecision(scores: Float32Array, positive: Uint8Array, order: Uint32Array): number {
  let positives = 0
  for (const one of positive) positives += one
  let hits = 0
  let sum = 0
  for (let start = 0; start < order.length;) {
    const score = scores[order[start]!]!
    let end = start
    let gained = 0
    while (end < order.length && scores[order[end]!]! === score) gained += positive[order[end++]!]!
    hits += gained
    sum += gained * (hits / end)
    start = end
  }
  return sum / positives
}
