import { describe, expect, it } from 'vitest'
import { cellsOfTimes } from '../../../analysis/calendar/calendar-cells.ts'
import { matchingRows } from '../../../analysis/select/matching-rows.ts'
import { finish } from '../../../analysis/work.ts'
import { blocksOf, blocksPredicate, cellsIn, CYCLES, LAYOUTS, WEEK, YEAR, type Block } from './recurring.ts'

const block = (rowFrom: number, rowTo: number, columnFrom: number, columnTo: number): Block => ({
  rowFrom,
  rowTo,
  columnFrom,
  columnTo,
})
const HOUR = 3_600_000
const format = { code: 'iso', label: 'ISO' }

describe('recurring times', () => {
  it('are made of every cell once, whatever the cycle', () => {
    for (const { kind, labels, block } of CYCLES) {
      const layout = LAYOUTS[kind]
      const cells = labels.flatMap((_, part) => cellsIn(layout, block(part)))
      const everything = cellsIn(layout, {
        rowFrom: 0,
        rowTo: layout.rows.length - 1,
        columnFrom: 0,
        columnTo: layout.columns.length - 1,
      })
      expect([...cells].sort((a, b) => a - b)).toEqual(everything)
    }
    expect(cellsIn(YEAR, block(1, 1, 0, 30)).length).toBe(29)
  })

  it('select hours of the week by the calendar', () => {
    const of = (...blocks: Block[]) => blocksPredicate(WEEK, blocks, 2)
    const calendar = { kind: 'calendar', column: 2 }
    expect(of(block(0, 0, 2, 2))).toEqual({ ...calendar, weekdays: [0], hours: [2] })
    expect(of(block(5, 6, 0, 23))).toEqual({ ...calendar, weekdays: [5, 6] })
    expect(of(block(0, 6, 22, 22), block(0, 6, 3, 3))).toEqual({ ...calendar, hours: [3, 22] })
    expect(of()).toBe(null)
  })

  it('select months and days of the month by the calendar, and are found again', () => {
    const blocks = [block(1, 1, 0, 30)]
    const predicate = blocksPredicate(YEAR, blocks, 2)
    expect(predicate).toEqual({ kind: 'calendar', column: 2, months: [1] })
    expect(blocksOf(predicate)).toBe(blocks)
    expect(blocksOf(null)).toEqual([])
    expect(blocksPredicate(YEAR, [block(0, 11, 14, 14)], 2)).toMatchObject({ monthDays: [15] })
  })

  it('mean exactly the rows of their cells, whatever the blocks', () => {
    const values = Float64Array.from({ length: 4000 }, (_, k) => k * 9.7 * HOUR - 3e12)
    values[7] = NaN
    const column = {
      type: 'datetime' as const,
      index: 0,
      name: 'At',
      format,
      missing: 1,
      unreadable: 0,
      values,
    }
    const context = { table: { rowCount: values.length, columns: [column] }, scores: null }
    const { weekBins, yearBins } = finish(cellsOfTimes(values, null))
    const cases = [
      [WEEK, weekBins, [block(0, 1, 3, 9), block(4, 6, 20, 23)]],
      [WEEK, weekBins, [block(2, 3, 3, 9), block(5, 5, 3, 9)]],
      [YEAR, yearBins, [block(0, 2, 4, 9), block(11, 11, 0, 30)]],
      [YEAR, yearBins, [block(3, 3, 0, 4), block(3, 3, 20, 30)]],
    ] as const
    for (const [layout, bins, blocks] of cases) {
      const mask = finish(matchingRows(context, blocksPredicate(layout, blocks, 0)!))
      const cells = new Set(blocks.flatMap((b) => cellsIn(layout, b)))
      expect([...mask]).toEqual(Array.from(bins, (cell) => Number(cells.has(cell))))
    }
  })
})
