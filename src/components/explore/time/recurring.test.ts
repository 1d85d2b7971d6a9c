import { describe, expect, it } from 'vitest'
import { blockClause, blocksOf, cellsIn, CYCLES, LAYOUTS, WEEK, YEAR, type Block } from './recurring.ts'

const block = (rowFrom: number, rowTo: number, columnFrom: number, columnTo: number): Block => ({
  rowFrom,
  rowTo,
  columnFrom,
  columnTo,
})
const column = { index: 2, name: 'Booked at' }
const bins = Uint16Array.of(0, 31, 59, 372, 31)

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
    const of = (...blocks: Block[]) => blockClause(WEEK, blocks, column, bins)
    const calendar = { kind: 'calendar', column: 2 }
    expect(of(block(0, 0, 2, 2))).toEqual({ predicate: { ...calendar, weekdays: [0], hours: [2] } })
    expect(of(block(5, 6, 0, 23))).toEqual({ predicate: { ...calendar, weekdays: [5, 6] } })
    expect(of(block(0, 6, 22, 22), block(0, 6, 3, 3))).toEqual({ predicate: { ...calendar, hours: [3, 22] } })
    expect(of()).toBe(null)
  })

  it('select days of the year by their rows, and are found again', () => {
    const blocks = [block(1, 1, 0, 30)]
    const clause = blockClause(YEAR, blocks, column, bins)!
    expect(clause).toEqual({
      predicate: { kind: 'rows', rows: Uint32Array.of(1, 2, 4) },
      label: 'Booked at: February',
    })
    expect(blocksOf(clause.predicate)).toBe(blocks)
    expect(blocksOf(null)).toEqual([])
    expect(blockClause(YEAR, [block(0, 11, 14, 14)], column, bins)!.label).toBe('Booked at: day 15')
  })
})
