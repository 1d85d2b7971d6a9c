import type { HyperplaneForest } from './hyperplane-forest.ts'
import { seenValue } from './hyperplane-forest.ts'

/**
 * Sets sums[i] to the sum over the trees of the leaf values of row start + i, trees in order, so that a row's
 * sum does not depend on the rows beside it. The plain twin of the WebAssembly kernel.
 *
 * @param columns one array per matrix column, each of at least start + sums.length values
 */
export function sumLeafValues(
  forest: HyperplaneForest,
  columns: readonly Float32Array[],
  start: number,
  sums: Float64Array,
): void {
  const block = new Float32Array(columns.length * BLOCK)
  for (let from = 0; from < sums.length; from += BLOCK) {
    const rows = Math.min(BLOCK, sums.length - from)
    for (let c = 0; c < columns.length; c++) {
      copySeen(columns[c]!, start + from, rows, forest.fill[c]!, block, c * BLOCK)
    }
    const chunk = sums.subarray(from, from + rows)
    chunk.fill(0)
    for (let t = 0; t + 1 < forest.treeStart.length; t++) walkTree(forest, t, block, rows, chunk)
  }
}

/** Rows whose values and sums stay in the cache while all trees pass over them. */
const BLOCK = 1024

function copySeen(
  values: Float32Array,
  start: number,
  rows: number,
  fill: number,
  block: Float32Array,
  at: number,
): void {
  for (let i = 0; i < rows; i++) block[at + i] = seenValue(values[start + i]!, fill)
}

function walkTree(
  forest: HyperplaneForest,
  tree: number,
  block: Float32Array,
  rows: number,
  sums: Float64Array,
): void {
  const { width, columns, coefficients, threshold, left, value } = forest
  const root = forest.treeStart[tree]!
  for (let r = 0; r < rows; r++) {
    let node = root
    for (let child = left[node]!; child !== node; child = left[node]!) {
      const at = node * width
      let projection = coefficients[at]! * block[columns[at]! * BLOCK + r]!
      for (let k = at + 1; k < at + width; k++) {
        projection += coefficients[k]! * block[columns[k]! * BLOCK + r]!
      }
      node = projection > threshold[node]! ? child + 1 : child
    }
    sums[r] = sums[r]! + value[node]!
  }
}
