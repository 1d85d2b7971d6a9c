import type { Ranking } from '../workers/engine.api.ts'
import { scoreRange, shareFlagged, thresholdScore } from './selectors.ts'

/**
 * The score at the line as text for a number field, with the step that its digits suggest. Rounded
 * down, so that typing it again keeps every flagged row; with nothing flagged rounded up from the
 * highest score.
 */
export function scoreDraft(ranking: Ranking, cut: number): { readonly text: string; readonly step: number } {
  const [low, high] = scoreRange(ranking)
  const decimals = decimalsFor(high - low || Math.abs(high))
  const unit = 10 ** decimals
  const score = thresholdScore(ranking, cut)
  const rounded = score === null ? (Math.floor(high * unit) + 1) / unit : Math.floor(score * unit) / unit
  return { text: rounded.toFixed(decimals), step: 1 / unit }
}

/** Four digits' worth of the range. */
function decimalsFor(range: number): number {
  if (!(range > 0)) return 4
  return Math.min(10, Math.max(0, 3 - Math.floor(Math.log10(range))))
}

/** The flagged share in percent, with as many decimals as tell one row from the next (four at most). */
export function shareDraft(ranking: Ranking, cut: number): string {
  const decimals = Math.min(4, Math.max(1, Math.ceil(Math.log10(Math.max(1, ranking.order.length))) - 2))
  return String(Number((shareFlagged(ranking, cut) * 100).toFixed(decimals)))
}
