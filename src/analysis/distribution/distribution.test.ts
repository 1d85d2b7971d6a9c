import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellsOf, testTable } from '../features/testing/test-tables.ts'
import { createRng } from '../math/rng.ts'
import { contextOf } from '../questions/testing.ts'
import { finish } from '../work.ts'
import { distribution, type DistributionAnswer, type DistributionRequest } from './distribution.ts'
import { NO_CELL } from './value-cells.ts'

type Values = readonly (number | null)[]
const PLAIN = {
  column: 0,
  scale: 'linear',
  range: 'core',
  bandwidth: 'silverman',
  positions: 'filliben',
} as const
const ask = (values: Values, request: Partial<DistributionRequest> = {}): DistributionAnswer =>
  finish(distribution(contextOf(testTable({ a: values })), { ...PLAIN, ...request }))

const normals = (count: number, seed: number): number[] => {
  const rng = createRng(seed)
  return cellsOf(count, () => {
    let sum = -6
    for (let k = 0; k < 12; k++) sum += rng.next()
    return sum
  })
}

const value = fc.oneof(
  fc.double({ noNaN: true, min: -1000, max: 1000 }),
  fc.integer({ min: -3, max: 3 }),
  fc.double({ noNaN: true }),
  fc.constantFrom(Infinity, -Infinity, 1e308, -1e308),
)
const request = fc.record({
  scale: fc.constantFrom('linear' as const, 'log' as const),
  range: fc.constantFrom('core' as const, 'whole' as const),
  bandwidth: fc.constantFrom('silverman' as const, 'botev' as const),
  positions: fc.constantFrom('filliben' as const, 'hazen' as const),
})

