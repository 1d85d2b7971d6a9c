import { describe, expect, it } from 'vitest'
import { testTable } from '../features/testing/test-tables.ts'
import { contextOf } from '../questions/testing.ts'
import { finish } from '../work.ts'
import { rowAnchors } from './row-anchors.ts'
import { rowsByKey } from './rows-by-key.ts'
import { rowsByLine } from './rows-by-line.ts'

const table = testTable({
  Number: [10, 20.5, null, 40, 40],
  Code: ['a', 'b', 'c', null, 'a'],
})
const context = contextOf(table)

describe('finding rows again', () => {
  it('gives lines and keys of rows, in the order asked', () => {
    const { lines, keys } = finish(rowAnchors(context, { rows: [3, 0, 2], columns: [0, 1] }))
    expect([...lines]).toEqual([5, 2, 4])
    expect(keys).toEqual([
      ['40', '10', null],
      [null, 'a', 'c'],
    ])
    expect(() => finish(rowAnchors(context, { rows: [5], columns: [] }))).toThrow(/no row 6/)
    expect(() => finish(rowAnchors(context, { rows: [-1], columns: [] }))).toThrow(/no row/)
  })

  it('finds rows by line, and says where no row starts', () => {
    // Every other line of the file is blank.
    const gaps = { ...context, lineOf: (row: number) => 2 * row + 3 }
    expect([...finish(rowsByLine(gaps, { lines: [3, 4, 11, 1, 13, 7] }))]).toEqual([0, -1, 4, -1, -1, 2])
  })

  it('finds rows by key, and says which keys are in no row or in several', () => {
    const numbers = { column: 0, keys: ['20.5', '40', '99', '10', 'x'] }
    expect([...finish(rowsByKey(context, numbers))]).toEqual([1, -2, -1, 0, -1])
    expect([...finish(rowsByKey(context, { column: 1, keys: ['a', 'c', 'z'] }))]).toEqual([-2, 2, -1])
  })

  it('finds what it gave', () => {
    const rows = [0, 1, 3]
    const { keys } = finish(
      rowAnchors(contextOf(testTable({ Id: ['x', 'y', 'z', 'w'] })), { rows, columns: [0] }),
    )
    const other = contextOf(testTable({ Id: ['w', 'z', 'y', 'x'] }))
    const found = finish(rowsByKey(other, { column: 0, keys: keys[0]!.map((key) => key ?? '') }))
    expect([...found]).toEqual([3, 2, 0])
  })
})
