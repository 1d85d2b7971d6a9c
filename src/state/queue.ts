import type { Decision } from '../analysis/decisions/decision.ts'
import type { RowMask } from '../analysis/select/predicate.ts'
import type { Ranking } from '../workers/engine.api.ts'
import type { QueueFilter } from './queue-state.ts'
import { rankOf } from './selectors.ts'

/** The rows of a queue, and which of them were decided: what every count and list of it is worked out from. */
export interface Queue {
  /** Flagged rows and rows drawn beside them that pass the filters, by place. */
  readonly rows: Uint32Array
  /** Ranks from 0; infinite for a row of another file. */
  readonly rankOf: PlaceOf
  /** What the filters let through; null: every row. */
  readonly mask: RowMask | null
  /** Where rows stand among each other: by rank, but for rows that are mixed among the others. */
  readonly placeOf: PlaceOf
  /** How many rows are flagged. */
  readonly cut: number
  /** Rows below the line that are in it. */
  readonly below: ReadonlySet<number>
}

/** The smaller, the further up; infinite for a row of another file. */
export type PlaceOf = (row: number) => number

/** Places by rank alone. */
export function placeByRank(ranking: Ranking): PlaceOf {
  const rank = rankOf(ranking)
  return (row) => rank[row] ?? Infinity
}

/** Whether a decision says something of its row: a note alone does not. */
export function isDecided(decision: Decision | undefined): boolean {
  return decision !== undefined && decision.label !== null
}

/**
 * The flagged rows with those drawn below the line after them, or among them where they have a place.
 *
 * @param rank from 0; infinite for a row of another file
 * @param flagged most anomalous first, those that pass the filters
 * @param places of drawn rows below the line, on the scale of the rank; no two alike
 */
export function queueOf(
  rank: PlaceOf,
  cut: number,
  flagged: Uint32Array,
  drawn: readonly number[],
  mask: RowMask | null,
  places: ReadonlyMap<number, number> = NO_PLACES,
): Queue {
  const below = drawn.filter((row) => rank(row) >= cut && rank(row) < Infinity && passes(mask, row))
  const placeOf = below.length > 0 && places.size > 0 ? placeAmong(rank, cut, places) : rank
  const part = { rankOf: rank, mask, placeOf, cut, below: new Set(below) }
  if (below.length === 0) return { rows: flagged, ...part }
  const rows = new Uint32Array(flagged.length + below.length)
  let from = 0
  let end = 0
  for (const row of inPlace(below, placeOf)) {
    const to = insertionPoint(flagged, placeOf, row)
    rows.set(flagged.subarray(from, to), end)
    end += to - from
    rows[end++] = row
    from = to
  }
  rows.set(flagged.subarray(from), end)
  return { rows, ...part }
}

const NO_PLACES: ReadonlyMap<number, number> = new Map()

/** A drawn row that has come above the line stands where it ranks. */
function placeAmong(rank: PlaceOf, cut: number, places: ReadonlyMap<number, number>): PlaceOf {
  return (row) => {
    const own = rank(row)
    return own < cut ? own : (places.get(row) ?? own)
  }
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
  decisions.forEach(({ label }, row) => {
    if (label === null || !passes(queue.mask, row)) return
    labels[label]++
    if (isQueued(queue, row)) decided++
  })
  return { rows: queue.rows.length, decided, labels }
}

/**
 * The rows that a filter lists, in the order of the queue. Decided rows are listed wherever they rank now, so that
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
  return inPlace(rows, queue.placeOf)
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
function positionIn({ rows, placeOf }: Queue, row: number): number {
  return searchPlace(rows, placeOf, row)
}

/** Where a row is in a list by place; −1: nowhere. Cost: logarithmic. */
export function searchPlace(rows: Uint32Array, placeOf: PlaceOf, row: number): number {
  const at = insertionPoint(rows, placeOf, row)
  return rows[at] === row ? at : -1
}

/** The position of the first row of a list by place that does not stand above a row. */
export function insertionPoint(rows: Uint32Array, placeOf: PlaceOf, row: number): number {
  const wanted = placeOf(row)
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (placeOf(rows[middle]!) < wanted) low = middle + 1
    else high = middle
  }
  return low
}

/** Whether a row that passes the filters is in a queue. */
function isQueued({ rankOf: rank, cut, below }: Queue, row: number): boolean {
  return rank(row) < cut || below.has(row)
}

function passes(mask: RowMask | null, row: number): boolean {
  return mask === null || mask[row] === 1
}

/** By place; a row that has none, of another file, is left out. */
function inPlace(rows: readonly number[], placeOf: PlaceOf): Uint32Array {
  const placed = rows.filter((row) => placeOf(row) < Infinity)
  return Uint32Array.from(placed).sort((a, b) => placeOf(a) - placeOf(b))
}
