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
/** As many of the scores between start and censoring say as much as all of them. */
const POINTS = 8192

/**
 * Fits two tails to the scores between the 75th and the 95th percentile by maximum likelihood, an
 * exponential one and a Pareto one, and expects the larger of what the two expect. The Pareto tail speaks of ratios, which
 * mean something on a scale with a floor at 0 (distances, isolation scores). Where a score lies below 0 (standardised
 * scores, −log densities), 0 is just a place on the scale, and ratios are taken from the lowest score.
 * Higher scores only count as censored, so that anomalies do not hide themselves by stretching the tail.
 *
 * @param scores (rows,) finite
 * @param order row indices by score, descending; at least 40
 * @returns the tail; null when the two percentiles are equal
 *
 * Cost: constant in the rows.
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

  const floor = Math.min(0, scores[order[n - 1]!]!)
  let excess = 0
  let logExcess = 0
  const logStart = start > floor ? log(start - floor) : 0
  const points = Math.min(POINTS, seen)
  for (let i = 0; i < points; i++) {
    const score = scores[order[censorRank + Math.floor(((i + 0.5) / points) * seen)]!]!
    excess += score - start
    if (start > floor) logExcess += log(score - floor) - logStart
  }
  const scale = excess / points + (censorRank / seen) * (censored - start)
  const exponential = (score: number): number => shareAbove * exp((start - score) / scale)
  if (!(start > floor)) return { start, shareFrom: exponential }

  const logScale = logExcess / points + (censorRank / seen) * (log(censored - floor) - logStart)
  const pareto = (score: number): number => shareAbove * exp((logStart - log(score - floor)) / logScale)
  return { start, shareFrom: (score) => Math.max(exponential(score), pareto(score)) }
}
