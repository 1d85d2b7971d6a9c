import { describe, expect, it } from 'vitest'
import type { FeatureMatrix } from '../../features/feature-matrix.ts'
import { treeCount } from '../../kernels/forest.ts'
import { sumPathLengths } from '../../kernels/forest-walk.ts'
import { averagePathLength } from '../../math/harmonic.ts'
import { createRng } from '../../math/rng.ts'
import { sampleKurtosis } from './column-weights.ts'
import { isolationForest } from './isolation-forest.ts'
import { sampleRows } from '../sample-rows.ts'
import { matrixOf, normalColumn, normalMatrix, quietRun } from '../test-data.ts'

const { defaults } = isolationForest
const EVEN = { ...defaults, columnChoice: 'even' }

describe('the trees', () => {
  it.each([
    [1000, 256],
    [100, 100],
    [3, 3],
  ])('see min(256, %i) = %i rows, and part them completely', (rows, sampleSize) => {
    const model = isolationForest.fit(normalMatrix(rows, 3), EVEN, quietRun(1))
    const { treeStart, left, size, pathLength, steps } = model.forest
    expect(model.sampleSize).toBe(sampleSize)
    expect(steps).toBe(Math.ceil(Math.log2(sampleSize)))
    expect(treeCount(model.forest)).toBe(100)
    for (let t = 0; t < 100; t++) {
      const root = treeStart[t]!
      expect(size[root]).toBe(sampleSize)
      expect(pathLength[root]).toBe(averagePathLength(sampleSize))
      for (let node = root; node < treeStart[t + 1]!; node++) {
        const child = left[node]!
        if (child === node) continue
        expect(size[child]! + size[child + 1]!).toBe(size[node]!)
        expect(Math.min(size[child]!, size[child + 1]!)).toBeGreaterThan(0)
      }
    }
  })

  it('do not depend on how many there are', () => {
    const x = normalMatrix(500, 3)
    const few = isolationForest.fit(x, { ...defaults, trees: 3 }, quietRun(1)).forest
    const many = isolationForest.fit(x, { ...defaults, trees: 10 }, quietRun(1)).forest
    expect(many.split.slice(0, few.split.length)).toEqual(few.split)
  })

  it('cut a source as often as its weight says, however many matrix columns it has', () => {
    const x: FeatureMatrix = {
      ...matrixOf(Array.from({ length: 6 }, (_, c) => normalColumn(2000, c))),
      sourceOf: Int32Array.of(0, 1, 1, 1, 1, 2),
      sources: [1, 1, 2].map((weight, column) => ({ column, name: `source ${column}`, weight })),
    }
    const { feature, left } = isolationForest.fit(x, EVEN, quietRun(1)).forest
    const cuts = [0, 0, 0]
    feature.forEach((column, node) => {
      if (left[node] !== node) cuts[x.sourceOf[column]!]!++
    })
    const all = cuts[0]! + cuts[1]! + cuts[2]!
    expect(cuts[0]! / all).toBeCloseTo(0.25, 1)
    expect(cuts[1]! / all).toBeCloseTo(0.25, 1)
    expect(cuts[2]! / all).toBeCloseTo(0.5, 1)
  })

  it('cut the columns that vary when others are constant', () => {
    const x = matrixOf([new Float32Array(300).fill(5), normalColumn(300, 1), new Float32Array(300)])
    const { feature, left, size } = isolationForest.fit(x, defaults, quietRun(1)).forest
    const cut = new Set(feature.filter((_, node) => left[node] !== node))
    expect(cut).toEqual(new Set([1]))
    expect(size.length).toBeGreaterThan(5000)
  })
})

