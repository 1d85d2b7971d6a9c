import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellsOf, testTable } from '../features/testing/test-tables.ts'
import { contextOf } from '../questions/testing.ts'
import { finish } from '../work.ts'
import { boxStatistics } from '../statistics/box-statistics.ts'
import { groupDistributions, type GroupDistributionsAnswer } from './group-distributions.ts'

type Cell = readonly [group: string | null, value: number | null]
const ask = (
  cells: readonly Cell[],
  scale: 'linear' | 'log' = 'linear',
  range: 'core' | 'whole' = 'core',
): GroupDistributionsAnswer => {
  const table = testTable({ k: cells.map(([group]) => group), v: cells.map(([, value]) => value) })
  return finish(groupDistributions(contextOf(table), { column: 1, by: 0, scale, range }))
}

describe('the distribution in each group', () => {
  it('is that of the group’s own rows, and counts every row', () => {
    const group = fc.option(fc.constantFrom('a', 'b', 'c'), { nil: null })
    const value = fc.option(
      fc.oneof(fc.double({ noNaN: true, min: -50, max: 50 }), fc.constantFrom(Infinity, 0, 1e9)),
      { nil: null },
    )
    const scales = fc.constantFrom('linear' as const, 'log' as const)
    fc.assert(
      fc.property(fc.array(fc.tuple(group, value), { maxLength: 40 }), scales, (cells, scale) => {
        // One row of text makes sure that the first column is one of categories.
        const all: readonly Cell[] = [['a', 1], ...cells]
        const { groups, rows, counts, cells: stride } = ask(all, scale)
        const again = new Uint32Array(counts.length)
        for (const place of rows) again[place]!++
        expect(again).toEqual(counts)
        for (const [g, { level, rows: size, count, box }] of groups.entries()) {
          const name = level.kind === 'value' ? level.value : null
          const own = all.filter(([other]) => other === name).map(([, v]) => v)
          const drawn = own.filter((v) => v !== null && v < Infinity && (scale === 'linear' || v > 0))
          expect([size, count]).toEqual([own.length, drawn.length])
          expect(counts[(g + 1) * stride - 1]).toBe(own.length - drawn.length)
          if (scale === 'linear') {
            const sorted = Float64Array.from(drawn.filter((v) => v !== null)).sort()
            expect(box).toEqual(boxStatistics(sorted))
          }
        }
        all.forEach(([name], row) => {
          const { level } = groups[Math.floor(rows[row]! / stride)]!
          expect(level.kind === 'value' ? level.value : null).toBe(name)
        })
      }),
    )
  })

  it('shows 12 groups, the rest together, and those without a group', () => {
    const cells = cellsOf(600, (row): Cell => [row % 50 === 0 ? null : `g${row % 20}`, row])
    const { groups, counts } = ask(cells)
    expect(groups.map(({ level }) => level.kind)).toEqual([
      ...Array<string>(12).fill('value'),
      'other',
      'missing',
    ])
    expect(counts.reduce((a, b) => a + b)).toBe(600)
  })

  it('puts rows along the view, and those beyond it into the first and the last cell', () => {
    const cells = cellsOf(2001, (row): Cell => ['a', row === 2000 ? 1e7 : row - 1000])
    const { view, rows, cells: stride, groups } = ask(cells)
    expect(view[1]).toBeLessThan(1e6)
    expect(rows[2000]).toBe(stride - 2)
    expect(rows[1000]! / (stride - 3)).toBeCloseTo(-view[0] / (view[1] - view[0]), 1)
    expect(groups[0]!.box!.farOut).toEqual([0, 1])
    expect(ask(cells, 'linear', 'whole').view[1]).toBeGreaterThan(1e7)
  })
})
