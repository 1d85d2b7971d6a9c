import type { AppState } from './app-state.ts'
import { flaggedWhileOrdering, rankWhileOrdering } from './new-order.ts'
import { countQueue, listQueue, placeByRank, queueOf, type Queue, type QueueCounts } from './queue.ts'
import { listFlagged } from './selected-rows.ts'

/** The queue as the page stands. Each is worked out once for as long as what it comes from stays the same. */

type Sources = Pick<AppState, 'ranking' | 'cut' | 'selection' | 'queue' | 'review' | 'learning'>

/** Null while there is no ranking. While a new order is learned, its first rows stand at once where they will. */
export function presentQueue({ ranking, cut, selection, queue, learning }: Sources): Queue | null {
  if (!ranking) return null
  const { next } = learning
  return queueMemo([ranking, cut, selection, queue.drawn, queue.places, next], () => {
    const mask = selection?.all ?? null
    const flagged = listFlagged({ selection, cut }, ranking.order)
    if (next === null) return queueOf(placeByRank(ranking), cut, flagged, queue.drawn, mask, queue.places)
    const rank = rankWhileOrdering(ranking, next)
    const first = flaggedWhileOrdering(ranking, next, rank, flagged, cut, mask)
    return queueOf(rank, cut, first, queue.drawn, mask, queue.places)
  })
}

export function presentCounts(state: Sources): QueueCounts | null {
  const queue = presentQueue(state)
  const { decisions } = state.review.decided
  return queue && countsMemo([queue, decisions], () => countQueue(queue, decisions))
}

/** The rows that are listed, with the queue's own filter. */
export function presentRows(state: Sources): Uint32Array {
  const queue = presentQueue(state)
  if (!queue) return NONE
  const { filter } = state.queue
  const { decisions } = state.review.decided
  if (filter === 'all') return queue.rows
  return rowsMemo([queue, filter, decisions], () => listQueue(queue, filter, decisions))
}

/** The marked rows that are listed, as they stand: only what can be seen is decided. */
export function presentMarks(state: Sources): readonly number[] {
  const { marked } = state.queue
  if (marked.size === 0) return NO_ROWS
  const listed = presentRows(state)
  return marksMemo([listed, marked], () => {
    const rows: number[] = []
    for (let i = 0; i < listed.length && rows.length < marked.size; i++)
      if (marked.bytes[listed[i]!] === 1) rows.push(listed[i]!)
    return rows
  })
}

const NONE = new Uint32Array()
const NO_ROWS: readonly number[] = []

/** Keeps the last answer for as long as it is asked from the same. */
function keepLast<T>(): (from: readonly unknown[], make: () => T) => T {
  let last: { readonly from: readonly unknown[]; readonly value: T } | null = null
  return (from, make) => {
    if (last === null || from.some((part, i) => part !== last?.from[i])) last = { from, value: make() }
    return last.value
  }
}

const queueMemo = keepLast<Queue>()
const countsMemo = keepLast<QueueCounts>()
const rowsMemo = keepLast<Uint32Array>()
const marksMemo = keepLast<readonly number[]>()
