import { boxDistances, leafDistances, NOWHERE } from '../../kernels/neighbour-search.ts'
import { buildTree, FANOUT, LEAF, type NeighbourTree } from '../../kernels/neighbour-tree.ts'
import { searcherFor, type ReferenceRows } from './reference-rows.ts'

/** Nearest points that each one is joined with first. */
const FIRST_JOINED = 8

/**
 * Joins rows that are within a distance of each other, directly or through others of them.
 *
 * Every row is joined with the nearest ones first, which leaves few groups. What is outside the largest group then
 * looks through the tree for others within the distance, past all boxes whose rows are in its own group already:
 * dense regions are not compared pair by pair.
 *
 * @param limit the squared distance
 * @param checkpoint called between parts of the work, with the number of rows that are joined
 * @returns (distinct,) the group of each row, numbered from 0 by the first row of each
 */
export function joinWithin(
  rows: ReferenceRows,
  limit: number,
  checkpoint: (done: number) => void,
): Int32Array<ArrayBuffer> {
  const count = rows.counts.length
  const parent = new Int32Array(count)
  for (let i = 0; i < count; i++) parent[i] = i
  if (count > 0) joinNearest(rows, limit, parent, checkpoint)
  const largest = largestGroup(parent)
  if (largest.size < count) joinRest(rows, limit, parent, largest.root, checkpoint)
  return numbered(parent)
}

/** The first row of a group; halves the path to it. */
function rootOf(parent: Int32Array, row: number): number {
  while (parent[row] !== row) row = parent[row] = parent[parent[row]!]!
  return row
}

function join(parent: Int32Array, a: number, b: number): void {
  const [one, other] = [rootOf(parent, a), rootOf(parent, b)]
  if (one < other) parent[other] = one
  else parent[one] = other
}

function joinNearest(
  rows: ReferenceRows,
  limit: number,
  parent: Int32Array,
  checkpoint: (done: number) => void,
): void {
  const count = parent.length
  const width = Math.min(FIRST_JOINED, count)
  const distances = new Float32Array(count * width).fill(limit)
  const places = new Uint32Array(count * width)
  searcherFor(rows).search(rows.points, count, width, distances, places, (done) => checkpoint(done / 2))
  for (let i = 0; i < count; i++)
    for (let j = i * width; j < (i + 1) * width && places[j] !== NOWHERE; j++) join(parent, i, places[j]!)
}

function largestGroup(parent: Int32Array): { root: number; size: number } {
  const sizes = new Int32Array(parent.length)
  let root = 0
  for (let i = 0; i < parent.length; i++) {
    const own = rootOf(parent, i)
    sizes[own]!++
    if (sizes[own]! > sizes[root]!) root = own
  }
  return { root, size: sizes[root] ?? 0 }
}

/** Of each box in the tree the group that all of its rows are in, as a row of it, or −1: leaves first, then level by level. */
function groupsOfBoxes(tree: NeighbourTree, parent: Int32Array): readonly Int32Array[] {
  let below = new Int32Array(tree.leafCount)
  const uniform = (own: (child: number) => number, from: number, to: number): number => {
    const first = own(from)
    for (let child = from + 1; child < to; child++) if (own(child) !== first) return -1
    return first
  }
  for (let leaf = 0; leaf < tree.leafCount; leaf++)
    below[leaf] = uniform((row) => rootOf(parent, row), leaf * LEAF, Math.min(tree.rows, (leaf + 1) * LEAF))
  const levels = [below]
  for (const { parents } of tree.levels.slice(0, -1)) {
    const children = below
    const own = new Int32Array(parents)
    for (let node = 0; node < parents; node++)
      own[node] = uniform((c) => children[c]!, node * FANOUT, Math.min(children.length, (node + 1) * FANOUT))
    levels.push(own)
    below = own
  }
  return levels
}

function joinRest(
  { points, columns, counts }: ReferenceRows,
  limit: number,
  parent: Int32Array,
  largest: number,
  checkpoint: (done: number) => void,
): void {
  const tree = buildTree(points, counts.length, columns)
  const groups = groupsOfBoxes(tree, parent)
  const depth = tree.levels.length * FANOUT + 1
  const search: RangeSearch = {
    tree,
    groups,
    points,
    parent,
    limit,
    bounds: new Float32Array(FANOUT),
    sums: new Float32Array(LEAF),
    levels: new Int32Array(depth),
    nodes: new Int32Array(depth),
  }
  for (let row = 0; row < counts.length; row++) {
    if (row % 16 === 0) checkpoint((counts.length + row) / 2)
    // Its own joins may have grown the largest group meanwhile: what is in it now is asked for by the others.
    if (rootOf(parent, row) !== rootOf(parent, largest)) joinAround(search, row)
  }
}

interface RangeSearch {
  readonly tree: NeighbourTree
  readonly groups: readonly Int32Array[]
  readonly points: Float32Array
  readonly parent: Int32Array
  readonly limit: number
  readonly bounds: Float32Array
  readonly sums: Float32Array
  readonly levels: Int32Array
  readonly nodes: Int32Array
}

/** Joins a row with every row within the limit that is not in its group yet. */
function joinAround(search: RangeSearch, row: number): void {
  const { tree, groups, points, parent, limit, bounds, levels, nodes } = search
  const { columns } = tree
  let top = 0
  levels[top] = tree.levels.length - 1
  nodes[top++] = 0
  while (top > 0) {
    top--
    const level = levels[top]!
    const node = nodes[top]!
    boxDistances(
      tree.levels[level]!.boxes,
      node * columns * 2 * FANOUT,
      points,
      row * columns,
      columns,
      bounds,
    )
    for (let c = 0; c < FANOUT; c++) {
      const child = node * FANOUT + c
      if (!(bounds[c]! <= limit)) continue
      const group = groups[level]![child]!
      if (group >= 0 && rootOf(parent, group) === rootOf(parent, row)) continue
      if (level > 0) {
        levels[top] = level - 1
        nodes[top++] = child
      } else joinLeaf(search, row, child)
    }
  }
}

function joinLeaf({ tree, points, parent, limit, sums }: RangeSearch, row: number, leaf: number): void {
  const { columns, rows } = tree
  leafDistances(tree.leaves, leaf * columns * LEAF, points, row * columns, columns, sums)
  const first = leaf * LEAF
  const end = Math.min(LEAF, rows - first)
  for (let i = 0; i < end; i++) if (sums[i]! <= limit) join(parent, row, first + i)
}

function numbered(parent: Int32Array): Int32Array<ArrayBuffer> {
  const groups = new Int32Array(parent.length)
  let next = 0
  // A root is the first row of its group.
  for (let i = 0; i < parent.length; i++) {
    const root = rootOf(parent, i)
    groups[i] = root === i ? next++ : groups[root]!
  }
  return groups
}
