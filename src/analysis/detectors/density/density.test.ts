import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sliceRows, type FeatureMatrix } from '../../features/feature-matrix.ts'
import { createRng } from '../../math/rng.ts'
import type { Detector, DetectorParams } from '../detector.ts'
import { matrixOf, normalColumn, normalMatrix, quietRun, withValue } from '../test-data.ts'
import { copod } from './copod.ts'
import { ecod } from './ecod.ts'
import { hbos } from './hbos.ts'
import { loda } from './loda.ts'
import { countValues, gridStep, valueAtShare } from './value-counts.ts'

function fitScore<P extends DetectorParams, M>(detector: Detector<P, M>, x: FeatureMatrix) {
  return detector.score(detector.fit(x, detector.defaults, quietRun(1)), x, quietRun(1))
}

/** The score of single rows by a model fitted on others. */
function scoreRows<P extends DetectorParams, M>(
  detector: Detector<P, M>,
  fitted: FeatureMatrix,
  rows: readonly (readonly number[])[],
) {
  const model = detector.fit(fitted, detector.defaults, quietRun(1))
  const columns = fitted.columns.map((_, c) => Float32Array.from(rows, (row) => row[c]!))
  return Array.from(detector.score(model, matrixOf(columns), quietRun(1)))
}

const lognormal = (rows: number, seed: number) => normalColumn(rows, seed).map((v) => Math.exp(3 + 1.5 * v))

describe('countValues', () => {
  it('orders and counts any Float32 values', () => {
    const value = fc.oneof(
      fc.float({ noNaN: true, noDefaultInfinity: true }),
      fc.constantFrom(0, -0, 1, -1, 3.4028234663852886e38),
    )
    fc.assert(
      fc.property(fc.array(value, { maxLength: 200 }), (list) => {
        const { values, atMost, rows } = countValues(Float32Array.from(list), null, () => undefined)
        const distinct = [...new Set(list.map((v) => v + 0))].sort((a, b) => a - b)
        expect(Array.from(values)).toEqual(distinct)
        expect(Array.from(atMost)).toEqual(distinct.map((v) => list.filter((w) => w <= v).length))
        expect(rows).toBe(list.length)
      }),
    )
  })

  it('passes over NaN, ±∞ and stand-ins', () => {
    const counted = countValues(
      Float32Array.of(3, NaN, 1, Infinity, 1, -Infinity, 8),
      Uint8Array.of(0, 0, 0, 0, 0, 0, 1),
      () => undefined,
    )
    expect([...counted.values]).toEqual([1, 3])
    expect(valueAtShare(counted, 0.5)).toBe(1)
  })

  it('finds the grid of cents, and none in other values', () => {
    const step = (values: readonly number[]) =>
      gridStep(countValues(Float32Array.from(values), null, () => undefined))
    expect(step([0.01, 0.05, 3.27, 12.5])).toBeCloseTo(0.04, 1)
    expect(step([1, 2, 5, 9])).toBe(1)
    expect(step([1, 2.2, 3.1, Math.PI])).toBe(0)
  })
})

describe('hbos', () => {
  it('does not let one huge value flatten the others', () => {
    const column = normalColumn(2000, 5)
    column[0] = 1e9
    column[1] = 6
    const scores = fitScore(hbos, matrixOf([column]))
    expect(scores[0]).toBeGreaterThan(scores[1]!)
    const usual = [...scores].sort((a, b) => a - b)[1000]!
    expect(scores[1]).toBeGreaterThan(usual + 3)
  })

  it('sees a gap between two groups', () => {
    const column = normalColumn(1000, 6).map((v, row) => v + (row % 2 === 0 ? 0 : 20))
    column[0] = 10
    const scores = fitScore(hbos, matrixOf([column]))
    expect(scores.indexOf(Math.max(...scores))).toBe(0)
  })

  it('has a bin for every value of a column of few', () => {
    const column = Float32Array.from({ length: 100 }, (_, row) => (row < 80 ? 3 : row < 95 ? 7 : 9))
    const scores = fitScore(hbos, matrixOf([column]))
    expect(scores[0]).toBe(0)
    expect(scores[80]).toBeCloseTo(Math.log(80 / 15), 6)
    expect(scores[99]).toBeCloseTo(Math.log(80 / 5), 6)
    expect(scoreRows(hbos, matrixOf([column]), [[5], [NaN]])).toEqual([Math.fround(Math.log(160)), 0])
  })

  it('scores values beyond the fitted range higher, the farther the more', () => {
    const scores = scoreRows(hbos, matrixOf([normalColumn(500, 7)]), [[0], [5], [20], [-1e6], [Infinity]])
    for (let i = 1; i < scores.length; i++) expect(scores[i]).toBeGreaterThan(scores[i - 1]!)
    expect(scores.every(Number.isFinite)).toBe(true)
  })

  it('is the same after a change of unit and of origin', () => {
    const x = matrixOf([lognormal(400, 1), normalColumn(400, 2)])
    const moved = { ...x, columns: x.columns.map((c) => c.map((v) => Math.round(v * 256) * 4 + 1024)) }
    const rounded = { ...x, columns: x.columns.map((c) => c.map((v) => Math.round(v * 256) / 256)) }
    const after = fitScore(hbos, moved)
    for (const [row, score] of fitScore(hbos, rounded).entries()) expect(after[row]).toBeCloseTo(score, 4)
  })

  it('counts a column once, however many matrix columns it has', () => {
    const level = Float32Array.from({ length: 300 }, (_, row) => (row < 6 ? 2 : row % 2))
    const hot = [0, 1, 2].map((value) => level.map((v) => (v === value ? 1 : 0)))
    const sources = [
      { column: 0, name: 'kind', weight: 1 },
      { column: 1, name: 'size', weight: 1 },
    ]
    const x: FeatureMatrix = {
      rowCount: 300,
      columns: [...hot, normalColumn(300, 3)],
      names: ['a', 'b', 'c', 'size'],
      sourceOf: Int32Array.of(0, 0, 0, 1),
      sources,
    }
    const model = hbos.fit(x, hbos.defaults, quietRun(1))
    const [own, size] = hbos.explain(model, x, Uint32Array.of(0), quietRun(1))
    expect(own).toBeCloseTo(Math.log(294 / 6), 6)
    expect(hbos.score(model, x, quietRun(1))[0]).toBeCloseTo(own! + size!, 5)
  })
})

