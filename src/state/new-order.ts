import type { RowMask } from '../analysis/select/predicate.ts'
import { countBelow } from '../analysis/statistics/sorted-values.ts'
import type { Ranking } from '../workers/engine.api.ts'
import { searchPlace, type PlaceOf } from './queue.ts'
import { rankOf } from './selectors.ts'

/**
 * Ranks from 0 while a new order is being made: its first rows are known, and the others follow in the order that
 * they have.
 *
 * Cost: that of the known rows, and of each question a search among them.
 */
export function rankWhileOrdering(ranking: Ranking, next: Uint32Array): PlaceOf {
  const rank = rankOf(ranking)
  const known = new Map<number, number>()
  for (const [at, row] of next.entries()) known.set(row, at)
  const before = Float64Array.from(next, (row) => rank[row] ?? Infinity).sort()
  return (row) => {
    const at = known.get(row)
    if (at !== undefined) return at
    const was = rank[row]
    // Each known row that stood below comes to stand above.
    return was === undefined ? Infinity : was + next.length - countBelow(before, was)
  }
}

/**
 * The flagged rows in that order.
 *
 * @param flagged those of the order so far that pass the filters, most anomalous first
 * @param rank as `rankWhileOrdering` gives it
 */
export function flaggedWhileOrdering(
  ranking: Ranking,
  next: Uint32Array,
  rank: PlaceOf,
  flagged: Uint32Array,
  cut: number,
  mask: RowMask | null,
): Uint32Array {
  const first = next.subarray(0, cut).filter((row) => mask === null || mask[row] === 1)
  const was = rankOf(ranking)
  const placeOf: PlaceOf = (row) => was[row] ?? Infinity
  const moved = Int32Array.from(next, (row) => searchPlace(flagged, placeOf, row)).filter((at) => at >= 0)
  const rows = new Uint32Array(first.length + flagged.length)
  rows.set(first)
  let end = first.length
  let from = 0
  for (const at of [...moved.sort(), flagged.length]) {
    rows.set(flagged.subarray(from, at), end)
    end += at - from
    from = at + 1
  }
  while (end > first.length && rank(rows[end - 1]!) >= cut) end--
  return rows.subarray(0, end)
}
