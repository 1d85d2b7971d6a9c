import { findKnee, type Knee } from '../analysis/ranking/knee.ts'
import type { PeaksTail } from '../analysis/ranking/peaks-over-threshold.ts'
import { isTelling, peaksOf, TOO_FEW_PEAKS } from '../analysis/ranking/resolve-cut.ts'
import { suggestByTail, type TailSuggestion } from '../analysis/ranking/tail-suggestion.ts'
import type { Ranking } from '../workers/engine.api.ts'

/** Where a ranking itself suggests to draw the line. */
export interface CutSuggestions {
  /** Null where there is no tail to fit. */
  readonly peaks: PeaksTail | null
  readonly knee: Knee | null
  /** Whether the rows before the bend stand out. */
  readonly kneeTells: boolean
}

/** Worked out once for each ranking; some 30 ms. */
export function suggestionsOf(ranking: Ranking): CutSuggestions {
  const before = kept.get(ranking)
  if (before) return before
  const knee = findKnee(ranking.scores, ranking.order)
  const made = {
    peaks: peaksOf(ranking),
    knee,
    kneeTells: isTelling(knee, ranking),
  }
  kept.set(ranking, made)
  return made
}
const kept = new WeakMap<Ranking, CutSuggestions>()

/** The line at a risk; null where there is no tail, or the risk reaches below it. */
export function tailAt(ranking: Ranking, risk: number): TailSuggestion | null {
  const { peaks } = suggestionsOf(ranking)
  return peaks === null ? null : suggestByTail(peaks, ranking, risk)
}

export { TOO_FEW_PEAKS }
