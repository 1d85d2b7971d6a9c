import type { FeatureMatrix } from '../../features/feature-matrix.ts'
import type { Forest } from '../../kernels/forest.ts'
import { treeCount } from '../../kernels/forest.ts'
import type { RunContext } from '../../run-context.ts'

/**
 * The exact path contribution of each source column: at each split on a row's path the expected
 * path length changes from the parent's to the child's depth + c(size); that change belongs to
 * the split's column. The mean over the trees, with the sign turned so that larger is more
 * anomalous, adds up over the columns to c(ψ) − mean path length.
 *
 * @param rows row indices into x
 * @returns rows.length × x.sources.length, row-major
 * Cost: O(rows × trees × log ψ).
 */
export function pathContributions(
  forest: Forest,
  x: FeatureMatrix,
  rows: Uint32Array,
  run: RunContext,
): Float64Array {
  const { treeStart, feature, split, left, pathLength } = forest
  const trees = treeCount(forest)
  const width = x.sources.length
  const contributions = new Float64Array(rows.length * width)
  const values = new Float32Array(x.columns.length)
  for (let i = 0; i < rows.length; i++) {
    if (i % CHECK_EVERY === 0) {
      run.checkpoint()
      run.progress(i, rows.length)
    }
    for (let c = 0; c < values.length; c++) values[c] = x.columns[c]![rows[i]!]!
    const base = i * width
    for (let t = 0; t < trees; t++) {
      let node = treeStart[t]!
      for (let child = left[node]!; child !== node; child = left[node]!) {
        const column = feature[node]!
        if (values[column]! > split[node]!) child++
        const source = base + x.sourceOf[column]!
        contributions[source] = contributions[source]! + (pathLength[node]! - pathLength[child]!)
        node = child
      }
    }
    for (let s = base; s < base + width; s++) contributions[s] = contributions[s]! / trees
  }
  run.progress(rows.length, rows.length)
  return contributions
}

const CHECK_EVERY = 2048
