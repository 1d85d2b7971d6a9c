import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { matrixOf, quietRun } from '../test-data.ts'
import { pca } from './pca.ts'

/** What scripts/golden/clusters.py wrote; its `meta` says versions and seed. */
interface Golden {
  readonly cases: Readonly<
    Record<
      string,
      {
        readonly columns: readonly (readonly number[])[]
        readonly share: number
        readonly kept: number
        readonly variances: readonly number[]
        readonly weighted: readonly number[]
        readonly reconstruction: readonly number[]
      }
    >
  >
}

const golden = JSON.parse(readFileSync(new URL('./golden/pca.json', import.meta.url), 'utf8')) as Golden

describe('against scikit-learn', () => {
  it.each(Object.entries(golden.cases))('%s', (_, { columns, share, kept, variances, ...expected }) => {
    const x = matrixOf(columns.map((column) => Float32Array.from(column)))
    const weighted = pca.fit(x, { score: 'weighted', components: share }, quietRun(1))
    expect(weighted.spectrum.length).toBe(variances.length)
    for (const [k, value] of variances.entries()) {
      expect(Math.abs(weighted.spectrum[k]! / value - 1)).toBeLessThan(1e-9)
    }
    const rest = pca.fit(x, { score: 'reconstruction', components: share }, quietRun(1))
    expect(rest.kept).toBe(kept)
    for (const [model, scores] of [
      [weighted, expected.weighted],
      [rest, expected.reconstruction],
    ] as const) {
      for (const [r, score] of pca.score(model, x, quietRun(1)).entries()) {
        expect(Math.abs(score - scores[r]!)).toBeLessThan(1e-6 * Math.max(1, scores[r]!))
      }
    }
  })
})
