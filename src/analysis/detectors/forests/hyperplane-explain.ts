import type { FeatureMatrix } from '../../features/feature-matrix.ts'
import type { HyperplaneForest } from '../../kernels/hyperplane-forest.ts'
import { hyperplaneTreeCount, seenValue } from '../../kernels/hyperplane-forest.ts'
import type { RunContext } from '../../run-context.ts'

/**
 * The path contributions of each source column: at each split on a row's path the value changes from the
 * parent's to the child's; that change is shared among the split's columns in proportion to
 * |coefficient × (the row's value − the column's mean in the node)|, how far each of them moved the row along
 * the split's line. The mean over the trees adds up over the columns to mean leaf value − mean root value.
 *
 * @param rows row indices into x
 * @param sign −1 where small values are anomalous
 * @returns rows.length × x.sources.length, row-major
 * Cost: O(rows × trees × depth).
 */
export function leafContributions(
  forest: HyperplaneForest,
  x: FeatureMatrix,
  rows: Uint32Array,
  sign: 1 | -1,
  run: RunContext,
): Float64Array {
  const sources = x.sources.length
  const factor = sign / hyperplaneTreeCount(forest)
  const contributions = new Float64Array(rows.length * sources)
  const values = new Float64Array(x.columns.length)
  for (let i = 0; i < rows.length; i++) {
    if (i % CHECK_EVERY === 0) {
      run.checkpoint()
      run.progress(i, rows.length)
    }
    for (let c = 0; c < values.length; c++) {
      values[c] = seenValue(x.columns[c]![rows[i]!]!, forest.fill[c]!)
    }
    const ofRow = contributions.subarray(i * sources, (i + 1) * sources)
    addPaths(forest, values, x.sourceOf, ofRow)
    for (let s = 0; s < sources; s++) ofRow[s] = ofRow[s]! * factor
  }
  run.progress(rows.length, rows.length)
  return contributions
}

const CHECK_EVERY = 512

function addPaths(
  forest: HyperplaneForest,
  values: Float64Array,
  sourceOf: Int32Array,
  ofRow: Float64Array,
): void {
  const { width, treeStart, columns, coefficients, centres, threshold, left, value } = forest
  for (let t = 0; t + 1 < treeStart.length; t++) {
    let node = treeStart[t]!
    for (let child = left[node]!; child !== node; child = left[node]!) {
      const from = node * width
      let projection = 0
      let moved = 0
      for (let k = from; k < from + width; k++) {
        const coefficient = coefficients[k]!
        const seen = values[columns[k]!]!
        projection = k === from ? coefficient * seen : projection + coefficient * seen
        moved += Math.abs(coefficient * (seen - centres[k]!))
      }
      if (projection > threshold[node]!) child++
      const change = value[child]! - value[node]!
      for (let k = from; k < from + width; k++) {
        const coefficient = coefficients[k]!
        if (coefficient === 0) continue
        const seen = values[columns[k]!]!
        // A row that stands at the centre of every column was moved by none: the first one gets the change.
        const share = moved > 0 ? Math.abs(coefficient * (seen - centres[k]!)) / moved : k === from ? 1 : 0
        const source = sourceOf[columns[k]!]!
        ofRow[source] = ofRow[source]! + change * share
      }
      node = child
    }
  }
}
