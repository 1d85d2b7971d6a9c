import type { FeatureMatrix } from '../../features/feature-matrix.ts'

/** The given rows as a matrix of their own. */
export function pickRows(x: FeatureMatrix, rows: Uint32Array): FeatureMatrix {
  const columns = x.columns.map((values) => Float32Array.from(rows, (row) => values[row]!))
  const { names, sourceOf, sources } = x
  return { rowCount: rows.length, columns, names, sourceOf, sources }
}