describe('the score', () => {
  it('is 2^(−E[h] / c(ψ))', () => {
    const x = normalMatrix(400, 4)
    const model = isolationForest.fit(x, defaults, quietRun(1))
    const sums = new Float64Array(400)
    sumPathLengths(model.forest, x.columns, 0, sums)
    const scores = isolationForest.score(model, x, quietRun(1))
    for (const [r, score] of scores.entries()) {
      expect(score).toBeCloseTo(2 ** (-sums[r]! / 100 / averagePathLength(256)), 6)
    }
  })

  it('is ½ on average where nothing stands out, and ½ for a single row', () => {
    const one = normalMatrix(1, 2)
    const model = isolationForest.fit(one, defaults, quietRun(1))
    expect(isolationForest.score(model, one, quietRun(1))).toEqual(Float32Array.of(0.5))
  })

  it('finds planted amounts among columns of noise without a setting', () => {
    for (let seed = 1; seed <= 5; seed++) {
      const { x, planted } = cardLike(seed)
      const found = hits(x, planted, defaults, seed)
      expect(found).toBeGreaterThanOrEqual(18)
      // The original method, which looks at every column alike, misses some of them.
      expect(hits(x, planted, EVEN, seed)).toBeLessThan(found)
    }
  })
})

describe('the explanation', () => {
  it('adds up to c(ψ) − mean path length', () => {
    const x = normalMatrix(400, 4)
    for (const params of [defaults, EVEN]) {
      const model = isolationForest.fit(x, params, quietRun(1))
      const sums = new Float64Array(400)
      sumPathLengths(model.forest, x.columns, 0, sums)
      const parts = isolationForest.explain(model, x, Uint32Array.from(sums.keys()), quietRun(1))
      for (const [r, sum] of sums.entries()) {
        const total = parts.slice(r * 4, r * 4 + 4).reduce((a, b) => a + b, 0)
        expect(Math.abs(total - (averagePathLength(256) - sum / 100))).toBeLessThan(1e-12)
      }
    }
  })
})

describe('sampleRows', () => {
  it('draws without replacement, each row equally often', () => {
    const drawn = new Array<number>(20).fill(0)
    for (let seed = 0; seed < 5000; seed++) {
      const rows = sampleRows(20, 8, createRng(seed))
      expect(new Set(rows).size).toBe(8)
      for (const row of rows) drawn[row]!++
    }
    for (const count of drawn) expect(Math.abs(count - 2000)).toBeLessThan(200)
    expect(Array.from(sampleRows(5, 5, createRng(1))).sort()).toEqual([0, 1, 2, 3, 4])
  })
})

describe('sampleKurtosis', () => {
  it('is 1 for two equal halves, some 3 for normal values, 0 for a constant, whatever the unit', () => {
    expect(sampleKurtosis(Float32Array.of(1, 2, 1, 2), 0, 4)).toBeCloseTo(1, 12)
    expect(sampleKurtosis(normalColumn(20000, 1), 0, 20000)).toBeCloseTo(2.9, 1)
    expect(sampleKurtosis(Float32Array.of(4, 4, 4), 0, 3)).toBe(0)
    expect(sampleKurtosis(Float32Array.of(NaN, Infinity), 0, 2)).toBe(0)
    expect(sampleKurtosis(Float32Array.of(1e38, 2e38, 1e38, NaN, 2e38), 0, 5)).toBeCloseTo(1, 6)
  })
})

/** A thousand card transactions: an amount with twenty planted extremes among ten columns of noise. */
function cardLike(seed: number): { x: FeatureMatrix; planted: ReadonlySet<number> } {
  const rows = 1000
  const rng = createRng(seed)
  const uniform = (levels: number) => Float32Array.from({ length: rows }, () => rng.below(levels))
  const amount = normalColumn(rows, seed).map((v) => 1000 + 50 * v)
  const planted = new Set(sampleRows(rows, 20, rng))
  for (const row of planted) amount[row] = 1800 + 1400 * rng.next()
  const average = normalColumn(rows, seed + 100).map((v) => 1000 + 200 * v)
  const noise = [4, 11, 30, 7, 1440, 52, 2, 100000, 2].map(uniform)
  return { x: matrixOf([amount, average, ...noise]), planted }
}

function hits(x: FeatureMatrix, planted: ReadonlySet<number>, params: typeof defaults, seed: number): number {
  const scores = isolationForest.score(isolationForest.fit(x, params, quietRun(seed)), x, quietRun(seed))
  const order = Array.from(scores.keys()).sort((a, b) => scores[b]! - scores[a]!)
  return order.slice(0, 20).filter((row) => planted.has(row)).length
}
