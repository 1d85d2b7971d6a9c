import { SLICE_ROWS, type Work } from '../work.ts'
import { ANOMALY, LEFT_OUT } from './labels.ts'

/** The labels counted along a ranking, so that the counts at any cut are look-ups. */
export interface RankedLabels {
  /** (rows + 1,) anomalies among the first k rows of the order. */
  readonly positives: Uint32Array
  /** (rows + 1,) labelled rows among the first k; null: every row has a label. */
  readonly labelled: Uint32Array | null
  /** Labelled anomalies, and rows labelled normal. */
  readonly anomalies: number
  readonly normals: number
}

/** Labelled rows by what they are and by what the cut says. */
export interface Confusion {
  /** Anomalies that are flagged. */
  readonly truePositives: number
  /** Normal rows that are flagged. */
  readonly falsePositives: number
  /** Anomalies that are not flagged. */
  readonly falseNegatives: number
  /** Normal rows that are not flagged. */
  readonly trueNegatives: number
}

/**
 * Counts labels along a ranking.
 *
 * @param labels (rows,) codes of `rowLabels`
 * @param order (rows,) row indices by score, descending
 *
 * Cost: linear; some 10 ms for a million rows.
 */
export function* rankLabels(labels: Uint8Array, order: Uint32Array): Work<RankedLabels> {
  const rows = order.length
  const positives = new Uint32Array(rows + 1)
  const labelled = new Uint32Array(rows + 1)
  for (let start = 0; start < rows; start += SLICE_ROWS) {
    countAlong(labels, order, positives, labelled, start, Math.min(start + SLICE_ROWS, rows))
    yield
  }
  const anomalies = positives[rows]!
  const total = labelled[rows]!
  return { positives, labelled: total === rows ? null : labelled, anomalies, normals: total - anomalies }
}

function countAlong(
  labels: Uint8Array,
  order: Uint32Array,
  positives: Uint32Array,
  labelled: Uint32Array,
  from: number,
  to: number,
): void {
  let anomalies = positives[from]!
  let all = labelled[from]!
  for (let k = from; k < to; k++) {
    const label = labels[order[k]!]!
    anomalies += Number(label === ANOMALY)
    all += Number(label !== LEFT_OUT)
    positives[k + 1] = anomalies
    labelled[k + 1] = all
  }
}

/**
 * What a cut does to the labelled rows.
 *
 * @param cut 0 … rows
 *
 * Cost: constant.
 */
export function confusionAt(ranked: RankedLabels, cut: number): Confusion {
  const { positives, labelled, anomalies, normals } = ranked
  const truePositives = positives[cut]!
  const falsePositives = (labelled === null ? cut : labelled[cut]!) - truePositives
  return {
    truePositives,
    falsePositives,
    falseNegatives: anomalies - truePositives,
    trueNegatives: normals - falsePositives,
  }
}

/**
 * The rows of one cell of the confusion matrix, by rank.
 *
 * @param anomalies whether the rows are anomalies, or normal
 * @param flagged whether they are flagged
 *
 * Cost: linear.
 */
export function rowsOfCell(
  ranked: RankedLabels,
  order: Uint32Array,
  cut: number,
  cell: { readonly anomalies: boolean; readonly flagged: boolean },
): Uint32Array {
  const { positives, labelled } = ranked
  const [from, to] = cell.flagged ? [0, cut] : [cut, order.length]
  const rows = new Uint32Array(to - from)
  let count = 0
  for (let k = from; k < to; k++) {
    const anomaly = positives[k + 1]! > positives[k]!
    if (anomaly !== cell.anomalies) continue
    if (!anomaly && labelled !== null && labelled[k + 1] === labelled[k]) continue
    rows[count++] = order[k]!
  }
  return rows.slice(0, count)
}
