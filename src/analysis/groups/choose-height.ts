import type { Work } from '../work.ts'
import type { Linkage } from './average-linkage.ts'
import type { SparseRows } from './sparse-rows.ts'

/** Which group each row is in, numbered from 0 by their first row; −1: on its own. */
export interface Partition {
  readonly groupOf: Int32Array
  readonly groups: number
  /** The mean distance within which rows were joined. */
  readonly height: number
  /** The mean silhouette of all rows, rows on their own counting 0: how clearly the groups part, −1 … 1. */
  readonly silhouette: number
}

/** Rows that share less than this part of their reasons are never put together. */
const GREATEST_HEIGHT = 0.6
const HEIGHTS = [0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, GREATEST_HEIGHT]

/**
 * Cuts a tree of merges where the groups part most clearly: the height with the largest mean silhouette, the
 * coarser of two that are alike. A neighbouring group counts as no further away than the greatest height looked
 * at, so that one group alone has a silhouette too, and is not split for want of another.
 *
 * @param leastRows fewer rows than this are no group
 *
 * Cost: rows · groups · entries for each of a dozen heights.
 * Source: Rousseeuw, Journal of Computational and Applied Mathematics 20 (1987).
 */
export function* chooseHeight(rows: SparseRows, linkage: Linkage, leastRows: number): Work<Partition> {
  const tried: Partition[] = []
  let before = -1
  for (const height of HEIGHTS) {
    const merged = mergesUpTo(linkage, height)
    if (merged === before) continue
    before = merged
    const cut = cutAfter(linkage, merged, leastRows)
    tried.push({ ...cut, height, silhouette: yield* meanSilhouette(rows, cut.groupOf, cut.groups) })
  }
  const most = tried.reduce((best, { silhouette }) => Math.max(best, silhouette), -1)
  const clearest = tried.findLast(({ silhouette }) => silhouette >= most - ALIKE)
  return clearest ?? { groupOf: new Int32Array(rows.count).fill(-1), groups: 0, height: 0, silhouette: 0 }
}

/** Differences in silhouette that say nothing. */
const ALIKE = 0.005

function mergesUpTo({ height }: Linkage, most: number): number {
  let merges = 0
  while (merges < height.length && height[merges]! <= most) merges++
  return merges
}

function cutAfter(
  { count, a, b }: Linkage,
  merges: number,
  leastRows: number,
): Omit<Partition, 'height' | 'silhouette'> {
  const parent = Int32Array.from({ length: count + merges }, (_, i) => i)
  for (let k = 0; k < merges; k++) parent[a[k]!] = parent[b[k]!] = count + k
  // Later merges stand above earlier ones: from the top down, everyone takes over the top of its parent.
  for (let i = parent.length - 1; i >= 0; i--) parent[i] = parent[parent[i]!]!
  const sizes = new Uint32Array(parent.length)
  for (let i = 0; i < count; i++) sizes[parent[i]!]!++
  const numbers = new Map<number, number>()
  const groupOf = new Int32Array(count).fill(-1)
  for (let i = 0; i < count; i++) {
    const top = parent[i]!
    if (sizes[top]! < leastRows) continue
    let number = numbers.get(top)
    if (number === undefined) numbers.set(top, (number = numbers.size))
    groupOf[i] = number
  }
  return { groupOf, groups: numbers.size }
}

/** Exact: the mean of a row's products with the rows of a group is its product with their mean. */
function* meanSilhouette(rows: SparseRows, groupOf: Int32Array, groups: number): Work<number> {
  const { count, channels, start, channel, weight } = rows
  const sums = new Float64Array(groups * channels)
  const sizes = new Uint32Array(groups)
  for (let i = 0; i < count; i++) {
    const group = groupOf[i]!
    if (group < 0) continue
    sizes[group]!++
    for (let e = start[i]!; e < start[i + 1]!; e++) sums[group * channels + channel[e]!]! += weight[e]!
  }
  let total = 0
  for (let i = 0; i < count; i++) {
    const own = groupOf[i]!
    if (own < 0) continue
    let within = 0
    let nearest = GREATEST_HEIGHT
    for (let group = 0; group < groups; group++) {
      let product = 0
      for (let e = start[i]!; e < start[i + 1]!; e++)
        product += sums[group * channels + channel[e]!]! * weight[e]!
      if (group === own) within = 1 - (product - 1) / (sizes[group]! - 1)
      else nearest = Math.min(nearest, 1 - product / sizes[group]!)
    }
    const larger = Math.max(within, nearest)
    if (larger > 0) total += (nearest - within) / larger
    if (i % 256 === 255) yield
  }
  return count === 0 ? 0 : total / count
}
