import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellsOf, testTable } from '../features/testing/test-tables.ts'
import { contextOf } from '../questions/testing.ts'
import { finish } from '../work.ts'
import { missingValues } from './missing-values.ts'

const ask = (columns: Parameters<typeof testTable>[0], blocks = 4, pairs = 100) =>
  finish(missingValues(contextOf(testTable(columns)), { blocks, pairs }))

const anyColumn = (rows: number) => fc.array(fc.boolean(), { minLength: rows, maxLength: rows })
const anyTable = fc
  .integer({ min: 1, max: 90 })
  .chain((rows) => fc.tuple(anyColumn(rows), anyColumn(rows), anyColumn(rows), anyColumn(rows)))

describe('missing values', () => {
  it('are those of a plain count, by column, by block of rows and by pair', () => {
    fc.assert(
      fc.property(anyTable, fc.integer({ min: 1, max: 12 }), ([a, b, c, d], blocks) => {
        const gaps = [a, b, c, d]
        const rows = a.length
        const found = ask(
          {
            number: a.map((gap) => (gap ? null : 1)),
            time: { times: b.map((gap) => (gap ? null : 1)) },
            category: c.map((gap) => (gap ? null : 'x')),
            text: { texts: d.map((gap) => (gap ? '' : 'x')) },
          },
          blocks,
        )
        const withGaps = [0, 1, 2, 3].filter((k) => gaps[k]!.some(Boolean))
        // A category column of nothing but gaps is built as numbers: missing all the same.
        expect(found.columns).toEqual(
          withGaps.map((column) => ({ column, missing: gaps[column]!.filter(Boolean).length })),
        )
        expect(found.rowsWithMissing).toBe(a.filter((_, row) => gaps.some((column) => column[row])).length)
        const used = Math.min(blocks, rows)
        expect(found.blockStarts).toHaveLength(used + 1)
        expect([found.blockStarts[0], found.blockStarts[used]]).toEqual([0, rows])
        withGaps.forEach((column, k) => {
          for (let block = 0; block < used; block++) {
            const part = gaps[column]!.slice(found.blockStarts[block], found.blockStarts[block + 1])
            expect(found.counts[k * used + block]).toBe(part.filter(Boolean).length)
          }
        })
        for (const { a: x, b: y, both, expected, either } of found.pairs) {
          const [first, second] = [gaps[x]!, gaps[y]!]
          expect(both).toBe(first.filter((gap, row) => gap && second[row]).length)
          expect(either).toBe(first.filter((gap, row) => gap || second[row]).length)
          const margin = first.filter(Boolean).length * second.filter(Boolean).length
          expect(expected).toBeCloseTo(margin / rows, 9)
          expect(both).toBeGreaterThan(expected)
        }
      }),
    )
  })

  it('name the pairs that are clearly missing together first, and none that is by chance as often as expected', () => {
    const gap = (share: (row: number) => boolean) => cellsOf(1000, (row) => (share(row) ? null : 1))
    const found = ask({
      street: gap((row) => row % 10 === 0),
      city: gap((row) => row % 10 === 0),
      fax: gap((row) => row % 2 === 0),
      phone: gap((row) => row < 500),
      email: gap((row) => row < 3),
      always: gap(() => true),
    })
    expect(found.pairs[0]).toMatchObject({ a: 0, b: 1, both: 100, expected: 10, either: 100 })
    // G of 100 common rows of 1,000, none apart: −2 n (p ln p + q ln q) with p = .1
    expect(found.pairs[0]?.g).toBeCloseTo(-2000 * (0.1 * Math.log(0.1) + 0.9 * Math.log(0.9)), 6)
    const named = found.pairs.map(({ a, b }) => `${a}${b}`)
    expect(named).toContain('02')
    expect(named).not.toContain('23')
    expect(named.some((pair) => pair.includes('5'))).toBe(false)
    expect(found.pairCount).toBe(named.length)
    expect(ask({ a: gap((row) => row < 9), b: gap((row) => row < 9) }, 4, 0)).toMatchObject({
      pairs: [],
      pairCount: 1,
    })
  })

  it('are none in a whole table, and hold without rows', () => {
    expect(ask({ a: [1, 2], b: ['x', 'y'] })).toMatchObject({ rowsWithMissing: 0, columns: [], pairs: [] })
    expect(ask({ a: [] })).toMatchObject({ rows: 0, rowsWithMissing: 0, columns: [] })
  })

  it('pause while many columns are compared', () => {
    const columns = Object.fromEntries(
      cellsOf(120, (c) => [`c${c}`, cellsOf(2000, (row) => ((row * (c + 3)) % 7 === 0 ? null : 1))] as const),
    )
    let slices = 0
    const work = missingValues(contextOf(testTable(columns)), { blocks: 50, pairs: 10 })
    expect(finish(work, () => slices++).columns).toHaveLength(120)
    expect(slices).toBeGreaterThan(120)
  })
})
