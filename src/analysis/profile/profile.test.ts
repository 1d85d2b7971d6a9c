import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellsOf, testColumn, testTable } from '../features/testing/test-tables.ts'
import { createRng } from '../math/rng.ts'
import { finish } from '../work.ts'
import { scatterDensity } from './density.ts'
import { countDistinctNumbers, groupTexts } from './distinct.ts'
import { medianOf } from '../statistics/median.ts'
import { quantileOfSorted, sortedFinite } from '../statistics/sorted-values.ts'
import { columnStatistics } from './summarise.ts'

const anyNumbers = fc.array(fc.oneof(fc.double(), fc.integer({ min: -5, max: 5 })), { maxLength: 80 })
const finiteOf = (values: Float64Array) => [...values].filter(Number.isFinite).map((v) => v + 0)

describe('sorted values, medians and distinct counts', () => {
  it('equal those of a plain sort, for any numbers', () => {
    fc.assert(
      fc.property(anyNumbers, (numbers) => {
        const values = Float64Array.from(numbers)
        const expected = Float64Array.from(finiteOf(values)).sort()
        expect(finish(sortedFinite(values)).map((v) => v + 0)).toEqual(expected)
        if (expected.length === 0) return
        const half = expected.length / 2
        const middle =
          half % 1 ? expected[half - 0.5]! : expected[half - 1]! + (expected[half]! - expected[half - 1]!) / 2
        expect(finish(medianOf(values, expected.length)) + 0).toBe(middle + 0)
        const { distinct } = finish(columnStatistics(testColumn('a', [...values])))
        expect(distinct).toBe(new Set(expected).size)
      }),
    )
  })

  it('are the same when the work is cut into slices', () => {
    const rng = createRng(9)
    const values = Float64Array.from({ length: 400_000 }, () => rng.next() * 1e6 - 5e5)
    const work = sortedFinite(values)
    let slices = 0
    const sorted = finish(work, () => slices++)
    expect(slices).toBeGreaterThan(4)
    expect(sorted).toEqual(values.slice().sort())
    expect(finish(medianOf(values, values.length))).toBe(quantileOfSorted(sorted, 0.5))
  })

  it('count widely spread whole numbers exactly, and many decimals up to a limit', () => {
    const rng = createRng(1)
    const codes = Float64Array.from({ length: 200_000 }, (_, i) => 4e15 + (i % 150_000) * 1_000_003)
    expect(finish(countDistinctNumbers(codes, true, true, 4e15, 4.2e15))).toEqual({
      distinct: 150_000,
      isLowerBound: false,
    })
    const decimals = Float64Array.from({ length: 200_000 }, () => rng.next())
    expect(finish(countDistinctNumbers(decimals, false, true, 0, 1)).isLowerBound).toBe(true)
  })

  it('group equal texts in order of first appearance', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('', 'a', 'b', 'ab', 'ba', 'é'), { maxLength: 40 }), (texts) => {
        const column = testColumn('t', { texts })
        if (column.type !== 'text') return
        const { codes, counts, firstRows } = finish(groupTexts(column))
        const known: string[] = [...new Set(texts.filter((text) => text !== ''))]
        expect([...codes]).toEqual(texts.map((text) => known.indexOf(text)))
        expect([...counts]).toEqual(known.map((text) => texts.filter((other) => other === text).length))
        expect([...firstRows]).toEqual(known.map((text) => texts.findIndex((other) => other === text)))
      }),
    )
  })
})

describe('column statistics', () => {
  it('describe numbers without the missing and the infinite', () => {
    const s = finish(columnStatistics(testColumn('a', [3, null, 1, Infinity, 1, 7])))
    expect(s).toMatchObject({ present: 4, distinct: 3, min: 1, max: 7, mean: 3, median: 2, integers: true })
    expect(s.notFalling).toBeCloseTo(2 / 3, 12)
    expect(s.strictlyMonotone).toBe(false)
  })

  it('keep the mean of large figures', () => {
    const values = cellsOf(1001, (i) => 1e15 + i)
    expect(finish(columnStatistics(testColumn('a', values))).mean).toBeCloseTo(1e15 + 500, 0)
  })

  it('describe categories and empty columns', () => {
    const kinds = finish(columnStatistics(testColumn('k', ['a', 'b', null, 'a'])))
    expect(kinds).toMatchObject({ present: 3, distinct: 2, min: null })
    expect([...kinds.levelCounts!]).toEqual([2, 1])
    expect(finish(columnStatistics(testColumn('n', [null, null])))).toMatchObject({
      present: 0,
      median: null,
    })
  })
})

describe('the density raster', () => {
  const request = { x: 0, y: 1, logX: false, logY: false, width: 4, height: 4 }

  it('counts every row that can be drawn, from the top left', () => {
    const table = testTable({ x: [0, 10, 10, null, 5], y: [0, 10, 10, 1, Infinity] })
    const { density, cell, undrawn, x } = finish(scatterDensity(table, request))
    expect([...cell]).toEqual([12, 3, 3, -1, -1])
    expect(density[3]).toBe(2)
    expect(density[12]).toBe(1)
    expect(density.reduce((a, b) => a + b)).toBe(3)
    expect(undrawn).toBe(2)
    expect(x[4]).toBe(5)
  })

  it('spaces powers of ten evenly on a log axis and leaves out what is not positive', () => {
    const table = testTable({ x: [1, 10, 100, 1000, 0, -5], y: [1, 1, 1, 1, 1, 1] })
    const { cell, xDomain } = finish(scatterDensity(table, { ...request, logX: true }))
    expect([...cell].map((c) => (c < 0 ? c : c % 4))).toEqual([0, 1, 2, 3, -1, -1])
    expect(xDomain[0]).toBeGreaterThan(0.9)
  })

  it('draws categories as places with labels', () => {
    const table = testTable({ kind: ['a', 'b', null, 'a'], t: { times: [0, 1, 2, 3] } })
    const { cell, xLabels, xDomain } = finish(scatterDensity(table, { ...request, width: 2 }))
    expect(xLabels).toEqual(['a', 'b'])
    expect(xDomain).toEqual([-0.5, 1.5])
    expect([...cell].map((c) => (c < 0 ? c : c % 2))).toEqual([0, 1, -1, 0])
  })

  it('gives away a copy, not the table', () => {
    const table = testTable({ x: [1, 2], y: [3, 4] })
    const data = finish(scatterDensity(table, request))
    const column = table.columns[0]!
    expect(column.type === 'number' && column.values !== data.x).toBe(true)
  })
})
