import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import type { FeatureMatrix } from '../../features/feature-matrix.ts'
import { createRng } from '../../math/rng.ts'
import type { Detector, DetectorParams } from '../detector.ts'
import { matrixOf, normalColumn, normalMatrix, quietRun, withValue } from '../test-data.ts'
import { dbscan } from './dbscan.ts'
import { inne } from './inne.ts'
import { kneeOf, sortKDistances } from './k-distance-knee.ts'
import { knn } from './knn.ts'
import { factorOfQuery } from './lof-model.ts'
import { lof, LOF_SAMPLE_ROWS } from './lof.ts'
import { nearest, roomForOthers } from './nearest.ts'
import { EXACT_ROWS, SAMPLE_ROWS } from './neighbour-params.ts'

function fitScore<P extends DetectorParams, M>(
  detector: Detector<P, M>,
  x: FeatureMatrix,
  params: Partial<P> = {},
) {
  const model = detector.fit(x, { ...detector.defaults, ...params }, quietRun(1))
  return detector.score(model, x, quietRun(2))
}

const oneColumn = (...values: number[]) => matrixOf([Float32Array.from(values)])
/** Values from 0 to 1 without a change of distances, up to the end points. */
const scaling = 'min-max'

/** Small whole numbers: many equal rows, many equal distances. */
function gridMatrix(rows: number, seed: number): FeatureMatrix {
  const rng = createRng(seed)
  return matrixOf([0, 1].map(() => Float32Array.from({ length: rows }, () => rng.below(5))))
}

describe('knn', () => {
  it('is the distance to the k-th nearest other row, or their mean', () => {
    const x = oneColumn(0, 1, 3, 10)
    const scores = (params: object) =>
      [...fitScore(knn, x, { scaling, ...params })].map((score) => score * 10)
    for (const [params, expected] of [
      [{ k: 1 }, [1, 1, 2, 7]],
      [{ k: 2 }, [3, 2, 3, 9]],
      [{ k: 2, distance: 'mean' }, [2, 1.5, 2.5, 8]],
    ] as const) {
      for (const [i, score] of scores(params).entries()) expect(score).toBeCloseTo(expected[i]!, 5)
    }
  })

  it('lets duplicates see each other, and leaves a row itself out once', () => {
    const x = oneColumn(0, 0, 0, 10)
    expect([...fitScore(knn, x, { scaling, k: 2 })]).toEqual([0, 0, 0, 1])
    expect([...fitScore(knn, x, { scaling, k: 3 })]).toEqual([1, 1, 1, 1])
  })

  it('takes the farthest other row where there are fewer than k', () => {
    expect(
      [...fitScore(knn, oneColumn(0, 4, 10), { scaling, k: 50 })].map((s) => Math.round(s * 10)),
    ).toEqual([10, 6, 10])
    expect([...fitScore(knn, oneColumn(7))]).toEqual([0])
  })

  it('has reasons that add up to the score', () => {
    const x = withValue(normalMatrix(200, 3), 1, 4, 30)
    for (const distance of ['kth', 'mean']) {
      const model = knn.fit(x, { ...knn.defaults, distance }, quietRun(1))
      const rows = Uint32Array.of(4, 7)
      const reasons = knn.explain(model, x, rows, quietRun(1))
      const scores = knn.score(model, x, quietRun(1))
      for (const [i, row] of rows.entries())
        expect(reasons.slice(i * 3, i * 3 + 3).reduce((a, b) => a + b, 0)).toBeCloseTo(scores[row]!, 5)
    }
  })
})

describe('lof', () => {
  it('scores a row of the fit as it would score it anew, to the bit', () => {
    for (const x of [normalMatrix(300, 3), gridMatrix(200, 3)]) {
      const model = lof.fit(x, { ...lof.defaults, k: 7 }, quietRun(1))
      const { points, counts } = model.reference
      const found = nearest(model.reference, points, counts.length, 7, () => undefined)
      const others = roomForOthers(7)
      for (const [i, factor] of model.factor.entries())
        expect(Math.fround(factorOfQuery(model, found, i, others))).toBe(factor)
    }
  })

  it('finds what lies beside a dense group, though it is sparser elsewhere', () => {
    const dense = Float32Array.from(normalColumn(200, 1), (v) => v * 0.01)
    const sparse = Float32Array.from(normalColumn(200, 2), (v) => 20 + v * 5)
    const x = matrixOf([Float32Array.of(...dense, ...sparse, 0.6)])
    const scores = fitScore(lof, x)
    expect(scores.indexOf(Math.max(...scores))).toBe(400)
    // The plain distance does not.
    const distances = fitScore(knn, x)
    expect(distances.filter((d) => d > distances[400]!).length).toBeGreaterThan(1)
  })

  it('blames the column in which the neighbours are close to each other', () => {
    // The first column varies widely for everyone, the second hardly.
    const x = matrixOf([
      normalColumn(300, 1),
      Float32Array.from(normalColumn(300, 2), (v, r) => (r === 9 ? 1 : v * 0.05)),
    ])
    const model = lof.fit(x, lof.defaults, quietRun(1))
    const reasons = lof.explain(model, x, Uint32Array.of(9, 30), quietRun(1))
    expect(reasons[1]).toBeGreaterThan(5 * Math.abs(reasons[0]!))
    expect(Math.abs(reasons[2]! + reasons[3]!)).toBeLessThan(2)
  })

  it('is 1 where all rows are equal, and for a row alone', () => {
    expect([...fitScore(lof, oneColumn(3, 3, 3, 3), { k: 2 })]).toEqual([1, 1, 1, 1])
    expect([...fitScore(lof, oneColumn(3))]).toEqual([1])
  })
})

