import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Detector, DetectorParams } from '../detector.ts'
import { matrixOf, quietRun } from '../test-data.ts'
import { copod } from './copod.ts'
import { ecod } from './ecod.ts'
import { hbos } from './hbos.ts'
import { fitAlong, loda } from './loda.ts'

/** What scripts/golden/density.py wrote; its `meta` says versions and seed. */
interface Golden {
  readonly columns: readonly (readonly number[])[]
  readonly hbos: readonly number[]
  readonly ecod: readonly number[]
  readonly ecodPaper: readonly number[]
  readonly copod: readonly number[]
  readonly directions: readonly { readonly columns: readonly number[]; readonly weights: readonly number[] }[]
  readonly loda: readonly number[]
}

const golden = JSON.parse(readFileSync(new URL('./golden/density.json', import.meta.url), 'utf8')) as Golden
const x = matrixOf(golden.columns.map((column) => Float32Array.from(column)))

function expectScores(scores: Float32Array, wanted: readonly number[]) {
  for (const [row, score] of scores.entries())
    expect(Math.abs(score - wanted[row]!), `row ${row}`).toBeLessThan(1e-5 * Math.max(1, wanted[row]!))
}

function scoresOf<P extends DetectorParams, M>(detector: Detector<P, M>, params: Partial<P> = {}) {
  const model = detector.fit(x, { ...detector.defaults, ...params }, quietRun(1))
  return detector.score(model, x, quietRun(1))
}

describe('against the formulas in numpy', () => {
  it('HBOS', () => expectScores(scoresOf(hbos), golden.hbos))
  it('ECOD', () => expectScores(scoresOf(ecod), golden.ecod))
  it('ECOD as in the paper', () => expectScores(scoresOf(ecod, { tails: 'paper' }), golden.ecodPaper))
  it('COPOD', () => expectScores(scoresOf(copod), golden.copod))
  it('LODA along given directions', () => {
    const { directions } = golden
    const projections = {
      start: Int32Array.from({ length: directions.length + 1 }, (_, k) => 2 * k),
      columns: Int32Array.from(directions.flatMap(({ columns }) => columns)),
      weights: Float64Array.from(directions.flatMap(({ weights }) => weights)),
      offset: new Float64Array(directions.length),
    }
    const model = fitAlong(x, projections, loda.defaults.bins, quietRun(1))
    expectScores(loda.score(model, x, quietRun(1)), golden.loda)
  })
})
