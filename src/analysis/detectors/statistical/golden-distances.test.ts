import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Detector, DetectorParams } from '../detector.ts'
import { matrixOf, normalColumn, quietRun, withValue } from '../test-data.ts'
import { grubbs } from './grubbs.ts'
import { mahalanobis } from './mahalanobis.ts'
import { modifiedZ } from './modified-z.ts'

/** What scripts/golden/distances.py wrote; its `meta` says versions and seed. */
interface Golden {
  readonly columns: readonly (readonly number[])[]
  readonly mahalanobis: readonly number[]
  readonly grubbs: readonly number[]
  readonly modifiedZSum: readonly number[]
}

const golden = JSON.parse(readFileSync(new URL('./golden/distances.json', import.meta.url), 'utf8')) as Golden
const x = matrixOf(golden.columns.map((column) => Float32Array.from(column)))

function scoresOf<P extends DetectorParams, M>(detector: Detector<P, M>, params: Partial<P> = {}, on = x) {
  const model = detector.fit(on, { ...detector.defaults, ...params }, quietRun(1))
  return detector.score(model, on, quietRun(1))
}

function expectScores(scores: Float32Array, wanted: readonly number[]) {
  for (const [row, score] of scores.entries())
    expect(Math.abs(score - wanted[row]!), `row ${row}`).toBeLessThan(1e-6 * Math.max(1, wanted[row]!))
}

describe('against scikit-learn and scipy', () => {
  it('Mahalanobis distances', () => expectScores(scoresOf(mahalanobis), golden.mahalanobis))
  it('Grubbs’ test', () => expectScores(scoresOf(grubbs, { column: 'column 1' }), golden.grubbs))
  it('the root of the sum of squared robust standard scores', () =>
    expectScores(scoresOf(modifiedZ, { columns: 'sum' }), golden.modifiedZSum))
})

describe('mahalanobis', () => {
  it('is the same for any linear mixture of the columns', () => {
    const [a, b, c] = [1, 2, 3].map((seed) => normalColumn(300, seed))
    const mixed = [
      a!.map((v, r) => 3 * v + b![r]! + 7),
      a!.map((v, r) => v - 2 * b![r]! + c![r]!),
      a!.map((v, r) => 0.5 * v + b![r]! - 40 * c![r]!),
    ]
    const plain = scoresOf(mahalanobis, {}, matrixOf([a!, b!, c!]))
    for (const [row, score] of scoresOf(mahalanobis, {}, matrixOf(mixed)).entries())
      expect(score).toBeCloseTo(plain[row]!, 4)
  })

  it('stays as it is beside a sum of columns, and tells when the sum does not hold', () => {
    const [a, b] = [1, 2].map((seed) => normalColumn(300, seed).map((v) => Math.round(v * 64) / 64))
    const sum = a!.map((v, r) => v + b![r]!)
    const plain = scoresOf(mahalanobis, {}, matrixOf([a!, b!]))
    const whole = matrixOf([a!, b!, sum])
    const model = mahalanobis.fit(whole, {}, quietRun(1))
    const scores = mahalanobis.score(model, whole, quietRun(1))
    for (const [row, score] of scores.entries()) expect(score).toBeCloseTo(plain[row]!, 3)
    const broken = mahalanobis.score(model, withValue(whole, 2, 0, sum[0]! + 0.5), quietRun(1))
    expect(broken[0]).toBeGreaterThan(100)
  })
})

describe('grubbs', () => {
  it('scores the farthest value above 1 only where it is an outlier', () => {
    const calm = Float32Array.from({ length: 30 }, (_, row) => row % 7)
    expect(Math.max(...scoresOf(grubbs, {}, matrixOf([calm])))).toBeLessThan(1)
    calm[4] = 40
    expect(scoresOf(grubbs, {}, matrixOf([calm]))[4]).toBeGreaterThan(1)
    expect(scoresOf(grubbs, {}, matrixOf([Float32Array.of(1, 9)]))).toEqual(new Float32Array(2))
  })
})
