import type { FeatureMatrix } from '../../features/feature-matrix.ts'
import { seenValue } from '../../kernels/hyperplane-forest.ts'
import type { TreeSample } from './isolation-tree-fit.ts'

/** The chosen rows of the matrix, column by column, with NaN and ±∞ as hyperplane splits see them. */
export function gatherSeen(x: FeatureMatrix, rows: Uint32Array, fill: Float32Array): TreeSample {
  const size = rows.length
  const values = new Float32Array(size * x.columns.length)
  for (let c = 0; c < x.columns.length; c++) {
    const column = x.columns[c]!
    for (let i = 0; i < size; i++) values[c * size + i] = seenValue(column[rows[i]!]!, fill[c]!)
  }
  return { size, values, columnCount: x.columns.length }
}

/** Per matrix column: the middle one of its finite values at some rows, which a missing value will count as. */
export function middleValues(x: FeatureMatrix, rows: Uint32Array): Float32Array {
  return Float32Array.from(x.columns, (column) => {
    const values: number[] = []
    for (const row of rows) if (Number.isFinite(column[row]!)) values.push(column[row]!)
    return Float32Array.from(values).sort()[values.length >> 1] ?? 0
  })
}
