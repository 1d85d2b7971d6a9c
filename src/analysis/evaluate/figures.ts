import type { Confusion } from './ranked-labels.ts'

/** What a confusion matrix comes to; NaN where a figure is not defined, never 0 in its place. */
export interface Figures {
  /** Share of the flagged rows that are anomalies; NaN when nothing is flagged. */
  readonly precision: number
  /** Share of the anomalies that are flagged; NaN without anomalies. */
  readonly recall: number
  /** 2 TP ÷ (2 TP + FP + FN). */
  readonly f1: number
  /** (1 + β²) TP ÷ ((1 + β²) TP + β² FN + FP). */
  readonly fBeta: number
  /** Share of the normal rows that are not flagged; NaN without normal rows. */
  readonly specificity: number
  /** Share of all labelled rows that are told right. */
  readonly accuracy: number
  /** Mean of recall and specificity. */
  readonly balancedAccuracy: number
  /** Correlation of label and flag, −1 … 1; NaN when one of them does not vary. */
  readonly mcc: number
  /** Precision ÷ share of anomalies among all labelled rows. */
  readonly lift: number
}

/**
 * Figures of a confusion matrix.
 *
 * @param beta how much more recall counts than precision in `fBeta`; above 0
 *
 * Cost: constant. Source: `sklearn.metrics`, which gives 0 for some of what is NaN here.
 */
export function figuresOf(confusion: Confusion, beta: number): Figures {
  const { truePositives: tp, falsePositives: fp, falseNegatives: fn, trueNegatives: tn } = confusion
  const anomalies = tp + fn
  const normals = fp + tn
  const total = anomalies + normals
  const precision = tp / (tp + fp)
  const recall = tp / anomalies
  const specificity = tn / normals
  return {
    precision,
    recall,
    f1: fScore(tp, fp, fn, 1),
    fBeta: fScore(tp, fp, fn, beta),
    specificity,
    accuracy: (tp + tn) / total,
    balancedAccuracy: (recall + specificity) / 2,
    // Roots apart: the product of four counts of a large file is beyond 2⁵³.
    mcc:
      (tp * tn - fp * fn) /
      (Math.sqrt(tp + fp) * Math.sqrt(anomalies) * Math.sqrt(normals) * Math.sqrt(fn + tn)),
    lift: precision / (anomalies / total),
  }
}

/** F-beta from counts; NaN where there are neither anomalies nor flagged rows. */
export function fScore(tp: number, fp: number, fn: number, beta: number): number {
  const weight = beta * beta
  return ((1 + weight) * tp) / ((1 + weight) * tp + weight * fn + fp)
}
