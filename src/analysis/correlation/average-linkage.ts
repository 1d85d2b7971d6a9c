import type { Work } from '../work.ts'

/** A tree of clusters, merges from the nearest to the farthest. */
export interface ClusterTree {
  /** (items − 1,) the distance at which each merge happens, ascending. */
  readonly heights: Float64Array
  /** (2 × (items − 1),) the two clusters of each merge: below `items` an item, else merge − items. */
  readonly merges: Int32Array
  /** (items,) the items in the order of the tree's leaves: a cluster's are side by side. */
  readonly leaves: Uint32Array
}

/**
 * Hierarchical clustering with average linkage (UPGMA) by chains of nearest neighbours.
 *
 * Of the two ways to lay a merge's branches side by side, the one is taken that brings the nearer ends
 * together.
 *
 * @param distances size × size, symmetric; finite, the diagonal is not read
 * @param size items, 0 or more
 *
 * Cost: size²; some 20 ms for 500. Source: F. Murtagh, The Computer Journal 26, 1983; as scipy's linkage.
 */
export function* averageLinkage(distances: Float64Array, size: number): Work<ClusterTree> {
  const found = yield* nearestNeighbourMerges(distances.slice(), size)
  // A chain finds merges out of turn.
  const order = found.map((_, k) => k).sort((a, b) => found[a]!.height - found[b]!.height || a - b)
  const heights = new Float64Array(Math.max(0, size - 1))
  const merges = new Int32Array(2 * heights.length)
  const clusterOf = Int32Array.from({ length: size }, (_, item) => item)
  const leavesOf: number[][] = Array.from({ length: size }, (_, item) => [item])
  for (const [k, index] of order.entries()) {
    const { a, b, height } = found[index]!
    const first = clusterOf[a]!
    const second = clusterOf[b]!
    heights[k] = height
    merges[2 * k] = Math.min(first, second)
    merges[2 * k + 1] = Math.max(first, second)
    const joined = joinLeaves(leavesOf[first]!, leavesOf[second]!, distances, size)
    leavesOf.push(joined)
    for (const item of joined) clusterOf[item] = size + k
    if (k % 64 === 63) yield
  }
  return { heights, merges, leaves: Uint32Array.from(leavesOf.at(-1) ?? []) }
}

interface Merge {
  /** An item of each of the two clusters. */
  readonly a: number
  readonly b: number
  readonly height: number
}

/** @param distances is used up */
function* nearestNeighbourMerges(distances: Float64Array, size: number): Work<Merge[]> {
  const members = new Float64Array(size).fill(1)
  const merges: Merge[] = []
  const chain: number[] = []
  for (let first = 0; merges.length < size - 1;) {
    if (chain.length === 0) {
      while (members[first] === 0) first++
      chain.push(first)
    }
    const a = chain.at(-1)!
    const before = chain.at(-2) ?? -1
    // Among equally near ones the one before, so that a chain cannot run in circles.
    let nearest = before
    let height = before >= 0 ? distances[a * size + before]! : Infinity
    for (let b = 0; b < size; b++) {
      if (b === a || members[b] === 0 || !(distances[a * size + b]! < height)) continue
      nearest = b
      height = distances[a * size + b]!
    }
    if (nearest !== before) {
      chain.push(nearest)
      continue
    }
    chain.length -= 2
    merges.push({ a, b: nearest, height })
    const share = members[a]! / (members[a]! + members[nearest]!)
    for (let other = 0; other < size; other++) {
      if (other === a || other === nearest || members[other] === 0) continue
      const joined = share * distances[a * size + other]! + (1 - share) * distances[nearest * size + other]!
      distances[nearest * size + other] = distances[other * size + nearest] = joined
    }
    members[nearest]! += members[a]!
    members[a] = 0
    if (merges.length % 64 === 0) yield
  }
  return merges
}

/** The leaves of two clusters, turned so that the ends that meet are the nearest of the four ways. */
function joinLeaves(
  first: readonly number[],
  second: readonly number[],
  distances: Float64Array,
  size: number,
): number[] {
  const gap = (i: number, j: number) => distances[i * size + j]!
  const [a, z] = [first[0]!, first.at(-1)!]
  const [b, y] = [second[0]!, second.at(-1)!]
  const ways = [gap(z, b), gap(z, y), gap(a, b), gap(a, y)]
  const best = ways.indexOf(Math.min(...ways))
  const left = best < 2 ? first : [...first].reverse()
  const right = best % 2 === 0 ? second : [...second].reverse()
  return [...left, ...right]
}
