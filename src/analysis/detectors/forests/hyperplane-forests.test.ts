import { describe, expect, it } from 'vitest'
import { hyperplaneTreeCount } from '../../kernels/hyperplane-forest.ts'
import { matrixOf, normalColumn, normalMatrix, quietRun, withValue } from '../test-data.ts'
import { extendedIsolationForest } from './extended-isolation-forest.ts'
import { pooledForest } from './pooled-forest.ts'

const forests = [extendedIsolationForest, pooledForest] as const

describe.each(forests.map((detector) => [detector.info.id, detector] as const))('%s', (_, detector) => {
  it('parts each tree’s rows completely, and shares the volume out', () => {
    const { forest } = detector.fit(normalMatrix(700, 5), detector.defaults as never, quietRun(3))
    const { treeStart, left, size, value } = forest
    for (let t = 0; t < hyperplaneTreeCount(forest); t++) {
      const root = treeStart[t]!
      let volume = 0
      for (let node = root; node < treeStart[t + 1]!; node++) {
        const child = left[node]!
        if (child !== node) expect(size[child]! + size[child + 1]!).toBe(size[node]!)
        // value = −log((n / ψ) / volume)
        else volume += (Math.exp(value[node]!) * size[node]!) / size[root]!
      }
      expect(volume).toBeCloseTo(1, 9)
    }
  })

  it('has explanations that add up to the score', () => {
    const x = normalMatrix(400, 6)
    const model = detector.fit(x, detector.defaults as never, quietRun(1))
    const scores = detector.score(model, x, quietRun(1))
    const parts = detector.explain(model, x, Uint32Array.from(scores.keys()), quietRun(1))
    for (const [r, score] of scores.entries()) {
      const sum = parts.slice(r * 6, r * 6 + 6).reduce((a, b) => a + b, 0)
      expect(Math.abs(sum - score)).toBeLessThan(1e-6)
    }
  })

  it('counts a missing value as the middle of its column, and ±∞ as the greatest number', () => {
    const x = normalMatrix(300, 3)
    const model = detector.fit(x, detector.defaults as never, quietRun(1))
    const scoreOf = (value: number) => detector.score(model, withValue(x, 1, 4, value), quietRun(1))[4]
    expect(scoreOf(NaN)).toBe(scoreOf(model.forest.fill[1]!))
    expect(scoreOf(Infinity)).toBe(scoreOf(3.4028234663852886e38))
  })

  it('finds a row off the line that all others follow, which no column shows', () => {
    const first = normalColumn(600, 1)
    const second = first.map((v, r) => v + 0.05 * normalColumn(600, 2)[r]!)
    const x = matrixOf([first.with(9, 1.2), second.with(9, -1.2)])
    const above = (columnsPerCut: number) => {
      const model = detector.fit(x, { ...detector.defaults, columnsPerCut } as never, quietRun(1))
      const scores = detector.score(model, x, quietRun(1))
      return scores.filter((score) => score > scores[9]!).length
    }
    expect(above(2)).toBeLessThan(20)
    expect(above(1)).toBeGreaterThan(above(2))
  })
})

describe('columns per cut', () => {
  it('is at most the number of columns, and 1 cuts one column at a time', () => {
    const width = (columns: number, columnsPerCut: number) =>
      extendedIsolationForest.fit(
        normalMatrix(100, columns),
        { ...extendedIsolationForest.defaults, columnsPerCut },
        quietRun(1),
      ).forest.width
    expect([width(2, 3), width(5, 1), width(8, 6)]).toEqual([2, 1, 6])
  })
})
