import { NOWHERE } from '../../kernels/neighbour-search.ts'
import { compareRows, searcherFor, type ReferenceRows } from './reference-rows.ts'

/** The nearest different reference rows of some queries. */
export interface Nearest {
  /** f32[count × columns]: the queries on their scales. */
  readonly queries: Float32Array
  readonly count: number
  /** Entries per query. */
  readonly width: number
  /** f32[count × width]: squared distances, ascending. */
  readonly distances: Float32Array
  /** u32[count × width]: places among the reference rows; `NOWHERE` where there are fewer. */
  readonly places: Uint32Array
}

/**
 * The `k` nearest different reference rows of each query, and one more: a query may be one of them itself.
 *
 * @param queries f32[count × columns], on their scales
 */
export function nearest(
  reference: ReferenceRows,
  queries: Float32Array,
  count: number,
  k: number,
  between: (done: number) => void,
): Nearest {
  const width = Math.min(k + 1, reference.counts.length)
  const distances = new Float32Array(count * width).fill(Infinity)
  const places = new Uint32Array(count * width)
  searcherFor(reference).search(queries, count, width, distances, places, between)
  return { queries, count, width, distances, places }
}

/** The k nearest other reference rows of one query, equal ones gathered in one entry. */
export interface Others {
  /** Entries in use. */
  size: number
  /** Reference rows in them: k, or all others where there are fewer. */
  rows: number
  /** Per entry: the place of the reference row, its squared distance, and how many rows of it count. */
  readonly place: Uint32Array
  readonly distance: Float64Array
  readonly count: Int32Array
}

export function roomForOthers(k: number): Others {
  return {
    size: 0,
    rows: 0,
    place: new Uint32Array(k + 1),
    distance: new Float64Array(k + 1),
    count: new Int32Array(k + 1),
  }
}

/**
 * Fills `into` with the k nearest other reference rows of query i. One reference row that equals it in all
 * values is taken to be the row itself and left out: one, so that duplicates still see each other.
 */
export function othersOf(reference: ReferenceRows, found: Nearest, i: number, k: number, into: Others): void {
  const { counts } = reference
  const { distances, places, width } = found
  const first = i * width
  const itself = placeOfEqual(reference, found, i)
  into.size = 0
  into.rows = 0
  for (let j = first; j < first + width && into.rows < k; j++) {
    const place = places[j]!
    if (place === NOWHERE) break
    const there = counts[place]! - (place === itself ? 1 : 0)
    if (there === 0) continue
    const taken = Math.min(there, k - into.rows)
    into.place[into.size] = place
    into.distance[into.size] = distances[j]!
    into.count[into.size] = taken
    into.size++
    into.rows += taken
  }
}

/** The place of the reference row with the very values of query i; `NOWHERE` where there is none. */
function placeOfEqual({ points, columns }: ReferenceRows, found: Nearest, i: number): number {
  const { queries, distances, places, width } = found
  // Squares of tiny differences can vanish: several different rows can be at distance 0.
  for (let j = i * width; j < (i + 1) * width && distances[j] === 0; j++) {
    const place = places[j]!
    if (compareRows(queries, i * columns, points, place * columns, columns) === 0) return place
  }
  return NOWHERE
}

/** The distance to the k-th nearest other row (the farthest, where there are fewer; 0 where there is none). */
export function farthest({ size, distance }: Others): number {
  return size === 0 ? 0 : Math.sqrt(distance[size - 1]!)
}

/** The mean distance to the k nearest other rows; 0 where there is none. */
export function meanDistance({ size, rows, distance, count }: Others): number {
  let sum = 0
  for (let j = 0; j < size; j++) sum += Math.sqrt(distance[j]!) * count[j]!
  return rows === 0 ? 0 : sum / rows
}
