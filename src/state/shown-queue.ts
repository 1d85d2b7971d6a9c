import type { Decision } from '../analysis/decisions/decision.ts'
import { isDecided } from './queue.ts'

/** The queue in the order in which it is shown, filtered and sorted: what next and previous mean. */
export interface ShownQueue {
  readonly count: number
  /** The row at a position; null while that is not known. */
  rowAt(position: number): number | null
  /** The position of a row; −1 when it is not listed. */
  positionOf(row: number): number
  /** Where a row that is not listed would stand; without an order by rank, the start. */
  placeOf(row: number): number
}

/** What the keys lead to from the selected row. */
export interface Steps {
  readonly previous: number | null
  readonly next: number | null
}

/** From a row that is not listed, the rows on either side of its place; with nothing selected, the first. */
export function stepsFrom(queue: ShownQueue, selected: number | null): Steps {
  const row = (position: number) => (position >= 0 && position < queue.count ? queue.rowAt(position) : null)
  if (selected === null) return { previous: null, next: row(0) }
  const at = queue.positionOf(selected)
  const place = at < 0 ? queue.placeOf(selected) : at
  return { previous: row(place - 1), next: row(at < 0 ? place : place + 1) }
}

/**
 * The row to go on with: the first undecided one after a row, else the first from the top. Null: every row of
 * the queue is decided, or no other one is left.
 *
 * Cost: the decided rows that stand between.
 */
export function nextUndecided(
  queue: ShownQueue,
  decisions: ReadonlyMap<number, Decision>,
  from: number | null,
): number | null {
  const { count } = queue
  const at = from === null ? -1 : queue.positionOf(from)
  const start = from === null ? 0 : at < 0 ? queue.placeOf(from) : at + 1
  for (let k = 0; k < count; k++) {
    const row = queue.rowAt((start + k) % count)
    if (row !== null && row !== from && !isDecided(decisions.get(row))) return row
  }
  return null
}

let shown: ShownQueue | null = null
const watchers = new Set<() => void>()

/** The list of the queue says what it shows, and null when it goes. */
export function showQueue(queue: ShownQueue | null): void {
  shown = queue
  for (const told of watchers) told()
}

/** Told when the queue is shown otherwise. Returns what ends it. */
export function watchQueue(told: () => void): () => void {
  watchers.add(told)
  return () => void watchers.delete(told)
}

/** What is shown; null: the queue is not on the page. */
export function shownQueue(): ShownQueue | null {
  return shown
}
