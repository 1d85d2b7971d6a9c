import { log } from '../../math/logarithm.ts'
import { countValues, valueAtShare } from '../density/value-counts.ts'

/** How one detector's scores spread over rows it was fitted on: what a score is compared with. Plain data. */
export interface ReferenceScores {
  /** Different scores, ascending. */
  readonly values: Float32Array
  /** Rows with at most each. */
  readonly atMost: Int32Array
  /** Median of the scores and distance of their quartiles (or of farther quantiles, where that is 0). */
  readonly median: number
  readonly width: number
  /** Mean and standard deviation of the scores on the logarithmic scale of `standardScoreOf`. */
  readonly mean: number
  readonly sd: number
}

export function referenceOf(scores: Float32Array, checkpoint: () => void): ReferenceScores {
  const counted = countValues(scores, null, checkpoint)
  const { values, atMost, rows } = counted
  const median = valueAtShare(counted, 0.5)
  let width = 0
  for (const share of [0.25, 0.1, 0.05, 0.01, 0]) {
    if (!(width > 0)) width = valueAtShare(counted, 1 - share) - valueAtShare(counted, share)
  }
  if (!(width > 0)) width = 1
  let sum = 0
  let squares = 0
  for (let i = 0; i < values.length; i++) {
    const value = signedLog((values[i]! - median) / width)
    const count = atMost[i]! - (i === 0 ? 0 : atMost[i - 1]!)
    sum += count * value
    squares += count * value * value
  }
  const mean = sum / rows
  const sd = Math.sqrt(Math.max(0, squares / rows - mean * mean))
  return { values, atMost, median, width, mean, sd: sd > 0 ? sd : 1 }
}

/**
 * The share of the reference rows that a score is above: equal scores have their mean rank, scores between two
 * reference ones lie between their ranks, and those beyond all of them keep their order.
 *
 * @returns strictly between 0 and 1; never falls when the score rises
 */
export function rankOf({ values, atMost }: ReferenceScores, score: number): number {
  const last = values.length - 1
  const rows = atMost[last]!
  const meanRank = (i: number): number => (atMost[i]! + (i === 0 ? 0 : atMost[i - 1]!)) / (2 * rows)
  if (score <= values[0]!) return meanRank(0) / (1 + (values[0]! - score) / widthOf(values))
  if (score >= values[last]!)
    return 1 - (1 - meanRank(last)) / (1 + (score - values[last]!) / widthOf(values))
  let low = 0
  let high = last
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if (values[middle]! <= score) low = middle
    else high = middle
  }
  const share = (score - values[low]!) / (values[high]! - values[low]!)
  return meanRank(low) + share * (meanRank(high) - meanRank(low))
}

/** On what scale a distance beyond the reference is far. */
function widthOf(values: Float32Array): number {
  const range = values[values.length - 1]! - values[0]!
  return range > 0 ? range : Math.max(1e-30, Math.abs(values[0]!))
}

/**
 * How far out a score is on a scale that all detectors share: ± ln(1 + |score − median| ÷ quartile distance), in
 * standard deviations from its mean over the reference rows. Order is kept, and a heavy tail does not drown the
 * other members.
 */
export function standardScoreOf({ median, width, mean, sd }: ReferenceScores, score: number): number {
  return (signedLog((score - median) / width) - mean) / sd
}

function signedLog(value: number): number {
  return value < 0 ? -log(1 - value) : log(1 + value)
}