describe('the distribution of one column', () => {
  it('knows the cell of every row, and counts all of them', () => {
    fc.assert(
      fc.property(fc.array(fc.option(value, { nil: null }), { maxLength: 50 }), request, (values, asked) => {
        const { cells, rows, count, ranks, notPositive, density, normal } = ask(values, asked)
        const again = new Uint32Array(cells.counts.length)
        let placed = 0
        values.forEach((cell, row) => {
          const at = rows[row]!
          const drawn = cell !== null && Math.abs(cell) < Infinity && (asked.scale === 'linear' || cell > 0)
          expect(at === NO_CELL).toBe(!drawn)
          if (!drawn) return
          placed++
          again[at]!++
          if (asked.scale === 'log') return
          expect(cell).toBeGreaterThanOrEqual(cells.first[at]!)
          expect(cell).toBeLessThanOrEqual(cells.last[at]!)
        })
        expect(again).toEqual(cells.counts)
        expect([count, ranks.at(-1)]).toEqual([placed, placed])
        expect(asked.scale === 'linear' ? 0 : notPositive).toBe(notPositive)
        const figures = [...(density?.density ?? []), ...normal.theoretical, ...normal.values]
        expect(figures.filter((figure) => !Number.isFinite(figure))).toEqual([])
      }),
      { numRuns: 200 },
    )
  })

  it('gives the empirical distribution function within its stated error at every value', () => {
    const rng = createRng(2)
    const values = cellsOf(20_000, (row) =>
      row % 3 === 0 ? 5 : Math.round(1e4 * rng.next() * rng.next()) / 100,
    )
    const { cells, ranks } = ask(values)
    expect(cells.error).toBeLessThan(0.004)
    expect(cells.counts.length).toBeLessThan(2400)
    const sorted = Float64Array.from(values).sort()
    for (let i = 0; i < sorted.length; i += 37) {
      const x = sorted[i]!
      const c = cells.first.findLastIndex((low) => low <= x)
      const [low, high] = [cells.first[c]!, cells.last[c]!]
      const part = high > low ? (x - low) / (high - low) : 1
      const drawn = (ranks[c]! + part * cells.counts[c]!) / sorted.length
      const exact = (sorted.findLastIndex((other) => other <= x) + 1) / sorted.length
      expect(Math.abs(drawn - exact)).toBeLessThanOrEqual(cells.error + 1e-12)
    }
    // A third of the rows share one value: it is alone in its cell.
    const five = cells.first.indexOf(5)
    expect(cells.last[five]).toBe(5)
    expect(cells.counts[five]).toBe(values.filter((x) => x === 5).length)
  })

  it('does not depend on the order of rows; moving and stretching the values moves and stretches all', () => {
    const values = normals(700, 5)
    const one = ask(values)
    const reversed = ask([...values].reverse())
    expect({ ...reversed, rows: null }).toEqual({ ...one, rows: null })
    const moved = ask(values.map((x) => 1000 + 8 * x))
    expect(moved.box!.median).toBeCloseTo(1000 + 8 * one.box!.median, 9)
    expect(moved.box!.outside).toEqual(one.box!.outside)
    expect(moved.density!.bandwidth).toBeCloseTo(8 * one.density!.bandwidth, 9)
    expect(moved.density!.density[256]).toBeCloseTo(one.density!.density[256]! / 8, 9)
    expect(moved.normal.correlation).toBeCloseTo(one.normal.correlation, 10)
    expect(moved.normal.slope).toBeCloseTo(8 * one.normal.slope, 9)
    expect(moved.rows).toEqual(one.rows)
  })

  it('has a density of area 1 that Botev’s bandwidth lets follow two modes', () => {
    const values = normals(3000, 6).map((x, row) => (row % 2 ? x * 0.1 : 10 + x * 0.1))
    const dip = ({ density }: DistributionAnswer) => {
      const at = (x: number) => density!.density[Math.round((x - density!.low) / density!.step)]!
      return at(5) / at(0)
    }
    const narrow = ask(values, { bandwidth: 'botev', range: 'whole' })
    const wide = ask(values, { range: 'whole' })
    expect(narrow.bandwidthRule).toBe('botev')
    expect(dip(narrow)).toBeLessThan(1e-6)
    expect(narrow.density!.bandwidth).toBeLessThan(wide.density!.bandwidth / 5)
    const { density, step } = narrow.density!
    expect(density.reduce((a, b) => a + b) * step).toBeCloseTo(1, 3)
  })

  it('falls back to Silverman’s bandwidth where Botev’s has no answer, and says so', () => {
    expect(ask([1, 1, 1, 1, 2], { bandwidth: 'botev', range: 'whole' }).bandwidthRule).toBe('silverman')
  })

  it('works on logarithms on a log scale', () => {
    const values = [0.1, 1, 10, 100, 1000, 0, -5, null]
    const { box, notPositive, count, normal } = ask(values, { scale: 'log' })
    expect(box).toMatchObject({ min: -1, q1: 0, median: 1, q3: 2, max: 3, outside: [0, 0] })
    expect([count, notPositive]).toEqual([5, 2])
    expect(normal.slope).toBeCloseTo(2 / (2 * 0.6744897501960817), 12)
  })

  it('draws at most 400 points of many on the normal plot, with both ends, and all of few', () => {
    const many = ask(normals(50_000, 7))
    expect(many.normal.ranks.length).toBeLessThanOrEqual(400)
    expect(many.normal.ranks[59]).toBe(59)
    expect(many.normal.ranks.at(-1)).toBe(49_999)
    expect(many.normal.correlation).toBeGreaterThan(0.999)
    const steps = many.normal.theoretical.slice(60, -60).map((z, k, all) => (k === 0 ? 0 : z - all[k - 1]!))
    expect(Math.max(...steps)).toBeLessThan(0.05)
    expect(ask(normals(300, 7)).normal.ranks.length).toBe(300)
  })

  it('covers a normal sample with its band about as often as it says', () => {
    const { normal } = ask(normals(400, 11))
    const outside = normal.values.filter(
      (x, k) => Math.abs(x - normal.intercept - normal.slope * normal.theoretical[k]!) > normal.band[k]!,
    )
    expect(outside.length / 400).toBeLessThan(0.2)
    expect(normal.band[0]).toBeGreaterThan(3 * normal.band[200]!)
  })

  it('has an answer for no, one and equal values', () => {
    expect(ask([null, Infinity])).toMatchObject({ count: 0, box: null, density: null, view: [0, 1] })
    expect(ask([4]).box).toMatchObject({ min: 4, q1: 4, median: 4, max: 4, outside: [0, 0] })
    const equal = ask([2, 2, 2])
    expect(equal).toMatchObject({ density: null, cells: { error: 0 } })
    expect([...equal.cells.counts]).toEqual([3])
    expect(equal.normal.correlation).toBeNaN()
    expect(equal.view[0]).toBeLessThan(2)
  })
})
