import { boxDistances, leafDistances } from '../../kernels/neighbour-search.ts'
import { buildTree, FANOUT, LEAF, type NeighbourTree } from '../../kernels/neighbour-tree.ts'

/**
 * Joins points that are within a distance of each other, directly or through others of them.
 *
 * @param points f32[count × columns], in the order of a tree
 * @param limit the squared distance
 * @param checkpoint called between parts of the work, with the number of points that are joined
 * @returns (count,) the group of each point, numbered by the first point of each
 *
 * Cost: a look at the tree per point. A point that is joined is taken out of the tree, so that dense regions are
 * not compared pair by pair.
 */
export function joinWithin(
  points: Float32Array,
  count: number,
  columns: number,
  limit: number,
  checkpoint: (done: number) => void,
): Int32Array {
  const groups = new Int32Array(count).fill(-1)
  if (count === 0) return groups
  const left = everything(buildTree(points, count, columns), groups)
  const found = new Uint32Array(count)
  let done = 0
  let next = 0
  for (let first = 0; first < count; first++) {
    if (groups[first]! >= 0) continue
    let waiting = 0
    found[waiting++] = first
    groups[first] = next
    takeOut(left, first)
    while (waiting > 0) {
      if (done++ % 64 === 0) checkpoint(done)
      waiting = joinAround(left, points, found[--waiting]!, limit, next, found, waiting)
    }
    next++
  }
  return groups
}

/** The tree, and what of it is still in no group: a bit per point of a leaf, a bit per child of a parent. */
interface Remaining {
  readonly tree: NeighbourTree
  readonly inLeaf: Uint32Array
  readonly inLevel: readonly Uint8Array[]
  readonly groups: Int32Array
  readonly bounds: Float32Array
  readonly sums: Float32Array
  readonly stackLevel: Int32Array
  readonly stackNode: Int32Array
}

function everything(tree: NeighbourTree, groups: Int32Array): Remaining {
  const inLeaf = new Uint32Array(tree.leafCount)
  for (let row = 0; row < tree.rows; row++) inLeaf[Math.floor(row / LEAF)]! |= 1 << (row % LEAF)
  let children = tree.leafCount
  const inLevel = tree.levels.map(({ parents }) => {
    const bits = new Uint8Array(parents)
    for (let child = 0; child < children; child++) bits[Math.floor(child / FANOUT)]! |= 1 << (child % FANOUT)
    children = parents
    return bits
  })
  const depth = tree.levels.length * FANOUT + 1
  return {
    tree,
    inLeaf,
    inLevel,
    groups,
    bounds: new Float32Array(FANOUT),
    sums: new Float32Array(LEAF),
    stackLevel: new Int32Array(depth),
    stackNode: new Int32Array(depth),
  }
}

function takeOut({ inLeaf, inLevel }: Remaining, place: number): void {
  let node = Math.floor(place / LEAF)
  inLeaf[node]! &= ~(1 << (place % LEAF))
  let empty = inLeaf[node] === 0
  for (let level = 0; empty && level < inLevel.length; level++) {
    const parent = Math.floor(node / FANOUT)
    const bits = inLevel[level]!
    bits[parent]! &= ~(1 << (node % FANOUT))
    empty = bits[parent] === 0
    node = parent
  }
}

/** Puts what is left within the limit of a point into its group and on the list of those to look around. */
function joinAround(
  left: Remaining,
  points: Float32Array,
  place: number,
  limit: number,
  group: number,
  found: Uint32Array,
  waiting: number,
): number {
  const { tree, inLevel, bounds, stackLevel, stackNode } = left
  const { columns } = tree
  const query = place * columns
  let top = 0
  stackLevel[top] = tree.levels.length - 1
  stackNode[top++] = 0
  while (top > 0) {
    top--
    const level = stackLevel[top]!
    const node = stackNode[top]!
    const bits = inLevel[level]![node]!
    if (bits === 0) continue
    boxDistances(tree.levels[level]!.boxes, node * columns * 2 * FANOUT, points, query, columns, bounds)
    for (let child = 0; child < FANOUT; child++) {
      if ((bits & (1 << child)) === 0 || bounds[child]! > limit) continue
      if (level > 0) {
        stackLevel[top] = level - 1
        stackNode[top++] = node * FANOUT + child
      } else {
        waiting = joinLeaf(left, points, query, node * FANOUT + child, limit, group, found, waiting)
      }
    }
  }
  return waiting
}

function joinLeaf(
  left: Remaining,
  points: Float32Array,
  query: number,
  leaf: number,
  limit: number,
  group: number,
  found: Uint32Array,
  waiting: number,
): number {
  const { tree, inLeaf, groups, sums } = left
  const bits = inLeaf[leaf]!
  leafDistances(tree.leaves, leaf * tree.columns * LEAF, points, query, tree.columns, sums)
  for (let i = 0; i < LEAF; i++) {
    if ((bits & (1 << i)) === 0 || !(sums[i]! <= limit)) continue
    const place = leaf * LEAF + i
    groups[place] = group
    takeOut(left, place)
    found[waiting++] = place
  }
  return waiting
}
