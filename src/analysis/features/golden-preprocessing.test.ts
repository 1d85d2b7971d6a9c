import { describe, expect, it } from 'vitest'
import { createRng } from '../math/rng.ts'
import type { PreprocessingChoice, ScaleKind } from '../preprocess/preprocessing.ts'
import { finish } from '../work.ts'
import { buildMatrix } from './build-matrix.ts'
import golden from './golden/preprocessing.json' with { type: 'json' }
import { featuresOf, testTable } from './testing/test-tables.ts'

const table = testTable(Object.fromEntries(golden.columns.map((cells, c) => [`c${c}`, cells])))
const fitRows = Uint32Array.from(golden.fitRows)
const build = (preprocessing: PreprocessingChoice) =>
  finish(
    buildMatrix(table, featuresOf(table), { indicator: 'never', ...preprocessing }, fitRows, createRng(1)),
  )

/** Relative to the size of the value: the matrix is Float32. */
function expectClose(actual: number, expected: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(expected)))
}

describe('preprocessing fitted on a part, against scikit-learn', () => {
  it.each(['median', 'mean', 'mode'] as const)('SimpleImputer: %s', (fill) => {
    const { encoder } = build({ imputeNumbers: fill })
    encoder.columns.forEach((column, c) => {
      if (column.kind !== 'number') throw new Error('not numbers')
      expectClose(column.standIn, golden.standIns[fill][c]!)
    })
  })

  it('KNNImputer, on standardised columns', () => {
    const { matrix } = build({ imputeNumbers: 'neighbours', neighbours: 5 })
    let gaps = 0
    golden.columns.forEach((cells, c) =>
      cells.forEach((cell, row) => {
        if (cell === null) gaps++
        expectClose(matrix.columns[c]![row]!, golden.neighbours[c]![row]!)
      }),
    )
    expect(gaps).toBeGreaterThan(15)
  })

  const kinds = Object.keys(golden.scales) as ScaleKind[] // the keys of the file are the scales
  it.each(kinds)('scale %s', (scale) => {
    const { matrix } = build({ scale })
    const expected = golden.scales[scale as keyof typeof golden.scales]
    expected.forEach((cells, c) =>
      cells.forEach((value, row) => {
        if (value !== null) expectClose(matrix.columns[c]![row]!, value)
      }),
    )
  })
})
