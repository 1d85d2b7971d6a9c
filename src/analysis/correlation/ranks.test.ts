import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { createRng } from '../math/rng.ts'
import { finish } from '../work.ts'
import golden from './golden/correlation.json' with { type: 'json' }
import { intervalOf } from './intervals.ts'
import { kendallMatrix, kendallOfPair } from './kendall.ts'
import { levelsOf, NO_LEVEL } from './levels.ts'
import { spearmanMatrix, spearmanOfPair } from './spearman.ts'
import { fromGolden, worstDifference } from './testing.ts'

const numbers = Object.values(golden.numbers).map(fromGolden)
const levels = (columns: readonly Float64Array[]) => columns.map((values) => finish(levelsOf(values)))
const spearman = (columns: readonly Float64Array[], rows: Uint32Array | null = null) =>
  finish(spearmanMatrix(levels(columns), rows))
const kendall = (columns: readonly Float64Array[], rows: Uint32Array | null = null, most?: number) =>
  finish(kendallMatrix(levels(columns), rows, most))

/** Figures with many ties and some gaps. */
function tied(n: number, seed: number, gaps: boolean): Float64Array {
  const rng = createRng(seed)
  return Float64Array.from({ length: n }, () => (gaps && rng.next() < 0.2 ? NaN : rng.below(9) - 4))
}

describe('levels', () => {
  it('number the different values in order, whatever their size and sign', () => {
    const values = Float64Array.of(3, -0, 1e300, NaN, 0, -1e-300, 3, Infinity, -7.5, 5e-324, -Infinity, -7.25)
    const { level, count } = finish(levelsOf(values))
    expect(count).toBe(7)
    expect([...level]).toEqual([5, 3, 6, NO_LEVEL, 3, 2, 5, NO_LEVEL, 0, 4, NO_LEVEL, 1])
    expect(finish(levelsOf(new Float64Array(0))).count).toBe(0)
    expect(finish(levelsOf(Float64Array.of(NaN, NaN))).count).toBe(0)
  })

  it('order any numbers as a comparison does', () => {
    fc.assert(
      fc.property(fc.array(fc.double(), { maxLength: 300 }), (list) => {
        const { level } = finish(levelsOf(Float64Array.from(list)))
        const finite = [...new Set(list.filter(Number.isFinite).map((v) => v + 0))].sort((a, b) => a - b)
        expect([...level]).toEqual(list.map((v) => (Number.isFinite(v) ? finite.indexOf(v + 0) : NO_LEVEL)))
      }),
    )
  })
})

describe('Spearman', () => {
  it('gives the values of pandas, scipy and R with ties and missing values', () => {
    const { values, rows, size } = spearman(numbers)
    expect(worstDifference(values, fromGolden(golden.spearman))).toBeLessThan(1e-12)
    for (const { i, j, rows: n } of golden.intervals) expect(rows[i * size + j]).toBe(n)
  })

  it('gives the same for a pair as for the matrix', () => {
    const whole = levels(numbers.slice(0, 3))
    const { values } = finish(spearmanMatrix(whole, null))
    const pair = finish(spearmanOfPair(whole[0]!, whole[2]!, null, 240))
    expect(pair.value).toBeCloseTo(values[2]!, 14)
  })

  it('is the same of some rows as of a file of these rows', () => {
    const rows = Uint32Array.from({ length: 90 }, (_, k) => (k * 7) % 240)
    const part = numbers.map((values) => Float64Array.from(rows, (row) => values[row]!))
    expect(worstDifference(spearman(numbers, rows).values, spearman(part).values)).toBeLessThan(1e-14)
  })

  it('has no coefficient for a constant column, nor with fewer than two common rows', () => {
    const columns = [
      Float64Array.of(1, 2, 3),
      Float64Array.of(5, 5, 5),
      Float64Array.of(NaN, NaN, 1),
      Float64Array.of(7, NaN, 7),
    ]
    for (const { values, rows } of [spearman(columns), kendall(columns)]) {
      expect([...values.subarray(0, 4)]).toEqual([1, NaN, NaN, NaN])
      expect([...rows.subarray(0, 4)]).toEqual([3, 3, 1, 2])
    }
    expect(spearman([]).size).toBe(0)
    expect(kendall([new Float64Array(0)]).values[0]).toBeNaN()
  })
})

