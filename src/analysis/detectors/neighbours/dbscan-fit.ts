import { NOWHERE } from '../../kernels/neighbour-search.ts'
import type { RunContext } from '../../run-context.ts'
import { joinWithin } from './dbscan-clusters.ts'
import { nearest, othersOf, roomForOthers } from './nearest.ts'
import { searcherFor, type ReferenceRows, type TakenReference } from './reference-rows.ts'

/** What DBSCAN says of the reference rows. */
export interface Clustering {
  /** u8[distinct]: 1 where at least min_pts reference rows, itself among them, are within ε. */
  readonly core: Uint8Array
  /** i32[distinct]: the cluster, numbered as their first core rows follow one another in the data; −1: noise. */
  readonly labels: Int32Array
  readonly clusters: number
}

/**
 * Per different reference row the squared distance to its (min_pts − 1)-th nearest other one, which is what
 * makes it a core row or not; +∞ where there are not so many.
 */
export function coreDistances(reference: ReferenceRows, minPoints: number, run: RunContext): Float32Array {
  const rows = reference.counts.length
  const k = minPoints - 1
  const distances = new Float32Array(rows)
  if (k === 0) return distances
  const others = roomForOthers(k)
  const found = nearest(reference, reference.points, rows, k, (done) => {
    run.checkpoint()
    run.progress(done, rows * 2)
  })
  for (let i = 0; i < rows; i++) {
    othersOf(reference, found, i, k, others)
    distances[i] = others.rows < k ? Infinity : others.distance[others.size - 1]!
  }
  return distances
}

/**
 * The labels of DBSCAN. A border row belongs to the first cluster that reaches it.
 *
 * @param limit ε squared
 */
export function cluster(
  { reference, firstRow }: TakenReference,
  distances: Float32Array,
  minPoints: number,
  limit: number,
  run: RunContext,
): Clustering {
  const rows = distances.length
  const core = Uint8Array.from(distances, (distance) => (distance <= limit ? 1 : 0))
  const corePlaces = placesOf(core, 1)
  const coreRows = subsetOf(reference, corePlaces)
  const groups = joinWithin(coreRows, limit, (done) => {
    run.checkpoint()
    run.progress(rows + Math.min(done, rows - 1), rows * 2)
  })
  const { numbers, clusters } = numberGroups(groups, corePlaces, firstRow)
  const labels = new Int32Array(rows).fill(-1)
  for (let i = 0; i < groups.length; i++) labels[corePlaces[i]!] = numbers[groups[i]!]!
  if (clusters > 0) labelBorder(reference, coreRows, corePlaces, core, minPoints, limit, labels, run)
  return { core, labels, clusters }
}

export function placesOf(core: Uint8Array, wanted: number): Uint32Array {
  return Uint32Array.from(core.keys()).filter((place) => core[place] === wanted)
}

/** Some of the reference rows, as a reference of their own. */
export function subsetOf(reference: ReferenceRows, places: Uint32Array): ReferenceRows {
  const { columns } = reference
  const points = new Float32Array(places.length * columns)
  for (let i = 0; i < places.length; i++)
    for (let c = 0; c < columns; c++) points[i * columns + c] = reference.points[places[i]! * columns + c]!
  const counts = Int32Array.from(places, (place) => reference.counts[place]!)
  return { ...reference, points, counts, sampled: counts.reduce((sum, count) => sum + count, 0) }
}

function numberGroups(groups: Int32Array, corePlaces: Uint32Array, firstRow: Uint32Array) {
  const first: number[] = []
  for (let i = 0; i < groups.length; i++) {
    const row = firstRow[corePlaces[i]!]!
    const before = first[groups[i]!]
    if (before === undefined || row < before) first[groups[i]!] = row
  }
  const order = [...first.keys()].sort((a, b) => first[a]! - first[b]!)
  const numbers = new Int32Array(order.length)
  for (const [number, group] of order.entries()) numbers[group] = number
  return { numbers, clusters: order.length }
}

/** Fewer than min_pts rows are within ε of a border row, so that a search for so many finds all core rows there. */
function labelBorder(
  reference: ReferenceRows,
  coreRows: ReferenceRows,
  corePlaces: Uint32Array,
  core: Uint8Array,
  minPoints: number,
  limit: number,
  labels: Int32Array,
  run: RunContext,
): void {
  const rest = placesOf(core, 0)
  const { points } = subsetOf(reference, rest)
  const width = Math.min(minPoints, coreRows.counts.length)
  const distances = new Float32Array(rest.length * width).fill(limit)
  const places = new Uint32Array(rest.length * width)
  searcherFor(coreRows).search(points, rest.length, width, distances, places, () => run.checkpoint())
  for (let i = 0; i < rest.length; i++) {
    let least = -1
    for (let j = i * width; j < (i + 1) * width && places[j] !== NOWHERE; j++) {
      const label = labels[corePlaces[places[j]!]!]!
      if (least < 0 || label < least) least = label
    }
    labels[rest[i]!] = least
  }
}
