import type { FeatureMatrix } from '../features/feature-matrix.ts'
import { createRng } from '../math/rng.ts'
import type { RunContext } from '../run-context.ts'

// Data for the tests of the detectors, from a seed.

/** A matrix of which every column is a source of its own, with weight 1. */
export function matrixOf(
  columns: readonly Float32Array[],
  rowCount = columns[0]?.length ?? 0,
): FeatureMatrix {
  const names = columns.map((_, c) => `column ${c + 1}`)
  return {
    rowCount,
    columns,
    names,
    sourceOf: Int32Array.from(columns, (_, c) => c),
    sources: names.map((name, column) => ({ column, name, weight: 1 })),
  }
}

export function quietRun(seed: number): RunContext {
  return { rng: createRng(seed), progress: () => undefined, checkpoint: () => undefined }
}

/** Nearly normal values: the sum of twelve uniform ones. */
export function normalColumn(rows: number, seed: number): Float32Array {
  const rng = createRng(seed)
  return Float32Array.from({ length: rows }, () => {
    let sum = -6
    for (let k = 0; k < 12; k++) sum += rng.next()
    return sum
  })
}

export function normalMatrix(rows: number, columns: number, seed = 1): FeatureMatrix {
  return matrixOf(
    Array.from({ length: columns }, (_, c) => normalColumn(rows, seed * 1000 + c)),
    rows,
  )
}

/** The matrix with values in one cell of a column replaced. */
export function withValue(x: FeatureMatrix, column: number, row: number, value: number): FeatureMatrix {
  const columns = x.columns.map((values) => Float32Array.from(values))
  columns[column]![row] = value
  return { ...x, columns }
}