describe('Kendall', () => {
  it('gives the τ-b of scipy and R with ties and missing values', () => {
    const { values, rows, size } = kendall(numbers)
    expect(worstDifference(values, fromGolden(golden.kendall))).toBeLessThan(1e-12)
    for (const { i, j, rows: n } of golden.intervals) expect(rows[i * size + j]).toBe(n)
  })

  it('is what counting all pairs gives', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 120 }), fc.integer(), fc.boolean(), (n, seed, gaps) => {
        const [x, y] = [tied(n, seed, gaps), tied(n, seed + 1, gaps)]
        const { value } = kendall([x, y]).values.length ? { value: kendall([x, y]).values[1]! } : { value: 0 }
        const counted = byCounting(x, y)
        if (counted !== counted) expect(value).toBeNaN()
        else expect(value).toBeCloseTo(counted, 12)
      }),
      { numRuns: 60 },
    )
  })

  it('looks at a sample of the common rows beyond the stated size, the same one every time', () => {
    const n = 6000
    const rng = createRng(5)
    const x = Float64Array.from({ length: n }, () => rng.next())
    const y = Float64Array.from(x, (v) => v + rng.next())
    const gaps = Float64Array.from(y, (v, i) => (i % 3 === 0 ? v : NaN))
    const whole = kendall([x, y, gaps], null, n)
    const sample = kendall([x, y, gaps], null, 1500)
    expect([whole.rows[1], whole.rows[2], sample.rows[1], sample.rows[2]]).toEqual([6000, 2000, 1500, 1500])
    expect(Math.abs(sample.values[1]! - whole.values[1]!)).toBeLessThan(0.05)
    expect(Math.abs(sample.values[2]! - whole.values[2]!)).toBeLessThan(0.05)
    expect(sample.values[1]).not.toBe(whole.values[1])
    expect(kendall([x, y, gaps], null, 1500)).toEqual(sample)
  })

  it('sorts long runs of equal and of falling values', () => {
    const n = 1000
    const order = Uint32Array.from({ length: n }, (_, k) => k)
    const pair = (f: (k: number) => number, g: (k: number) => number) => {
      const [x, y] = levels([Float64Array.from(order, f), Float64Array.from(order, g)])
      return finish(kendallOfPair(x!, y!, order, n)).value
    }
    expect(
      pair(
        (k) => k,
        (k) => -k,
      ),
    ).toBe(-1)
    expect(
      pair(
        (k) => k,
        (k) => k * k,
      ),
    ).toBe(1)
    expect(
      pair(
        (k) => k % 2,
        (k) => -(k % 2),
      ),
    ).toBe(-1)
  })
})

describe('both', () => {
  it('do not depend on the order of the rows; a rising map changes nothing, a falling one the sign', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 200 }), fc.integer(), fc.boolean(), (n, seed, gaps) => {
        const columns = [tied(n, seed, gaps), tied(n, seed + 1, gaps), tied(n, seed + 2, false)]
        const rng = createRng(seed)
        const order = Uint32Array.from({ length: n }, (_, k) => k).sort(() => rng.next() - 0.5)
        const rising = columns.map((values) => values.map((v) => v * v * v + 100))
        const falling = [columns[0]!.map((v) => -v), columns[1]!, columns[2]!]
        for (const matrix of [spearman, kendall]) {
          const { values } = matrix(columns)
          expect(worstDifference(matrix(columns, order).values, values)).toBeLessThan(1e-12)
          expect(worstDifference(matrix(rising).values, values)).toBeLessThan(1e-12)
          const turned = matrix(falling).values.map((v, at) => (at === 1 || at === 2 ? -v : v))
          expect(worstDifference(turned.subarray(0, 3), values.subarray(0, 3))).toBeLessThan(1e-12)
        }
      }),
      { numRuns: 40 },
    )
  })
})

describe('confidence intervals', () => {
  it('are those of R and scipy for Pearson, and the named standard errors for the others', () => {
    const size = numbers.length
    for (const { i, j, rows, ...expected } of golden.intervals) {
      for (const method of ['pearson', 'spearman', 'kendall'] as const) {
        const [low, high] = intervalOf(method, golden[method][i * size + j]!, rows)
        expect(Math.abs(low - expected[method][0]!)).toBeLessThan(1e-12)
        expect(Math.abs(high - expected[method][1]!)).toBeLessThan(1e-12)
      }
    }
  })

  it('are not there where there are too few rows, no coefficient, or no formula', () => {
    expect(intervalOf('pearson', 0.5, 3)).toEqual([NaN, NaN])
    expect(intervalOf('spearman', NaN, 30)).toEqual([NaN, NaN])
    expect(intervalOf('kendall', 0.5, 4)).toEqual([NaN, NaN])
    expect(intervalOf('eta', 0.5, 400)).toEqual([NaN, NaN])
    expect(intervalOf('cramers-v', 0.5, 400)).toEqual([NaN, NaN])
    expect(intervalOf('pearson', -1, 9)).toEqual([-1, -1])
  })
})

/** τ-b by its definition. */
function byCounting(x: Float64Array, y: Float64Array): number {
  let [score, differX, differY] = [0, 0, 0]
  for (let a = 0; a < x.length; a++) {
    for (let b = 0; b < a; b++) {
      const dx = Math.sign(x[a]! - x[b]!)
      const dy = Math.sign(y[a]! - y[b]!)
      if (x[a] !== x[a] || y[a] !== y[a] || x[b] !== x[b] || y[b] !== y[b]) continue
      score += dx * dy
      differX += dx * dx
      differY += dy * dy
    }
  }
  return score / Math.sqrt(differX * differY)
}
