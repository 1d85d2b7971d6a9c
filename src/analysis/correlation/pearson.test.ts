import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { createRng } from '../math/rng.ts'
import { finish } from '../work.ts'
import golden from './golden/correlation.json' with { type: 'json' }
import { pearsonMatrix, pearsonOfPair } from './pearson.ts'
import { fromGolden, readerOf, worstDifference } from './testing.ts'

const numbers = Object.values(golden.numbers).map(fromGolden)
const matrixOf = (columns: readonly Float64Array[], rows: Uint32Array | null = null) =>
  finish(
    pearsonMatrix(
      columns.map((values) => readerOf(values, rows)),
      rows?.length ?? columns[0]?.length ?? 0,
    ),
  )
const random = (n: number, seed: number) => {
  const rng = createRng(seed)
  return Float64Array.from({ length: n }, () => rng.next() - rng.next())
}

describe('Pearson', () => {
  it('gives the values of numpy, scipy and R, with missing values left out pair by pair', () => {
    const { values, rows, size } = matrixOf(numbers)
    expect(worstDifference(values, fromGolden(golden.pearson))).toBeLessThan(1e-12)
    for (const { i, j, rows: n } of golden.intervals) {
      expect(rows[i * size + j]).toBe(n)
      expect(rows[j * size + i]).toBe(n)
    }
  })

  it('takes ±∞ for missing', () => {
    const gone = numbers.map((values) => values.slice())
    for (const values of gone) {
      for (let r = 0; r < values.length; r++)
        if (values[r] !== values[r]) values[r] = r % 2 ? Infinity : -Infinity
    }
    expect(matrixOf(gone)).toEqual(matrixOf(numbers))
  })

  it('is the same of some rows as of a file of these rows', () => {
    const rows = Uint32Array.from({ length: 90 }, (_, k) => (k * 7) % 240)
    const part = numbers.map((values) => Float64Array.from(rows, (row) => values[row]!))
    expect(matrixOf(numbers, rows)).toEqual(matrixOf(part))
  })

  it('has no coefficient for a constant column, nor with fewer than two common rows', () => {
    const { values, rows } = matrixOf([
      Float64Array.of(1, 2, 3, NaN),
      Float64Array.of(0.1, 0.1, 0.1, 0.1),
      Float64Array.of(NaN, NaN, 4, 5),
      Float64Array.of(NaN, NaN, NaN, NaN),
      Float64Array.of(2, 4, 7, 1),
    ])
    expect([...rows.subarray(0, 5)]).toEqual([3, 3, 1, 0, 3])
    expect([values[0], values[1], values[2], values[3]]).toEqual([1, NaN, NaN, NaN])
    expect(values[4]).toBeCloseTo(0.9933992677987828, 14)
    expect(matrixOf([]).size).toBe(0)
    expect(matrixOf([new Float64Array(0)]).values).toEqual(Float64Array.of(NaN))
    expect(matrixOf([Float64Array.of(3), Float64Array.of(4)]).values[1]).toBeNaN()
  })

  it('knows a column that is constant in the common rows only', () => {
    const { values } = matrixOf([Float64Array.of(0.1, 0.1, 0.1, 7e9), Float64Array.of(1, 2, 4, NaN)])
    expect(values[1]).toBeNaN()
  })

  it('loses no digits where the common rows lie far from the rest', () => {
    const n = 600
    const x = random(n, 1)
    const y = Float64Array.from(random(n, 2), (v, i) => v + x[i]!)
    const expected = matrixOf([x, y]).values[1]!
    const far = Float64Array.from({ length: 2 * n }, (_, i) => (i < n ? x[i]! : 1e12 + i))
    const beside = Float64Array.from({ length: 2 * n }, (_, i) => (i < n ? y[i]! : NaN))
    expect(Math.abs(matrixOf([far, beside]).values[1]! - expected)).toBeLessThan(1e-13)
  })

  it.each([1e-300, 1e-120, 1e120, 1e307])('does not overflow with values around %d', (size) => {
    const x = random(500, 3)
    const y = Float64Array.from(random(500, 4), (v, i) => v - 0.5 * x[i]!)
    const scaled = Float64Array.from(x, (v) => v * size)
    const expected = matrixOf([x, y]).values[1]!
    expect(Math.abs(matrixOf([scaled, y]).values[1]! - expected)).toBeLessThan(1e-13)
    const pair = finish(pearsonOfPair(readerOf(scaled), readerOf(y), 500))
    expect(Math.abs(pair.value - expected)).toBeLessThan(1e-13)
  })

  it('does not depend on the order of the rows, nor on unit and origin', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 700 }), fc.integer(), fc.boolean(), (n, seed, gaps) => {
        const rng = createRng(seed)
        const columns = [random(n, seed), random(n, seed + 1), random(n, seed + 2)]
        if (gaps) for (const c of columns) for (let r = 0; r < n; r++) if (rng.next() < 0.2) c[r] = NaN
        const before = matrixOf(columns).values
        const order = Uint32Array.from({ length: n }, (_, r) => r)
        for (let r = n - 1; r > 0; r--) {
          const k = rng.below(r + 1)
          const spare = order[r]!
          order[r] = order[k]!
          order[k] = spare
        }
        expect(worstDifference(matrixOf(columns, order).values, before)).toBeLessThan(1e-11)
        const mapped = columns.map((c, k) => c.map((v) => (k === 1 ? -3 : 0.25) * v + 1000 * k))
        const signs = [1, -1, 1]
        const back = matrixOf(mapped).values.map((v, k) => v * signs[k % 3]! * signs[Math.floor(k / 3)]!)
        expect(worstDifference(back, before)).toBeLessThan(1e-8)
      }),
      { numRuns: 60 },
    )
  })
})
