import { useEffect, useMemo, useState } from 'react'
import type { Ranking } from '../../workers/engine.api.ts'
import { rankOf } from '../../state/selectors.ts'
import { useEngineQuery } from '../../state/use-engine-query.ts'

/** `column` is a table column; null: by score, as the rows are ranked. */
export interface FlaggedSort {
  readonly column: number | null
  readonly descending: boolean
}

/** The flagged rows in the order in which the table shows them. */
export interface FlaggedOrder {
  /** The row at a position of the table; null while that is not known. */
  rowAt(position: number): number | null
  /** The position of a row; −1 when it is not flagged or not known yet. */
  positionOf(row: number): number
  /** Sorting is under way for the present cut. */
  readonly busy: boolean
}

const REST_MS = 140

/** By score it is the ranking itself and needs no worker; by a column the engine sorts once the cut rests. */
export function useFlaggedOrder(ranking: Ranking, cut: number, sort: FlaggedSort): FlaggedOrder {
  const restingCut = useResting(cut, REST_MS)
  const key = sort.column === null ? null : `${sort.column} ${sort.descending} ${restingCut}`
  const { data: sorted, loading } = useEngineQuery(ranking, key, (engine) =>
    engine.sortRows(ranking.order.slice(0, restingCut), sort.column ?? 0, sort.descending),
  )
  return useMemo(() => {
    const rank = rankOf(ranking)
    if (sort.column === null) return byScore(ranking.order, rank, cut, sort.descending)
    return byColumn(sorted, rank, cut, loading || restingCut !== cut)
  }, [ranking, cut, restingCut, sort.column, sort.descending, sorted, loading])
}

export function byScore(
  order: Uint32Array,
  rank: Uint32Array,
  cut: number,
  descending: boolean,
): FlaggedOrder {
  const flip = (position: number) => (descending ? position : cut - 1 - position)
  return {
    rowAt: (position) => (position < cut ? (order[flip(position)] ?? null) : null),
    positionOf: (row) => ((rank[row] ?? cut) < cut ? flip(rank[row]!) : -1),
    busy: false,
  }
}

export function byColumn(
  sorted: Uint32Array | null,
  rank: Uint32Array,
  cut: number,
  busy: boolean,
): FlaggedOrder {
  return {
    rowAt(position) {
      const row = sorted?.[position]
      // Sorted for another cut, for a moment: a row that is no longer flagged is not shown as such.
      return row !== undefined && rank[row]! < cut ? row : null
    },
    positionOf: (row) => sorted?.indexOf(row) ?? -1,
    busy,
  }
}

/** A value once it has not changed for a while. */
function useResting<T>(value: T, ms: number): T {
  const [resting, setResting] = useState(value)
  useEffect(() => {
    if (value === resting) return
    const timer = setTimeout(() => setResting(value), ms)
    return () => clearTimeout(timer)
  }, [value, resting, ms])
  return resting
}