describe('dbscan', () => {
  it('reads ε off the k-distance curve, and shows it', () => {
    const x = withValue(withValue(normalMatrix(400, 2), 0, 3, 30), 1, 8, -25)
    const model = dbscan.fit(x, dbscan.defaults, quietRun(1))
    const scores = dbscan.score(model, x, quietRun(1))
    expect(scores[3]).toBeGreaterThan(1)
    expect(scores[8]).toBeGreaterThan(1)
    expect(scores.filter((score) => score > 1).length).toBeLessThan(60)
    const curve = dbscan.diagnostics!(model, x)[0]!
    if (curve.kind !== 'curve') throw new Error('the first is the curve')
    expect(curve.title).toBe('Distance to the 9th nearest row')
    expect(curve.marks![0]!.y).toBeCloseTo(Math.sqrt(model.limit), 10)
    const { x: share, y } = curve.lines[0]!
    expect(share.at(-1)).toBe(100)
    for (const [i, value] of y.entries()) if (i > 0) expect(value).toBeGreaterThanOrEqual(y[i - 1]!)
  })

  it('has an ε above 0 where most rows are equal', () => {
    const x = matrixOf([Float32Array.from({ length: 100 }, (_, r) => (r === 0 ? 1 : r === 1 ? 0.9 : 0))])
    const scores = fitScore(dbscan, x)
    expect([...scores].map((score) => score > 1)).toEqual(Array.from({ length: 100 }, (_, r) => r < 2))
    expect([...fitScore(dbscan, oneColumn(2, 2, 2))]).toEqual([0, 0, 0])
  })

  it('takes the point farthest below the chord of the logarithms', () => {
    const squares = Float32Array.from({ length: 1000 }, (_, i) =>
      i < 950 ? 1 + i / 1e5 : 4 ** ((i - 949) / 10),
    )
    const knee = kneeOf(sortKDistances(squares, new Int32Array(1000).fill(1)))
    expect(knee).toBeGreaterThan(1)
    expect(knee).toBeLessThan(1.2)
  })

  it('measures to so many others as would make a core row, where there is none', () => {
    const x = normalMatrix(50, 2)
    const scores = fitScore(dbscan, x, { epsilon: 1e-3 })
    expect(scores.every((score) => score > 1)).toBe(true)
    const kth = fitScore(knn, x, { k: 9 })
    expect(scores[7]! / scores[8]!).toBeCloseTo(kth[7]! / kth[8]!, 4)
  })
})

describe('inne', () => {
  it('is 0 where all rows are equal, and 1 outside all balls', () => {
    const x = oneColumn(...new Array<number>(20).fill(5), ...Array.from({ length: 20 }, (_, i) => i / 20))
    const same = oneColumn(3, 3, 3)
    expect([...fitScore(inne, same)]).toEqual([0, 0, 0])
    const model = inne.fit(x, inne.defaults, quietRun(1))
    expect([...inne.score(model, oneColumn(1e6), quietRun(1))]).toEqual([1])
    expect(inne.score(model, x, quietRun(1)).every((score) => score >= 0 && score <= 1)).toBe(true)
  })

  it('compares radii or their squares', () => {
    const x = normalMatrix(300, 3)
    const [plain, squared] = ['plain', 'squared'].map((ratio) => fitScore(inne, x, { ratio }))
    for (const [i, score] of plain!.entries()) expect(squared![i]!).toBeGreaterThanOrEqual(score)
    expect(squared).not.toEqual(plain)
  })
})

describe.each([knn, lof, dbscan] as unknown as Detector[])('$info.id', (detector) => {
  it('follows the rows when they are reordered, through ties and duplicates', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 120 }), fc.integer({ min: 1, max: 1e6 }), (rows, seed) => {
        const x = gridMatrix(rows, seed)
        const order = Array.from({ length: rows }, (_, i) => (i * 7 + seed) % rows)
        const shuffled = rows % 7 === 0 ? [...order.keys()].reverse() : order
        const moved = matrixOf(x.columns.map((c) => Float32Array.from(shuffled, (r) => c[r]!)))
        const scores = fitScore(detector, x)
        for (const [i, score] of fitScore(detector, moved).entries())
          expect(score).toBeCloseTo(scores[shuffled[i]!]!, 5)
      }),
      { numRuns: 25 },
    )
  })

  it('says that it works on a sample beyond its exact size, and does, by the seed', () => {
    const rows = EXACT_ROWS + 1
    const x = matrixOf([normalColumn(rows, 1)])
    const sample = (detector.info.id === 'lof' ? LOF_SAMPLE_ROWS : SAMPLE_ROWS).toLocaleString('en-US')
    expect(detector.info.sampling?.aboveRows).toBe(EXACT_ROWS)
    expect(detector.info.sampling?.how).toContain(sample)
    const model = detector.fit(x, detector.defaults, quietRun(1))
    expect(detector.notes!(model, x)).toEqual([expect.stringContaining(`${sample} of the 100,001 rows`)])
    const some = matrixOf([x.columns[0]!.slice(0, 200)])
    const scores = detector.score(model, some, quietRun(1))
    expect(detector.score(detector.fit(x, detector.defaults, quietRun(1)), some, quietRun(1))).toEqual(scores)
    expect(detector.notes!(detector.fit(some, detector.defaults, quietRun(1)), some)).toEqual([])
  })
})
