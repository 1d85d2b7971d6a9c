import type { Forest } from './forest.ts'

/** Rows per block: leaves are kept block after block, within a block tree after tree. */
export const LEAF_BLOCK = 1024
/** Leaves are numbered in one byte. */
export const MOST_LEAVES = 256

/**
 * (nodes,) the number of each leaf within its tree, from 0 in the order of the nodes; 0 for other nodes. Null where
 * a tree has more than 256 leaves.
 */
export function numberLeaves({ treeStart, left }: Forest): Uint8Array | null {
  const numbers = new Uint8Array(left.length)
  for (let t = 0; t + 1 < treeStart.length; t++) {
    let next = 0
    for (let node = treeStart[t]!; node < treeStart[t + 1]!; node++) {
      if (left[node] !== node) continue
      if (next === MOST_LEAVES) return null
      numbers[node] = next++
    }
  }
  return numbers
}

/**
 * The leaves of up to `LEAF_BLOCK` rows: leaves[t × LEAF_BLOCK + r]. The plain twin of the WebAssembly kernel.
 *
 * @param trees of the forest, the first ones
 * @param numbers of the leaves, as `numberLeaves` gives them
 */
export function findLeaves(
  forest: Forest,
  trees: number,
  numbers: Uint8Array,
  columns: readonly Float32Array[],
  start: number,
  rows: number,
  leaves: Uint8Array,
): void {
  const block = new Float32Array(columns.length * LEAF_BLOCK)
  for (let c = 0; c < columns.length; c++)
    block.set(columns[c]!.subarray(start, start + rows), c * LEAF_BLOCK)
  for (let t = 0; t < trees; t++)
    walkTree(forest, forest.treeStart[t]!, numbers, block, rows, leaves, t * LEAF_BLOCK)
}

function walkTree(
  { feature, split, left, steps }: Forest,
  root: number,
  numbers: Uint8Array,
  block: Float32Array,
  rows: number,
  leaves: Uint8Array,
  at: number,
): void {
  for (let r = 0; r < rows; r++) {
    let node = root
    for (let s = 0; s < steps; s++)
      node = (left[node]! + +(block[feature[node]! * LEAF_BLOCK + r]! > split[node]!)) | 0
    leaves[at + r] = numbers[node]!
  }
}

/** sums[r] = the sum over the trees of tables[t × 256 + leaf of row r]: whole numbers within 32 bits. */
export function sumTables(
  trees: number,
  tables: Int32Array,
  leaves: Uint8Array,
  at: number,
  rows: number,
  sums: Int32Array,
): void {
  for (let r = 0; r < rows; r++) sums[r] = 0
  for (let t = 0; t < trees; t++) {
    const table = t * MOST_LEAVES
    const from = at + t * LEAF_BLOCK
    for (let r = 0; r < rows; r++) sums[r] = (sums[r]! + tables[table + leaves[from + r]!]!) | 0
  }
}
