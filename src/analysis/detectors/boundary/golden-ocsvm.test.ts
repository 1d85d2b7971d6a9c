import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { matrixOf, quietRun } from '../test-data.ts'
import { fitScaling, scaleRows } from '../scaling.ts'
import { gaussianSums } from './landmarks.ts'
import { oneClassSvm } from './ocsvm.ts'
import { fitBoundary } from './one-class-fit.ts'

/** What scripts/golden/boundary.py wrote; its `meta` says versions and seed. */
interface Golden {
  readonly cases: Readonly<
    Record<
      string,
      {
        readonly columns: readonly (readonly number[])[]
        readonly nu: number
        readonly gamma: number | null
        readonly usedGamma: number
        readonly supportVectors: number
        readonly rho: number
        readonly decision: readonly number[]
        readonly atDefaultTolerance: { readonly decision: readonly number[]; readonly supportVectors: number }
      }
    >
  >
}

const golden = JSON.parse(readFileSync(new URL('./golden/ocsvm.json', import.meta.url), 'utf8')) as Golden

describe.each(Object.entries(golden.cases))('against scikit-learn: %s', (name, expected) => {
  const x = matrixOf(expected.columns.map((column) => Float32Array.from(column)))
  const width = x.columns.length
  const unit = expected.nu * x.rowCount

  it('has the support vectors, ρ and decision values', () => {
    const values = new Float32Array(x.rowCount * width)
    scaleRows(x, fitScaling(x, 'standard'), 0, x.rowCount, values)
    const none = () => undefined
    const found = fitBoundary(values, width, expected.nu, expected.usedGamma, 1e-9, none)
    if (!name.includes('times')) expect(found.weights.length).toBe(expected.supportVectors)
    expect(Math.abs(found.rho - expected.rho)).toBeLessThan(1e-6 * unit)
    const sums = gaussianSums(found, values, width, none)
    for (const [r, decision] of expected.decision.entries()) {
      expect(Math.abs(sums[r]! - found.rho - decision)).toBeLessThan(1e-6 * unit)
    }
  })

  it('scores as scikit-learn at its default tolerance, within what that leaves open', () => {
    const params = {
      ...oneClassSvm.defaults,
      nu: expected.nu,
      ...(expected.gamma !== null && { width: 'own', gamma: expected.gamma }),
    }
    const model = oneClassSvm.fit(x, params, quietRun(1))
    expect(Math.abs(model.gamma / expected.usedGamma - 1)).toBeLessThan(1e-6)
    for (const [r, score] of oneClassSvm.score(model, x, quietRun(1)).entries()) {
      expect(Math.abs(score + expected.atDefaultTolerance.decision[r]!)).toBeLessThan(2e-3)
    }
  })
})
