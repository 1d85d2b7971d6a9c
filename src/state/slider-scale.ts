import type { Ranking } from '../workers/engine.api.ts'
import { cutForScore, scoreRange, thresholdScore } from './selectors.ts'

/**
 * The threshold slider's axis: scores from the lowest to just above the highest, where nothing is
 * flagged. The same axis as the score histogram; higher is stricter.
 */
export interface SliderScale {
  readonly min: number
  /** Above the highest score by one step. */
  readonly max: number
  /** 1/200 of the range. */
  readonly step: number
}

export function sliderScale(ranking: Ranking): SliderScale {
  const [low, high] = scoreRange(ranking)
  const step = (high - low) / 200 || Math.max(1e-6, Math.abs(high) / 200)
  return { min: low, max: high + step, step }
}

/** Where the slider stands for a cut. */
export function sliderValue(ranking: Ranking, scale: SliderScale, cut: number): number {
  return thresholdScore(ranking, cut) ?? scale.max
}

/**
 * The cut after moving the slider by a number of steps (positive: stricter). At least one row
 * enters or leaves unless the end is reached, and rows of equal score go together.
 */
export function cutAfterSteps(ranking: Ranking, scale: SliderScale, cut: number, steps: number): number {
  const rows = ranking.order.length
  const at = sliderValue(ranking, scale, cut)
  const target = cutForScore(ranking, at + steps * scale.step)
  if (steps > 0) {
    if (cut === 0) return 0
    return Math.min(target, cutAbove(ranking, at))
  }
  if (cut >= rows) return rows
  const next = thresholdScore(ranking, cut + 1)
  return Math.max(target, next === null ? rows : cutForScore(ranking, next))
}

/** How many rows score more than `score`. */
function cutAbove(ranking: Ranking, score: number): number {
  let low = 0
  let high = ranking.order.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (ranking.scores[ranking.order[middle]!]! > score) low = middle + 1
    else high = middle
  }
  return low
}
