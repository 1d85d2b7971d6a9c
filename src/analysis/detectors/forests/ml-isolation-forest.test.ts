import { IsolationForest } from 'ml-isolation-forest'
import { describe, expect, it } from 'vitest'
import { UsageError } from '../../errors.ts'
import { createRng } from '../../math/rng.ts'
import { greatestFloat32Below } from './ml-forest-arrays.ts'
import { mlIsolationForest } from './ml-isolation-forest.ts'
import { matrixOf, normalColumn, normalMatrix, quietRun } from '../test-data.ts'
import { withSeededRandom } from './with-seeded-random.ts'

describe('ml-iforest', () => {
  it('gives the scores of the package, trained on the same random numbers', () => {
    const integers = normalColumn(200, 5).map((v) => Math.round(v * 2))
    const x = matrixOf([normalColumn(200, 1), integers, new Float32Array(200).fill(3)])
    const model = mlIsolationForest.fit(x, { trees: 10 }, quietRun(4))
    const rows = Array.from({ length: 200 }, (_, r) => x.columns.map((c) => c[r]!))
    const root = createRng(4)
    const whole = new IsolationForest({ nEstimators: 10 })
    for (let t = 0; t < 10; t++) {
      const one = new IsolationForest({ nEstimators: 1 })
      withSeededRandom(root.fork(t), () => one.train(rows))
      Object.assign(whole, { trainingSet: rows, forest: [...whole.forest, ...one.forest] })
    }
    const expected = whole.predict(rows)
    const scores = mlIsolationForest.score(model, x, quietRun(1))
    for (const [r, score] of scores.entries()) expect(Math.abs(score - expected[r]!)).toBeLessThan(1e-7)
  })

  it('refuses more rows than it can take, and says how many it takes', () => {
    const x = normalMatrix(5001, 1)
    expect(() => mlIsolationForest.fit(x, { trees: 1 }, quietRun(1))).toThrow(UsageError)
    expect(() => mlIsolationForest.fit(x, { trees: 1 }, quietRun(1))).toThrow(/5000/)
  })
})

describe('withSeededRandom', () => {
  it('puts Math.random back, also after an error', () => {
    const original = Math.random
    const seen = withSeededRandom(createRng(1), () => Math.random())
    expect(seen).toBe(createRng(1).next())
    expect(() =>
      withSeededRandom(createRng(1), () => {
        throw new Error('broken')
      }),
    ).toThrow('broken')
    expect(Math.random).toBe(original)
  })
})

describe('greatestFloat32Below', () => {
  it('is below, and nothing lies in between', () => {
    for (const v of [1, -1, 0, 0.1, -0.1, 1e-46, -1e-46, 3.4e38, -3.4e38, 16777217]) {
      const below = greatestFloat32Below(v)
      expect(below).toBeLessThan(v)
      expect(Math.fround(below)).toBe(below)
      const step = Math.max(Math.abs(below) * 2 ** -23, 2 ** -149)
      expect(Math.fround(below + step)).toBeGreaterThanOrEqual(v)
    }
  })
})
