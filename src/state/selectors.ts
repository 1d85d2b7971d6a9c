import type { FeatureChoice } from '../analysis/features/choose-features.ts'
import * as cuts from '../analysis/ranking/cut.ts'
import type { ErrorReport } from '../analysis/errors.ts'
import type { Ranking } from '../workers/engine.api.ts'
import type { AppState } from './app-state.ts'

/** Every row's position in `order` (0 = most anomalous); worked out once per ranking. */
export function rankOf(ranking: Ranking): Uint32Array {
  const known = ranks.get(ranking)
  if (known) return known
  const rank = new Uint32Array(ranking.order.length)
  for (let k = 0; k < rank.length; k++) rank[ranking.order[k]!] = k
  ranks.set(ranking, rank)
  return rank
}
const ranks = new WeakMap<Ranking, Uint32Array>()

/** Whether a row is above the line. */
export function isFlagged(state: Pick<AppState, 'ranking' | 'cut'>, row: number): boolean {
  if (!state.ranking) return false
  const rank = rankOf(state.ranking)[row]
  return rank !== undefined && rank < state.cut
}

/** The lowest and the highest score; both 0 without rows. */
export function scoreRange(ranking: Ranking): readonly [low: number, high: number] {
  const { scores, order } = ranking
  const low = cuts.scoreAtCut(scores, order, order.length)
  const high = cuts.scoreAtCut(scores, order, 1)
  return [low ?? 0, high ?? 0]
}

/**
 * The score at the line: rows that score this much or more are flagged (but for ties that the cut
 * splits). With nothing flagged it is null: the line is above the highest score.
 */
export function thresholdScore(ranking: Ranking, cut: number): number | null {
  return cuts.scoreAtCut(ranking.scores, ranking.order, cut)
}

/** How many rows score `score` or more. Cost: logarithmic. */
export function cutForScore(ranking: Ranking, score: number): number {
  return cuts.cutForScore(ranking.scores, ranking.order, score)
}

export function shareFlagged(ranking: Ranking, cut: number): number {
  return cuts.shareAtCut(cut, ranking.order.length)
}

/** Rows below the line that score exactly as much as the last row above it. */
export function tiesBeyond(ranking: Ranking, cut: number): number {
  return cuts.tiesBeyondCut(ranking.scores, ranking.order, cut)
}

/** Sum of the amount column over the flagged rows; null without such a column. */
export function amountFlagged(ranking: Ranking, cut: number): number | null {
  if (!ranking.amountAlong) return null
  return cut > 0 ? (ranking.amountAlong[cut - 1] ?? null) : 0
}

/** The columns that the current run uses or, while there is none, the next one will, and why not the others. */
export function featureChoices(
  state: Pick<AppState, 'ranking' | 'dataset' | 'features'>,
): readonly FeatureChoice[] {
  const { ranking, dataset, features } = state
  if (ranking) return ranking.features
  const suggested = dataset?.features ?? []
  return features
    ? suggested.map((choice) => ({ ...choice, used: features.includes(choice.name) }))
    : suggested
}

/** The registry's entry of the chosen detector; with `auto`, of the one that ran or is the first. */
export function currentDetector(
  state: Pick<AppState, 'catalog' | 'detector' | 'ranking'>,
): AppState['catalog'][number] | undefined {
  const { catalog, detector, ranking } = state
  const find = (id: string | undefined) => catalog.find(({ info }) => info.id === id)
  return find(detector) ?? find(ranking?.detector) ?? catalog[0]
}

/** Whether an error means that the engine is gone and the file has to be opened again. */
export function engineDied(error: ErrorReport): boolean {
  return DEATHS.includes(error.code)
}
const DEATHS = ['engine-died', 'engine-restarted', 'unexpected']
