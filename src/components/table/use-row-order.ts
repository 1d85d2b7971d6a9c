import { useEffect, useMemo, useState } from 'react'
import type { Ranking } from '../../workers/engine.api.ts'
import { insertionPoint, placeByRank, searchPlace, type PlaceOf } from '../../state/queue.ts'
import { useEngineQuery } from '../../state/use-engine-query.ts'

/** `column` is a table column; null: by score, as the rows are ranked. */
export interface RowSort {
  readonly column: number | null
  readonly descending: boolean
}

/** Some rows in the order in which the table shows them. */
export interface RowOrder {
  /** The row at a position of the table; null while that is not known. */
  rowAt(position: number): number | null
  /** The position of a row; −1 when it is not among the rows or not known yet. */
  positionOf(row: number): number
  /** The position at which a row would stand that is not among them; the first one where that is not known. */
  placeOf(row: number): number
  /** Sorting is under way for the present rows. */
  readonly busy: boolean
}

const REST_MS = 140

/**
 * By score it is the list itself and needs no worker; by a column the engine sorts once the list rests.
 *
 * @param rows by place
 * @param placed where rows stand; null: by rank
 */
export function useRowOrder(
  ranking: Ranking,
  rows: Uint32Array,
  sort: RowSort,
  placed: PlaceOf | null = null,
): RowOrder {
  const resting = useResting(rows, REST_MS)
  const key = sort.column === null ? null : `${sort.column} ${sort.descending} ${numberOf(resting)}`
  const { data: sorted, loading } = useEngineQuery(ranking, key, (engine) =>
    engine.sortRows(resting.slice(), sort.column ?? 0, sort.descending),
  )
  return useMemo(() => {
    const placeOf = placed ?? placeByRank(ranking)
    if (sort.column === null) return byScore(rows, placeOf, sort.descending)
    return byColumn(sorted, byScore(rows, placeOf, true), loading || resting !== rows)
  }, [ranking, placed, rows, resting, sort.column, sort.descending, sorted, loading])
}

/**
 * @param rows by place
 */
export function byScore(rows: Uint32Array, placeOf: PlaceOf, descending: boolean): RowOrder {
  const flip = (position: number) => (descending ? position : rows.length - 1 - position)
  return {
    rowAt: (position) => (position < rows.length ? (rows[flip(position)] ?? null) : null),
    positionOf(row) {
      const at = searchPlace(rows, placeOf, row)
      return at < 0 ? -1 : flip(at)
    },
    placeOf: (row) => {
      const at = insertionPoint(rows, placeOf, row)
      return descending ? at : rows.length - at
    },
    busy: false,
  }
}

/** @param listed the same rows by score: for a moment `sorted` may be of another list */
export function byColumn(sorted: Uint32Array | null, listed: RowOrder, busy: boolean): RowOrder {
  return {
    rowAt(position) {
      const row = sorted?.[position]
      // What is no longer in the list is not shown as if it were.
      return row !== undefined && listed.positionOf(row) >= 0 ? row : null
    },
    positionOf: (row) => sorted?.indexOf(row) ?? -1,
    placeOf: () => 0,
    busy,
  }
}

/** A number for a list, so that lists can be told apart by a key. */
function numberOf(rows: Uint32Array): number {
  let number = numbers.get(rows)
  if (number === undefined) numbers.set(rows, (number = ++lastNumber))
  return number
}
const numbers = new WeakMap<Uint32Array, number>()
let lastNumber = 0

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
