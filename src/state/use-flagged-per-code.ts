import { useEffect, useMemo, useReducer } from 'react'
import { createFlaggedCounts } from '../analysis/ranking/flagged-counts.ts'
import type { Ranking } from '../workers/engine.api.ts'
import { appStore, subscribeCut } from './store.ts'

/**
 * Flagged rows per code of a row, whatever is selected: for comparing the flagged rows with other sets of rows.
 * Follows the cut; null while there is no ranking.
 *
 * @param codes (rows,) 0 … codeCount − 1
 */
export function useFlaggedPerCode(
  ranking: Ranking | null,
  codes: Uint8Array | null,
  codeCount: number,
): Uint32Array | null {
  const [, render] = useReducer((n: number) => n + 1, 0)
  const counts = useMemo(() => {
    if (!ranking || !codes || codes.length !== ranking.order.length) return null
    const kept = createFlaggedCounts(codes, codeCount)
    return (): Uint32Array => {
      const state = appStore.getState()
      kept.moveTo(ranking.order, state.ranking === ranking ? state.cut : kept.cut)
      return kept.counts
    }
  }, [ranking, codes, codeCount])
  useEffect(() => subscribeCut(render), [])
  return counts === null ? null : counts()
}
