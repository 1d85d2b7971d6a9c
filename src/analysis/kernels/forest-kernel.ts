import type { Forest } from './forest.ts'
import { treeCount } from './forest.ts'
import { FOREST_WALK } from './generated-kernels.ts'
import { kernelModule } from './kernel-module.ts'

/**
 * Sets sums[i] to the sum of the path lengths of row start + i over all trees, trees in order.
 *
 * @param columns one array per matrix column, each of at least start + sums.length values
 */
export type PathSummer = (columns: readonly Float32Array[], start: number, sums: Float64Array) => void

/**
 * The WebAssembly kernel with this forest in its memory; kept with the forest, so that scoring in
 * many small blocks uploads it once.
 *
 * @returns null where WebAssembly is refused or has too little memory, and for forests beyond
 *   2,047 matrix columns or 8,191 nodes in a tree, whose addresses do not fit the kernel's nodes;
 *   the plain walk gives the same bits
 */
export function kernelFor(forest: Forest, columnCount: number): PathSummer | null {
  const kept = summers.get(forest)
  if (kept !== undefined && kept.columnCount === columnCount) return kept.sum
  const sum = upload(forest, columnCount)
  summers.set(forest, { columnCount, sum })
  return sum
}

const summers = new WeakMap<Forest, { readonly columnCount: number; readonly sum: PathSummer | null }>()

/** Rows whose values and sums stay in the cache while all trees pass over them; a multiple of 8. */
const BLOCK = 1024
/** The kernel copies the tree that it walks to the first 64 KB. */
const SCRATCH_BYTES = 65536
const NODE_BYTES = 8
const GROUP_COLUMN_BYTES = 32
const LEAST_UNADDRESSABLE = 65536

function upload(forest: Forest, columnCount: number): PathSummer | null {
  const trees = treeCount(forest)
  const nodes = forest.feature.length
  if (columnCount * GROUP_COLUMN_BYTES > LEAST_UNADDRESSABLE) return null
  for (let t = 0; t < trees; t++) {
    if ((forest.treeStart[t + 1]! - forest.treeStart[t]!) * NODE_BYTES > LEAST_UNADDRESSABLE) return null
  }
  const kernel = instantiate()
  if (kernel === null) return null

  const pathLengthAt = SCRATCH_BYTES
  const nodesAt = pathLengthAt + nodes * 8
  const sumsAt = nodesAt + nodes * NODE_BYTES
  const columnsAt = sumsAt + BLOCK * 8
  const groupsAt = columnsAt + columnCount * BLOCK * 4
  const treeStartAt = groupsAt + columnCount * BLOCK * 4
  if (kernel.reserve(treeStartAt + (trees + 1) * 4) === 0) return null

  const buffer = kernel.memory.buffer
  new Float64Array(buffer, pathLengthAt, nodes).set(forest.pathLength)
  new Int32Array(buffer, treeStartAt, trees + 1).set(forest.treeStart)
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
      kernel.sumPathLengths(
        trees,
        treeStartAt,
        nodesAt,
        pathLengthAt,
        forest.steps,
        columnsAt,
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

/** A node as the kernel reads it: split, where its column starts in a group, its left child's address. */
function writeNodes(forest: Forest, buffer: ArrayBuffer, at: number): void {
  const view = new DataView(buffer)
  for (let t = 0; t < treeCount(forest); t++) {
    const root = forest.treeStart[t]!
    for (let node = root; node < forest.treeStart[t + 1]!; node++) {
      const record = at + node * NODE_BYTES
      view.setFloat32(record, forest.split[node]!, true)
      view.setUint16(record + 4, forest.feature[node]! * GROUP_COLUMN_BYTES, true)
      view.setUint16(record + 6, (forest.left[node]! - root) * NODE_BYTES, true)
    }
  }
}

interface ForestKernel {
  readonly memory: WebAssembly.Memory
  reserve(bytes: number): number
  sumPathLengths(...args: number[]): void
}

const instantiate = kernelModule<ForestKernel>(FOREST_WALK)
