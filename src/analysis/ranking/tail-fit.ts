import { exp } from '../math/exponential.ts'
import { log } from '../math/logarithm.ts'

/** The upper tail of ordinary scores. */
export interface Tail {
  /** The score at which it starts: the 75th percentile. */
  readonly start: number
  /** Share of rows that score above `start`. */
  readonly shareAbove: number
  /** Share of those expected to exceed `start` by more than `excess` ≥ 0. */
  survival(excess: number): number
}

const START_SHARE = 0.25
const CENSOR_SHARE = 0.05
/** Points that stand for the scores between start and censoring. */
const POINTS = 256
const MAX_SHAPE = 0.5
const SHAPE_STEP = 0.05

/**
 * Fits a generalised Pareto tail (shape 0 … 0.5, so at least exponential) to the scores between the 75th and the
 * 95th percentile by maximum likelihood; those above count as censored.
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
  const censored = scores[order[censorRank]!]! - start
  if (!(censored > 0)) return null
  const count = Math.min(POINTS, startRank - censorRank)
  const excesses = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    const rank = censorRank + Math.floor(((i + 0.5) / count) * (startRank - censorRank))
    excesses[i] = scores[order[rank]!]! - start
  }
  const weight = (count * censorRank) / (startRank - censorRank)
  let best = { shape: 0, scale: 0, likelihood: -Infinity }
  for (let shape = 0; shape <= MAX_SHAPE + 1e-9; shape += SHAPE_STEP) {
    const scale = bestScale(excesses, censored, weight, shape)
    const likelihood = logLikelihood(excesses, censored, weight, shape, scale)
    if (likelihood > best.likelihood) best = { shape, scale, likelihood }
  }
  const { shape, scale } = best
  return {
    start,
    shareAbove: startRank / n,
    survival: (excess) =>
      shape === 0 ? exp(-excess / scale) : exp(-log(1 + (shape * excess) / scale) / shape),
  }
}

/** The scale of greatest likelihood for a shape: closed form for the exponential, else a golden-section search around it. */
function bestScale(excesses: Float64Array, censored: number, weight: number, shape: number): number {
  let sum = weight * censored
  for (const x of excesses) sum += x
  const exponential = sum / excesses.length
  if (shape === 0) return exponential
  const golden = 0.6180339887498949
  let low = exponential / 8
  let high = exponential * 2
  for (let step = 0; step < 40; step++) {
    const a = high - golden * (high - low)
    const b = low + golden * (high - low)
    if (
      logLikelihood(excesses, censored, weight, shape, a) <
      logLikelihood(excesses, censored, weight, shape, b)
    ) {
      low = a
    } else high = b
  }
  return (low + high) / 2
}

function logLikelihood(
  excesses: Float64Array,
  censored: number,
  weight: number,
  shape: number,
  scale: number,
): number {
  let sum = -excesses.length * log(scale)
  if (shape === 0) {
    for (const x of excesses) sum -= x / scale
    return sum - (weight * censored) / scale
  }
  for (const x of excesses) sum -= (1 + 1 / shape) * log(1 + (shape * x) / scale)
  return sum - (weight / shape) * log(1 + (shape * censored) / scale)
}