describe('ecod and copod', () => {
  it('ecod keeps its scores when a column is transformed and its order stays', () => {
    const x = matrixOf([normalColumn(200, 1), normalColumn(200, 2)])
    const bent = { ...x, columns: x.columns.map((c) => c.map((v) => Math.exp(v))) }
    expect(fitScore(ecod, bent)).toEqual(fitScore(ecod, x))
  })

  it('copod keeps its scores when a column is stretched and moved', () => {
    const x = matrixOf([normalColumn(200, 1), lognormal(200, 2)])
    const moved = { ...x, columns: x.columns.map((c) => c.map((v) => 8 * v + 3)) }
    expect(fitScore(copod, moved)).toEqual(fitScore(copod, x))
  })

  it('gives a constant column no say, also among ties', () => {
    const alone = fitScore(ecod, matrixOf([normalColumn(90, 1)]))
    const beside = fitScore(ecod, matrixOf([normalColumn(90, 1), new Float32Array(90).fill(4)]))
    expect(beside).toEqual(alone)
  })

  it('looks up values that were not fitted between their neighbours', () => {
    const x = matrixOf([Float32Array.from({ length: 100 }, (_, row) => row)])
    const [below, between, nan, beyond] = scoreRows(ecod, x, [[-5], [97.5], [NaN], [1e30]])
    expect(below).toBeCloseTo(Math.log(200), 6)
    expect(between).toBeCloseTo(Math.log(100 / 2), 6)
    expect(nan).toBe(0)
    expect(beyond).toBeCloseTo(Math.log(200), 6)
  })

  it('keeps tail shares within 1/16,384 where not all values are kept', () => {
    const rng = createRng(3)
    const column = Float32Array.from({ length: 300_000 }, () => rng.next())
    const model = ecod.fit(matrixOf([column]), ecod.defaults, quietRun(1))
    expect(model.tails.values.length).toBeLessThan(200_000)
    const scores = ecod.score(model, matrixOf([column]), quietRun(1))
    const order = Uint32Array.from(column.keys()).sort((a, b) => column[a]! - column[b]!)
    for (const place of [0, 1, 700, 20_000, 149_000, 280_000, 299_998, 299_999]) {
      const exact = -Math.log(Math.min(place + 1, 300_000 - place) / 300_000)
      expect(Math.abs(scores[order[place]!]! - exact)).toBeLessThan(1e-4)
    }
  })
})

describe('loda', () => {
  const x = normalMatrix(400, 6)

  it('scores a row with a missing value by the directions without that column', () => {
    const far = withValue(x, 2, 9, 40)
    const model = loda.fit(far, loda.defaults, quietRun(1))
    const score = (row: FeatureMatrix) => loda.score(model, row, quietRun(1))[0]!
    const alone = sliceRows(far, 9, 10)
    const unknown = score(withValue(alone, 2, 0, NaN))
    expect(score(alone)).toBeGreaterThan(unknown + 1)
    expect(Math.abs(unknown)).toBeLessThan(1)
    const blank = [0, 1, 2, 3, 4, 5].reduce((row, c) => withValue(row, c, 0, NaN), alone)
    expect(score(blank)).toBe(0)
  })

  it('scores 0 on average', () => {
    const scores = fitScore(loda, x)
    expect(scores.reduce((sum, score) => sum + score, 0) / scores.length).toBeCloseTo(0, 5)
  })

  it('does not let stand-ins shape its histograms', () => {
    const gaps = Uint8Array.from({ length: 400 }, (_, row) => (row % 3 === 0 ? 1 : 0))
    const filled = (value: number) => ({
      ...x,
      columns: x.columns.map((c, i) => (i === 1 ? c.map((v, row) => (gaps[row] === 1 ? value : v)) : c)),
      standIns: x.columns.map((_, i) => (i === 1 ? gaps : null)),
    })
    const model = loda.fit(filled(0), loda.defaults, quietRun(1))
    expect(loda.fit(filled(77), loda.defaults, quietRun(1))).toEqual(model)
  })

  it('tells which column it was by how the directions with it differ from the others', () => {
    for (const planted of [0, 3, 5]) {
      const far = withValue(x, planted, 9, 15)
      const model = loda.fit(far, loda.defaults, quietRun(1))
      const reasons = loda.explain(model, far, Uint32Array.of(9), quietRun(1))
      expect(reasons.indexOf(Math.max(...reasons))).toBe(planted)
    }
  })
})
