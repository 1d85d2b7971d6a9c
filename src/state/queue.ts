import type { Decision } from '../analysis/decisions/decision.ts'
import type { RowMask } from '../analysis/select/predicate.ts'
import type { Ranking } from '../workers/engine.api.ts'
import type { QueueFilter } from './queue-state.ts'
import { rankOf } from './selectors.ts'

/** The rows of a queue, and which of them were decided: what every count and list of it is worked out from. */
export interface Queue {
  /** Flagged rows and rows drawn beside them that pass the filters, most anomalous first. */
  readonly rows: Uint32Array
  readonly ranking: Ranking
  /** What the filters let through; null: every row. */
  readonly mask: RowMask | null
}

/** Whether a decision says something of its row: a note alone does not. */
export function isDecided(decision: Decision | undefined): boolean {
  return decision !== undefined && decision.label !== null
}

/**
 * The flagged rows with those drawn below the line after them.
 *
 * @param flagged most anomalous first, those that pass the filters
 */
export function queueOf(
  ranking: Ranking,
  cut: number,
  flagged: Uint32Array,
  drawn: readonly number[],
  mask: RowMask | null,
): Queue {
  const rank = rankOf(ranking)
  const below = drawn.filter((row) => (rank[row] ?? -1) >= cut && passes(mask, row))
  if (below.length === 0) return { rows: flagged, ranking, mask }
  const rows = new Uint32Array(flagged.length + below.length)
  rows.set(flagged)
  rows.set(byRank(below, rank), flagged.length)
  return { rows, ranking, mask }
}

/** How many rows of a queue have each label. Cost: the decisions, never the rows. */
export interface QueueCounts {
  readonly rows: number
  readonly decided: number
  /** Decided rows by label, wherever they rank now. */
  readonly labels: Readonly<Record<'anomaly' | 'false-alarm' | 'unsure', number>>
}

export function countQueue(queue: Queue, decisions: ReadonlyMap<number, Decision>): QueueCounts {
  const labels = { anomaly: 0, 'false-alarm': 0, unsure: 0 }
  let decided = 0
  for (const [row, { label }] of decisions) {
    if (label === null || !passes(queue.mask, row)) continue
    labels[label]++
    if (positionIn(queue, row) >= 0) decided++
  }
  return { rows: queue.rows.length, decided, labels }
}

/**
 * The rows that a filter lists, most anomalous first. Decided rows are listed wherever they rank now, so that
 * none is lost when the order or the line moves.
 *
 * Cost: the decisions; with `undecided` also one copy of the queue.
 */
export function listQueue(
  queue: Queue,
  filter: QueueFilter,
  decisions: ReadonlyMap<number, Decision>,
): Uint32Array {
  if (filter === 'all') return queue.rows
  if (filter === 'undecided') return without(queue, decisions)
  const rows: number[] = []
  for (const [row, { label }] of decisions)
    if (label !== null && (filter === 'decided' || label === filter) && passes(queue.mask, row))
      rows.push(row)
  return byRank(rows, rankOf(queue.ranking))
}

/** A queue without its decided rows: what stands between them is copied as it is. */
function without(queue: Queue, decisions: ReadonlyMap<number, Decision>): Uint32Array {
  const positions: number[] = []
  for (const [row, decision] of decisions) {
    const position = isDecided(decision) ? positionIn(queue, row) : -1
    if (position >= 0) positions.push(position)
  }
  if (positions.length === 0) return queue.rows
  const left = new Uint32Array(queue.rows.length - positions.length)
  let from = 0
  let end = 0
  for (const position of Uint32Array.from(positions).sort()) {
    left.set(queue.rows.subarray(from, position), end)
    end += position - from
    from = position + 1
  }
  left.set(queue.rows.subarray(from), end)
  return left
}

/** Where a row is in a queue; −1: nowhere. Its rows are in the order of the ranking. */
function positionIn({ rows, ranking }: Queue, row: number): number {
  return searchRank(rows, rankOf(ranking), row)
}

/** Where a row is in a list by rank; −1: nowhere. Cost: logarithmic. */
export function searchRank(rows: Uint32Array, rank: Uint32Array, row: number): number {
  const at = insertionPoint(rows, rank, row)
  return rows[at] === row ? at : -1
}

/** The position of the first row of a list by rank that does not rank above a row. */
export function insertionPoint(rows: Uint32Array, rank: Uint32Array, row: number): number {
  const wanted = rank[row] ?? Infinity
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (rank[rows[middle]!]! < wanted) low = middle + 1
    else high = middle
  }
  return low
}

/** Whether a filter lists a row. Cost: logarithmic. */
export function isListed(
  queue: Queue,
  filter: QueueFilter,
  decisions: ReadonlyMap<number, Decision>,
  row: number,
): boolean {
  const label = decisions.get(row)?.label ?? null
  if (filter === 'all') return positionIn(queue, row) >= 0
  if (filter === 'undecided') return label === null && positionIn(queue, row) >= 0
  return label !== null && (filter === 'decided' || filter === label) && passes(queue.mask, row)
}

function passes(mask: RowMask | null, row: number): boolean {
  return mask === null || mask[row] === 1
}

/** By rank; a row that has none, of another file, is left out. */
function byRank(rows: readonly number[], rank: Uint32Array): Uint32Array {
  const ranked = rows.filter((row) => row < rank.length)
  return Uint32Array.from(ranked).sort((a, b) => rank[a]! - rank[b]!)
}
