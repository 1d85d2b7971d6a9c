import type { Forest } from './forest.ts'
import { LEAF_TABLES } from './generated-kernels.ts'
import { kernelModule } from './kernel-module.ts'
import { findLeaves, LEAF_BLOCK, MOST_LEAVES, numberLeaves, sumTables } from './leaf-walk.ts'

/**
 * Which leaf of each tree every row falls into, one byte each: what a row sums up to after the leaves' figures have
 * changed is then a look-up per tree, without walking it.
 */
export interface LeafTables {
  readonly trees: number
  readonly rows: number
  /** Finds the leaves of the rows of one block, [block × LEAF_BLOCK, …). */
  fill(columns: readonly Float32Array[], block: number): void
  /** From now on a leaf is worth tables[t × 256 + its number]; sums must stay within 32 bits. */
  setTables(tables: Int32Array): void
  /** The sums over the trees of the rows of one block; valid until the next call. */
  sumBlock(block: number): Int32Array
}

export function leafBlocks(rows: number): number {
  return Math.ceil(rows / LEAF_BLOCK)
}

/**
 * Room for the leaves of all rows: in the memory of the WebAssembly kernel, or of the plain walk where WebAssembly is
 * refused or has too little memory. Both give the same whole numbers.
 *
 * @param trees how many of the forest's trees are used, the first ones
 * @returns null where a tree has more than 256 leaves
 *
 * Memory: rows × trees bytes.
 */
export function createLeafTables(
  forest: Forest,
  trees: number,
  columnCount: number,
  rows: number,
): LeafTables | null {
  const numbers = numberLeaves(forest)
  if (numbers === null) return null
  return kernelTables(forest, numbers, trees, columnCount, rows) ?? plainTables(forest, numbers, trees, rows)
}

/** The same without WebAssembly. */
export function plainTables(forest: Forest, numbers: Uint8Array, trees: number, rows: number): LeafTables {
  const leaves = new Uint8Array(leafBlocks(rows) * trees * LEAF_BLOCK)
  const sums = new Int32Array(LEAF_BLOCK)
  let current: Int32Array = new Int32Array(trees * MOST_LEAVES)
  return {
    trees,
    rows,
    fill(columns, block) {
      const at = block * trees * LEAF_BLOCK
      const room = leaves.subarray(at, at + trees * LEAF_BLOCK)
      findLeaves(forest, trees, numbers, columns, block * LEAF_BLOCK, rowsOf(block, rows), room)
    },
    setTables(tables) {
      current = tables.slice()
    },
    sumBlock(block) {
      const count = rowsOf(block, rows)
      sumTables(trees, current, leaves, block * trees * LEAF_BLOCK, count, sums)
      return count === LEAF_BLOCK ? sums : sums.subarray(0, count)
    },
  }
}

function rowsOf(block: number, rows: number): number {
  return Math.min(LEAF_BLOCK, rows - block * LEAF_BLOCK)
}

/** The kernel copies the tree that it walks to the first 64 KB. */
const SCRATCH_BYTES = 65536
const NODE_BYTES = 8
const GROUP_COLUMN_BYTES = 32
const LEAST_UNADDRESSABLE = 65536
/** Addresses are passed as signed 32-bit numbers. */
const MOST_ADDRESS = 0x7fffffff

function kernelTables(
  forest: Forest,
  numbers: Uint8Array,
  trees: number,
  columnCount: number,
  rows: number,
): LeafTables | null {
  const nodes = forest.feature.length
  if (columnCount * GROUP_COLUMN_BYTES > LEAST_UNADDRESSABLE) return null
  const kernel = instantiate()
  if (kernel === null) return null

  const blockBytes = trees * LEAF_BLOCK
  const nodesAt = SCRATCH_BYTES
  const tablesAt = nodesAt + nodes * NODE_BYTES
  const sumsAt = tablesAt + trees * MOST_LEAVES * 4
  const columnsAt = sumsAt + LEAF_BLOCK * 4
  const groupsAt = columnsAt + columnCount * LEAF_BLOCK * 4
  const treeStartAt = groupsAt + columnCount * LEAF_BLOCK * 4
  const leavesAt = treeStartAt + (trees + 1) * 4
  const leafOfAt = leavesAt + leafBlocks(rows) * blockBytes
  const end = leafOfAt + nodes
  if (end > MOST_ADDRESS || kernel.reserve(end) === 0) return null

  const buffer = kernel.memory.buffer
  new Int32Array(buffer, treeStartAt, trees + 1).set(forest.treeStart.subarray(0, trees + 1))
  new Uint8Array(buffer, leafOfAt, nodes).set(numbers)
  writeNodes(forest, buffer, nodesAt)
  const block = Array.from(
    { length: columnCount },
    (_, c) => new Float32Array(buffer, columnsAt + c * LEAF_BLOCK * 4, LEAF_BLOCK),
  )
  const tables = new Int32Array(buffer, tablesAt, trees * MOST_LEAVES)
  const sums = new Int32Array(buffer, sumsAt, LEAF_BLOCK)
  return {
    trees,
    rows,
    fill(columns, at) {
      const from = at * LEAF_BLOCK
      for (let c = 0; c < columnCount; c++) block[c]!.set(columns[c]!.subarray(from, from + rowsOf(at, rows)))
      const leaves = leavesAt + at * blockBytes
      const { steps } = forest
      kernel.findLeaves(
        trees,
        treeStartAt,
        nodesAt,
        leafOfAt,
        steps,
        columnsAt,
        columnCount,
        groupsAt,
        leaves,
      )
    },
    setTables(next) {
      tables.set(next)
    },
    sumBlock(at) {
      const count = rowsOf(at, rows)
      kernel.sumTables(trees, tablesAt, leavesAt + at * blockBytes, (count + 3) & ~3, sumsAt)
      return count === LEAF_BLOCK ? sums : sums.subarray(0, count)
    },
  }
}

/** A node as the kernel reads it: split, where its column starts in a group, its left child's address. */
function writeNodes({ treeStart, feature, split, left }: Forest, buffer: ArrayBuffer, at: number): void {
  const view = new DataView(buffer)
  for (let t = 0; t + 1 < treeStart.length; t++) {
    const root = treeStart[t]!
    for (let node = root; node < treeStart[t + 1]!; node++) {
      const record = at + node * NODE_BYTES
      view.setFloat32(record, split[node]!, true)
      view.setUint16(record + 4, feature[node]! * GROUP_COLUMN_BYTES, true)
      view.setUint16(record + 6, (left[node]! - root) * NODE_BYTES, true)
    }
  }
}

interface LeafKernel {
  readonly memory: WebAssembly.Memory
  reserve(bytes: number): number
  findLeaves(...args: number[]): void
  sumTables(...args: number[]): void
}

const instantiate = kernelModule<LeafKernel>(LEAF_TABLES)
