import type { Forest } from './forest.ts'

/**
 * Adds the path length of each row in each tree of the forest, trees in order, so that a row's
 * sum does not depend on the rows beside it. The plain twin of the WebAssembly kernel.
 *
 * @param columns one array per matrix column; rows start .. start + sums.length are walked
 * @param sums (rows,) receives the sums over the trees
 */
export function sumPathLengths(
  forest: Forest,
  columns: readonly Float32Array[],
  start: number,
  sums: Float64Array,
): void {
  const block = new Float32Array(columns.length * BLOCK)
  for (let from = 0; from < sums.length; from += BLOCK) {
    const rows = Math.min(BLOCK, sums.length - from)
    for (let c = 0; c < columns.length; c++) {
      block.set(columns[c]!.subarray(start + from, start + from + rows), c * BLOCK)
    }
    walkBlock(forest, block, rows, sums.subarray(from, from + rows))
  }
}

/** Rows whose values and sums stay in the first-level cache while all trees pass over them. */
const BLOCK = 1024

function walkBlock(forest: Forest, block: Float32Array, rows: number, sums: Float64Array): void {
  sums.fill(0)
  for (let t = 0; t + 1 < forest.treeStart.length; t++)
    walkTree(forest, forest.treeStart[t]!, block, rows, sums)
}

/** A function of its own: its loops are then compiled with all of their types known, which is 2.5 × faster. */
function walkTree(forest: Forest, root: number, block: Float32Array, rows: number, sums: Float64Array): void {
  const { feature, split, left, pathLength, steps } = forest
  const whole = rows - (rows % 4)
  // Four walks side by side hide each other's waits for memory.
  for (let r = 0; r < whole; r += 4) {
    let a = root
    let b = root
    let c = root
    let d = root
    for (let s = 0; s < steps; s++) {
      a = (left[a]! + +(block[feature[a]! * BLOCK + r]! > split[a]!)) | 0
      b = (left[b]! + +(block[feature[b]! * BLOCK + r + 1]! > split[b]!)) | 0
      c = (left[c]! + +(block[feature[c]! * BLOCK + r + 2]! > split[c]!)) | 0
      d = (left[d]! + +(block[feature[d]! * BLOCK + r + 3]! > split[d]!)) | 0
    }
    sums[r] = sums[r]! + pathLength[a]!
    sums[r + 1] = sums[r + 1]! + pathLength[b]!
    sums[r + 2] = sums[r + 2]! + pathLength[c]!
    sums[r + 3] = sums[r + 3]! + pathLength[d]!
  }
  for (let r = whole; r < rows; r++) {
    let a = root
    for (let s = 0; s < steps; s++) a = (left[a]! + +(block[feature[a]! * BLOCK + r]! > split[a]!)) | 0
    sums[r] = sums[r]! + pathLength[a]!
  }
}
