import { afterEach, describe, expect, it, vi } from 'vitest'
import { readFileSync } from 'node:fs'
import { generateKernels } from '../../../scripts/build-kernels.compile.ts'
import { isolationForest } from '../detectors/forests/isolation-forest.ts'
import { normalMatrix, quietRun, withValue } from '../detectors/test-data.ts'
import type { Forest } from './forest.ts'
import { kernelFor } from './forest-kernel.ts'
import { sumPathLengths } from './forest-walk.ts'

const fit = (rows: number, columns: number, sampleSize = 256, trees = 20) =>
  isolationForest.fit(
    normalMatrix(rows, columns),
    { ...isolationForest.defaults, trees, sampleSize },
    quietRun(1),
  ).forest

describe('the forest kernel', () => {
  it.each([
    [1, 1],
    [7, 3],
    [8, 3],
    [1023, 4],
    [1024, 4],
    [2500, 12],
  ])('gives the bits of the plain walk for %i rows of %i columns', (rows, columns) => {
    const forest = fit(600, columns)
    let x = normalMatrix(rows, columns, 2)
    for (const [i, odd] of [NaN, Infinity, -Infinity, 3.4e38, -3.4e38].entries())
      x = withValue(x, 0, i % rows, odd)
    const plain = new Float64Array(rows)
    const kernel = new Float64Array(rows)
    sumPathLengths(forest, x.columns, 0, plain)
    const sum = kernelFor(forest, columns)
    expect(sum).not.toBeNull()
    sum!(x.columns, 0, kernel)
    expect(kernel).toEqual(plain)
    // Again, from a row in the middle, with the forest that is already there.
    const from = rows >> 1
    expect(kernelFor(forest, columns)).toBe(sum)
    sum!(x.columns, from, kernel.subarray(0, rows - from))
    expect(kernel.subarray(0, rows - from)).toEqual(plain.subarray(from))
  })

  it('walks wide tables and large samples as far as its nodes reach, and says no beyond', () => {
    const x = normalMatrix(64, 300, 3)
    const forest = fit(200, 300)
    const kernel = new Float64Array(64)
    const plain = new Float64Array(64)
    kernelFor(forest, 300)!(x.columns, 0, kernel)
    sumPathLengths(forest, x.columns, 0, plain)
    expect(kernel).toEqual(plain)
    expect(kernelFor(fit(4096, 2, 4096, 2), 2)).not.toBeNull()
    expect(kernelFor(forestOfLeaves(8192), 2)).not.toBeNull()
    expect(kernelFor(forestOfLeaves(8193), 2)).toBeNull()
    expect(kernelFor(fit(50, 2), 2100)).toBeNull()
  })

  it('is what its sources give', async () => {
    const committed = readFileSync(new URL('./generated-kernels.ts', import.meta.url), 'utf8')
    expect(await generateKernels(process.cwd())).toBe(committed)
  })
})

describe('where WebAssembly is refused', () => {
  afterEach(() => {
    vi.unstubAllGlobals()
    vi.resetModules()
  })

  it('scores the same by the plain walk', async () => {
    const x = normalMatrix(300, 3)
    const model = isolationForest.fit(x, isolationForest.defaults, quietRun(1))
    const scores = isolationForest.score(model, x, quietRun(1))
    const refuse = () => {
      throw new Error('refused by policy')
    }
    vi.stubGlobal('WebAssembly', { Module: refuse })
    vi.resetModules()
    const fresh = await import('../detectors/forests/isolation-forest.ts')
    const { kernelFor: freshKernelFor } = await import('./forest-kernel.ts')
    expect(freshKernelFor(model.forest, 3)).toBeNull()
    expect(fresh.isolationForest.score(model, x, quietRun(1))).toEqual(scores)
  })
})

/** One tree of so many nodes; none is reached but the first. */
function forestOfLeaves(nodes: number): Forest {
  return {
    treeStart: Int32Array.of(0, nodes),
    feature: new Int32Array(nodes),
    split: new Float32Array(nodes).fill(Infinity),
    left: Int32Array.from({ length: nodes }, (_, node) => node),
    size: new Int32Array(nodes).fill(1),
    pathLength: new Float64Array(nodes),
    steps: 0,
  }
}
