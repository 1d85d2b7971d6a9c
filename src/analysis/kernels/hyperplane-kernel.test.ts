import { afterEach, describe, expect, it, vi } from 'vitest'
import { extendedIsolationForest } from '../detectors/forests/extended-isolation-forest.ts'
import { pooledForest } from '../detectors/forests/pooled-forest.ts'
import { normalMatrix, quietRun, withValue } from '../detectors/test-data.ts'
import { hyperplaneKernelFor } from './hyperplane-kernel.ts'
import { sumLeafValues } from './hyperplane-walk.ts'

const fit = (rows: number, columns: number, params: object = {}) =>
  extendedIsolationForest.fit(
    normalMatrix(rows, columns),
    { ...extendedIsolationForest.defaults, trees: 20, ...params },
    quietRun(1),
  ).forest

describe('the hyperplane kernel', () => {
  it.each([
    [1, 1, 3],
    [7, 3, 1],
    [8, 3, 2],
    [1023, 4, 3],
    [1024, 4, 1],
    [2500, 12, 3],
  ])(
    'gives the bits of the plain walk for %i rows of %i columns, %i per cut',
    (rows, columns, columnsPerCut) => {
      const forest = fit(600, columns, { columnsPerCut })
      let x = normalMatrix(rows, columns, 2)
      for (const [i, odd] of [NaN, Infinity, -Infinity, 3.4e38, -3.4e38].entries())
        x = withValue(x, i % columns, i % rows, odd)
      const plain = new Float64Array(rows)
      const kernel = new Float64Array(rows)
      sumLeafValues(forest, x.columns, 0, plain)
      const sum = hyperplaneKernelFor(forest)
      expect(sum).not.toBeNull()
      sum!(x.columns, 0, kernel)
      expect(kernel).toEqual(plain)
      expect(kernel.every(Number.isFinite)).toBe(true)
      // Again, from a row in the middle, with the forest that is already there.
      const from = rows >> 1
      expect(hyperplaneKernelFor(forest)).toBe(sum)
      sum!(x.columns, from, kernel.subarray(0, rows - from))
      expect(kernel.subarray(0, rows - from)).toEqual(plain.subarray(from))
    },
  )

  it('walks deep trees and large samples as far as its nodes reach, and says no beyond', () => {
    const x = normalMatrix(5000, 2)
    const params = { ...pooledForest.defaults, trees: 2, sampleSize: 4096 }
    const deep = pooledForest.fit(x, params, quietRun(1)).forest
    expect(Math.max(...deep.treeSteps)).toBeGreaterThan(12)
    const kernel = new Float64Array(5000)
    const plain = new Float64Array(5000)
    hyperplaneKernelFor(deep)!(x.columns, 0, kernel)
    sumLeafValues(deep, x.columns, 0, plain)
    expect(kernel).toEqual(plain)
    expect(hyperplaneKernelFor(fit(100, 6, { columnsPerCut: 4 }))).toBeNull()
    expect(hyperplaneKernelFor(fit(50, 2100))).toBeNull()
  })
})

describe('where WebAssembly is refused', () => {
  afterEach(() => {
    vi.unstubAllGlobals()
    vi.resetModules()
  })

  it('scores the same by the plain walk', async () => {
    const x = normalMatrix(300, 5)
    const model = extendedIsolationForest.fit(x, extendedIsolationForest.defaults, quietRun(1))
    const scores = extendedIsolationForest.score(model, x, quietRun(1))
    const refuse = () => {
      throw new Error('refused by policy')
    }
    vi.stubGlobal('WebAssembly', { Module: refuse })
    vi.resetModules()
    const fresh = await import('../detectors/forests/extended-isolation-forest.ts')
    const { hyperplaneKernelFor: freshKernelFor } = await import('./hyperplane-kernel.ts')
    expect(freshKernelFor(model.forest)).toBeNull()
    expect(fresh.extendedIsolationForest.score(model, x, quietRun(1))).toEqual(scores)
  })
})
