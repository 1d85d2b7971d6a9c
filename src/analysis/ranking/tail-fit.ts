import { exp } from '../math/exponential.ts'
import { log } from '../math/logarithm.ts'

/** The upper tail of ordinary scores, carried on beyond what was seen of it. */
export interface Tail {
  /** The score at which it starts: the 75th percentile. */
  readonly start: number
  /** Share of all rows that is expected to score at least `score`, for scores from `start` on. */
  shareFrom(score: number): number
}

const START_SHARE = 0.25
const CENSOR_SHARE = 0.05

/**
 * Fits two tails to the scores between the 75th and the 95th percentile by maximum likelihood, an
 * exponential one and (for positive scores) a Pareto one, and expects the larger of what the two expect.
 * Higher scores only count as censored, so that anomalies do not hide themselves by stretching the tail.
 *
 * @param scores (rows,) finite
 * @param order row indices by score, descending; at least 40
 * @returns the tail; null when the two percentiles are equal
 *
 * Cost: in proportion to a fifth of the rows.
 */
export function fitTail(scores: Float32Array, order: Uint32Array): Tail | null {
  const n = order.length
  const startRank = Math.floor(START_SHARE * n)
  const censorRank = Math.floor(CENSOR_SHARE * n)
  const start = scores[order[startRank]!]!
  const censored = scores[order[censorRank]!]!
  if (!(censored > start)) return null
  const seen = startRank - censorRank
  const shareAbove = startRank / n

  let excess = censorRank * (censored - start)
  for (let k = censorRank; k < startRank; k++) excess += scores[order[k]!]! - start
  const scale = excess / seen
  const exponential = (score: number): number => shareAbove * exp((start - score) / scale)
  if (!(start > 0)) return { start, shareFrom: exponential }

  const logStart = log(start)
  let logExcess = censorRank * (log(censored) - logStart)
  for (let k = censorRank; k < startRank; k++) logExcess += log(scores[order[k]!]!) - logStart
  const logScale = logExcess / seen
  const pareto = (score: number): number => shareAbove * exp((logStart - log(score)) / logScale)
  return { start, shareFrom: (score) => Math.max(exponential(score), pareto(score)) }
}
