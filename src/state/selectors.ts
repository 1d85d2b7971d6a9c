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

/** The score at position k of the order, or null outside it. */
export function scoreAt(ranking: Ranking, k: number): number | null {
  const row = ranking.order[k]
  return row === undefined ? null : (ranking.scores[row] ?? null)
}

/** The lowest and the highest score; both 0 without rows. */
export function scoreRange(ranking: Ranking): readonly [low: number, high: number] {
  return [scoreAt(ranking, ranking.order.length - 1) ?? 0, scoreAt(ranking, 0) ?? 0]
}

/**
 * The score at the line: rows that score this much or more are flagged (but for ties that the cut
 * splits). With nothing flagged it is null: the line is above the highest score.
 */
export function thresholdScore(ranking: Ranking, cut: number): number | null {
  return cut > 0 ? scoreAt(ranking, cut - 1) : null
}

/** How many rows score `score` or more: O(log rows). */
export function cutForScore(ranking: Ranking, score: number): number {
  let low = 0
  let high = ranking.order.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((scoreAt(ranking, middle) ?? -Infinity) >= score) low = middle + 1
    else high = middle
  }
  return low
}

/** Share of rows (0 … 1) as a number of rows, rounded to the nearest. */
export function cutForShare(ranking: Ranking, share: number): number {
  return clampCut(ranking, Math.round(share * ranking.order.length))
}

export function clampCut(ranking: Ranking, cut: number): number {
  if (!(cut > 0)) return 0
  return Math.min(Math.round(cut), ranking.order.length)
}

export function shareFlagged(ranking: Ranking, cut: number): number {
  return ranking.order.length === 0 ? 0 : cut / ranking.order.length
}

/** Rows below the line that score exactly as much as the last row above it. */
export function tiesBeyond(ranking: Ranking, cut: number): number {
  const threshold = thresholdScore(ranking, cut)
  return threshold === null ? 0 : Math.max(0, cutForScore(ranking, threshold) - cut)
}

/** Sum of the amount column over the flagged rows; null without such a column. */
export function amountFlagged(ranking: Ranking, cut: number): number | null {
  if (!ranking.amountAlong) return null
  return cut > 0 ? (ranking.amountAlong[cut - 1] ?? null) : 0
}
