import { HYPERPLANE_WALK } from './generated-kernels.ts'
import { kernelModule } from './kernel-module.ts'
import type { HyperplaneForest } from './hyperplane-forest.ts'
import { hyperplaneTreeCount } from './hyperplane-forest.ts'

/**
 * Sets sums[i] to the sum of the leaf values of row start + i over all trees, trees in order.
 *
 * @param columns one array per matrix column, each of at least start + sums.length values
 */
export type LeafSummer = (columns: readonly Float32Array[], start: number, sums: Float64Array) => void

/**
 * The WebAssembly kernel with this forest in its memory; kept with the forest, so that scoring in
 * many small blocks uploads it once.
 *
 * @returns null where WebAssembly is refused or has too little memory, for splits of more than three columns,
 *   and for forests beyond 2,047 matrix columns or 13,107 nodes in a tree, whose addresses do not fit the
 *   kernel's nodes; the plain walk gives the same bits
 */
export function hyperplaneKernelFor(forest: HyperplaneForest): LeafSummer | null {
  const kept = summers.get(forest)
  if (kept !== undefined) return kept.sum
  const sum = upload(forest)
  summers.set(forest, { sum })
  return sum
}

const summers = new WeakMap<HyperplaneForest, { readonly sum: LeafSummer | null }>()

/** Columns per split that a node of the kernel has room for. */
const WIDTH = 3
/** Rows whose values and sums stay in the cache while all trees pass over them; a multiple of 8. */
const BLOCK = 1024
const NODE_BYTES = 40
const GROUP_COLUMN_BYTES = 32
/** The kernel copies the tree that it walks to the start of its memory; the compiler uses nothing above 64 KB. */
const LEAST_SCRATCH_BYTES = 65536
/** A child's address / 8 and a column's start are 16 bits. */
const MOST_TREE_BYTES = 65536 * 8
const MOST_GROUP_BYTES = 65536

function upload(forest: HyperplaneForest): LeafSummer | null {
  const trees = hyperplaneTreeCount(forest)
  const nodes = forest.left.length
  const columnCount = forest.fill.length
  let largest = 0
  for (let t = 0; t < trees; t++) largest = Math.max(largest, forest.treeStart[t + 1]! - forest.treeStart[t]!)
  const fits =
    forest.width <= WIDTH &&
    columnCount * GROUP_COLUMN_BYTES <= MOST_GROUP_BYTES &&
    largest * NODE_BYTES <= MOST_TREE_BYTES
  const kernel = fits ? instantiate() : null
  if (kernel === null) return null

  const nodesAt = Math.max(LEAST_SCRATCH_BYTES, largest * NODE_BYTES)
  const sumsAt = nodesAt + nodes * NODE_BYTES
  const columnsAt = sumsAt + BLOCK * 8
  const groupsAt = columnsAt + columnCount * BLOCK * 4
  const treeStartAt = groupsAt + columnCount * BLOCK * 4
  const treeStepsAt = treeStartAt + (trees + 1) * 4
  const fillAt = treeStepsAt + trees * 4
  if (kernel.reserve(fillAt + columnCount * 4) === 0) return null

  const buffer = kernel.memory.buffer
  new Int32Array(buffer, treeStartAt, trees + 1).set(forest.treeStart)
  new Int32Array(buffer, treeStepsAt, trees).set(forest.treeSteps)
  new Float32Array(buffer, fillAt, columnCount).set(forest.fill)
  writeNodes(forest, buffer, nodesAt)
  const block = Array.from(
    { length: columnCount },
    (_, c) => new Float32Array(buffer, columnsAt + c * BLOCK * 4, BLOCK),
  )
  const blockSums = new Float64Array(buffer, sumsAt, BLOCK)

  return (columns, start, sums) => {
    for (let from = 0; from < sums.length; from += BLOCK) {
      const rows = Math.min(BLOCK, sums.length - from)
      for (let c = 0; c < columnCount; c++) {
        block[c]!.set(columns[c]!.subarray(start + from, start + from + rows))
      }
      kernel.sumLeafValues(
        trees,
        forest.width,
        treeStartAt,
        treeStepsAt,
        nodesAt,
        columnsAt,
        fillAt,
        columnCount,
        BLOCK,
        rows,
        groupsAt,
        sumsAt,
      )
      sums.set(rows === BLOCK ? blockSums : blockSums.subarray(0, rows), from)
    }
  }
}

/** A node as the kernel reads it; see assembly/hyperplane-walk.ts. */
function writeNodes(forest: HyperplaneForest, buffer: ArrayBuffer, at: number): void {
  const { width, treeStart, columns, coefficients, threshold, left, value } = forest
  const view = new DataView(buffer)
  for (let t = 0; t + 1 < treeStart.length; t++) {
    const root = treeStart[t]!
    for (let node = root; node < treeStart[t + 1]!; node++) {
      const record = at + node * NODE_BYTES
      const isLeaf = left[node] === node
      for (let k = 0; k < WIDTH; k++) {
        const used = k < width && !isLeaf
        view.setFloat64(record + k * 8, used ? coefficients[node * width + k]! : 0, true)
        view.setUint16(record + 32 + k * 2, used ? columns[node * width + k]! * GROUP_COLUMN_BYTES : 0, true)
      }
      if (isLeaf) view.setFloat64(record, value[node]!, true)
      view.setFloat64(record + 24, threshold[node]!, true)
      view.setUint16(record + 38, ((left[node]! - root) * NODE_BYTES) / 8, true)
    }
  }
}

interface HyperplaneKernel {
  readonly memory: WebAssembly.Memory
  reserve(bytes: number): number
  sumLeafValues(...args: number[]): void
}

const instantiate = kernelModule<HyperplaneKernel>(HYPERPLANE_WALK)
