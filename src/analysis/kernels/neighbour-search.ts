import { FANOUT, LEAF, type NeighbourTree } from './neighbour-tree.ts'

/** Finds nearest points for blocks of queries; kept for one tree. */
export interface NeighbourSearcher {
  /**
   * The nearest points of each query, by squared distance and then by place in the tree.
   *
   * @param queries f32[count × columns], row after row, finite
   * @param k how many points per query, at least 1
   * @param distances f32[count × k]: result, squared and ascending. What it holds at first is an upper bound: +∞,
   *   or less where only points at most that far are wanted; it stays where there are fewer points
   * @param places u32[count × k]: result; `NOWHERE` where there are fewer points
   * @param between called between parts of the work, with the number of queries that are done
   */
  search(
    queries: Float32Array,
    count: number,
    k: number,
    distances: Float32Array,
    places: Uint32Array,
    between: (done: number) => void,
  ): void
}

export const NOWHERE = 4294967295

/** The search in plain TypeScript: the bits of the WebAssembly kernel, several times as slow. */
export function plainSearcher(tree: NeighbourTree): NeighbourSearcher {
  return {
    search(queries, count, k, distances, places, between) {
      places.fill(NOWHERE, 0, count * k)
      for (let i = 0; i < count; i++) {
        if (i % 32 === 0) between(i)
        searchOne(tree, queries, i, k, distances, places)
      }
      between(count)
    },
  }
}

/** Level, parent and distance of a box to be looked at. */
type Pending = readonly [level: number, parent: number, bound: number]

function searchOne(
  tree: NeighbourTree,
  queries: Float32Array,
  query: number,
  k: number,
  distances: Float32Array,
  places: Uint32Array,
): void {
  const { columns, levels } = tree
  const bounds = new Float32Array(FANOUT)
  const sums = new Float32Array(LEAF)
  const list = query * k
  const stack: Pending[] = [[levels.length - 1, 0, 0]]
  for (let entry = stack.pop(); entry !== undefined; entry = stack.pop()) {
    const [level, parent, bound] = entry
    if (bound > distances[list + k - 1]!) continue
    boxDistances(
      levels[level]!.boxes,
      parent * columns * 2 * FANOUT,
      queries,
      query * columns,
      columns,
      bounds,
    )
    const near = [0, 1, 2, 3]
      .filter((c) => bounds[c]! < Infinity)
      .sort((a, b) => bounds[a]! - bounds[b]! || a - b)
    if (level > 0) {
      for (const c of near.reverse()) stack.push([level - 1, parent * FANOUT + c, bounds[c]!])
      continue
    }
    for (const c of near) {
      if (bounds[c]! > distances[list + k - 1]!) break
      const leaf = parent * FANOUT + c
      leafDistances(tree.leaves, leaf * columns * LEAF, queries, query * columns, columns, sums)
      for (let i = 0; i < LEAF; i++) {
        if (sums[i]! <= distances[list + k - 1]!) offer(distances, places, list, k, sums[i]!, leaf * LEAF + i)
      }
    }
  }
}

/** Squared distances from a query to the boxes of the four children of a parent. */
export function boxDistances(
  boxes: Float32Array,
  from: number,
  queries: Float32Array,
  at: number,
  columns: number,
  bounds: Float32Array,
): void {
  for (let child = 0; child < FANOUT; child++) {
    let sum = 0
    for (let c = 0; c < columns; c++) {
      const low = from + c * 2 * FANOUT + child
      const value = queries[at + c]!
      const below = Math.fround(boxes[low]! - value)
      const above = Math.fround(value - boxes[low + FANOUT]!)
      const outside = below > above ? below : above
      if (outside > 0) sum = Math.fround(sum + Math.fround(outside * outside))
    }
    bounds[child] = sum
  }
}

/** Squared distances from a query to the points of a leaf. */
export function leafDistances(
  leaves: Float32Array,
  from: number,
  queries: Float32Array,
  at: number,
  columns: number,
  sums: Float32Array,
): void {
  sums.fill(0)
  for (let c = 0; c < columns; c++) {
    const value = queries[at + c]!
    const point = from + c * LEAF
    for (let i = 0; i < LEAF; i++) {
      const difference = Math.fround(value - leaves[point + i]!)
      sums[i] = sums[i]! + Math.fround(difference * difference)
    }
  }
}

/** Takes a point into a sorted list of k if it comes before the last, by distance and then by place. */
function offer(
  distances: Float32Array,
  places: Uint32Array,
  list: number,
  k: number,
  distance: number,
  place: number,
): void {
  let at = list + k - 1
  if (distance === Infinity || (distance === distances[at] && place >= places[at]!)) return
  for (; at > list; at--) {
    const before = distances[at - 1]!
    if (before < distance || (before === distance && places[at - 1]! < place)) break
    distances[at] = before
    places[at] = places[at - 1]!
  }
  distances[at] = distance
  places[at] = place
}
