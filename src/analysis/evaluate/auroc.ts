/**
 * Area under the ROC curve: the chance that a labelled anomaly scores higher than another row, ties counting half.
 *
 * @param scores (rows,) finite, higher = more anomalous
 * @param positive (rows,) 1 for a labelled anomaly, 0 otherwise
 * @param order row indices by score, descending
 * @returns 0 … 1; NaN unless both kinds of rows are there
 *
 * Cost: linear. Source: Mann & Whitney 1947 with mean ranks; `sklearn.metrics.roc_auc_score`.
 */
export function auroc(scores: Float32Array, positive: Uint8Array, order: Uint32Array): number {
  let positives = 0
  let negatives = 0
  let pairs = 0
  for (let start = 0; start < order.length;) {
    const score = scores[order[start]!]!
    let end = start
    let here = 0
    while (end < order.length && scores[order[end]!]! === score) here += positive[order[end++]!]!
    const others = end - start - here
    // Every negative row of this step is below all positive rows so far and level with those of the step.
    pairs += others * (positives + here / 2)
    positives += here
    negatives += others
    start = end
  }
  return pairs / (positives * negatives)
}
