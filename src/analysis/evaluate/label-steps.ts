import { SLICE_ROWS, type Work } from '../work.ts'
import { ANOMALY, LEFT_OUT } from './labels.ts'

/**
 * A ranking as steps from the highest score down: rows of equal score enter together, and steps of normal rows
 * alone that follow each other are one. All that curves and areas need of it.
 */
export interface LabelSteps {
  readonly count: number
  /** (count,) labelled anomalies that enter with each step. */
  readonly positives: Uint32Array
  /** (count,) rows labelled normal. */
  readonly negatives: Uint32Array
  /** (count,) rows of the whole order up to and with the step, left-out ones among them. */
  readonly ends: Uint32Array
  readonly anomalies: number
  readonly normals: number
}

/**
 * The steps of a ranking.
 *
 * @param scores (rows,) finite, higher = more anomalous
 * @param order (rows,) row indices by score, descending
 * @param labels (rows,) codes of `rowLabels`; rows left out count nowhere
 *
 * Cost: linear; some 20 ms for a million rows. At most 2 × anomalies + 1 steps.
 */
export function* labelSteps(scores: Float32Array, order: Uint32Array, labels: Uint8Array): Work<LabelSteps> {
  const builder = new StepBuilder()
  for (let start = 0; start < order.length;) {
    start = walk(builder, scores, order, labels, start, Math.min(start + SLICE_ROWS, order.length))
    yield
  }
  return builder.finish()
}

/** Adds whole runs of equal scores from `from` up to the first end of a run at or after `to`. */
function walk(
  builder: StepBuilder,
  scores: Float32Array,
  order: Uint32Array,
  labels: Uint8Array,
  from: number,
  to: number,
): number {
  let k = from
  while (k < to) {
    const score = scores[order[k]!]!
    let positives = 0
    let labelled = 0
    do {
      const label = labels[order[k]!]!
      positives += Number(label === ANOMALY)
      labelled += Number(label !== LEFT_OUT)
      k++
    } while (k < order.length && scores[order[k]!]! === score)
    if (labelled > 0) builder.add(positives, labelled - positives, k)
  }
  return k
}

class StepBuilder {
  #positives = new Uint32Array(1024)
  #negatives = new Uint32Array(1024)
  #ends = new Uint32Array(1024)
  #count = 0
  #anomalies = 0
  #normals = 0

  add(positives: number, negatives: number, end: number): void {
    this.#anomalies += positives
    this.#normals += negatives
    const last = this.#count - 1
    if (positives === 0 && last >= 0 && this.#positives[last] === 0) {
      this.#negatives[last]! += negatives
      this.#ends[last] = end
      return
    }
    if (this.#count === this.#positives.length) {
      this.#positives = doubled(this.#positives)
      this.#negatives = doubled(this.#negatives)
      this.#ends = doubled(this.#ends)
    }
    this.#positives[this.#count] = positives
    this.#negatives[this.#count] = negatives
    this.#ends[this.#count++] = end
  }

  finish(): LabelSteps {
    const count = this.#count
    return {
      count,
      positives: this.#positives.slice(0, count),
      negatives: this.#negatives.slice(0, count),
      ends: this.#ends.slice(0, count),
      anomalies: this.#anomalies,
      normals: this.#normals,
    }
  }
}

function doubled(array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(2 * array.length)
  larger.set(array)
  return larger
}

/**
 * Area under the ROC curve: the chance that a labelled anomaly scores higher than a normal row, ties counting
 * half.
 *
 * @returns 0 … 1; NaN unless both kinds of rows are there
 *
 * Cost: linear in the steps. Source: `sklearn.metrics.roc_auc_score`.
 */
export function areaUnderRoc({ count, positives, negatives, anomalies, normals }: LabelSteps): number {
  let above = 0
  let pairs = 0
  for (let s = 0; s < count; s++) {
    pairs += negatives[s]! * (above + positives[s]! / 2)
    above += positives[s]!
  }
  return pairs / (anomalies * normals)
}

/**
 * Average precision: the precision at every labelled anomaly of the ranking, averaged; rows of equal score
 * enter together.
 *
 * @returns 0 … 1; NaN without an anomaly
 *
 * Cost: linear in the steps. Source: `sklearn.metrics.average_precision_score`.
 */
export function averagePrecisionOf({ count, positives, negatives, anomalies }: LabelSteps): number {
  let hits = 0
  let rows = 0
  let sum = 0
  for (let s = 0; s < count; s++) {
    hits += positives[s]!
    rows += positives[s]! + negatives[s]!
    sum += positives[s]! * (hits / rows)
  }
  return sum / anomalies
}
