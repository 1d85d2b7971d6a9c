import { UsageError } from '../errors.ts'
import type { FeatureMatrix } from '../features/feature-matrix.ts'

/** @throws UsageError when there is no row or no column to learn from */
export function requireRowsAndColumns(x: FeatureMatrix): void {
  if (x.columns.length === 0) {
    throw new UsageError(
      'no-features',
      'There is no feature column to look at. Choose at least one column as a feature.',
    )
  }
  if (x.rowCount === 0) {
    throw new UsageError('no-rows', 'There is no row to look at: the table has a header but no data.')
  }
}

/** @throws UsageError when the model was fitted on another number of matrix columns */
export function requireSameColumns(x: FeatureMatrix, fitted: number): void {
  if (x.columns.length !== fitted) {
    throw new UsageError(
      'wrong-columns',
      `The model was fitted on ${fitted} feature columns, and this data has ${x.columns.length}. ` +
        'Use the same features as when it was fitted.',
      { fitted, given: x.columns.length },
    )
  }
}

/** @throws UsageError that says how many rows the detector takes, and why */
export function requireAtMost(x: FeatureMatrix, maxRows: number, name: string, why: string): void {
  if (x.rowCount > maxRows) {
    throw new UsageError(
      'too-many-rows',
      `${name} takes at most ${maxRows} rows, because ${why}; this data has ${x.rowCount}. ` +
        'Choose another detector, or a sample of the rows.',
      { maxRows, rows: x.rowCount },
    )
  }
}
