import { describe, expect, it } from 'vitest'
import { testTable } from '../features/testing/test-tables.ts'
import { finish, type Work } from '../work.ts'
import { createKeeper } from './keeper.ts'
import { columnAt, sortedColumn, valueColumnAt } from './question.ts'
import { evenRows, tableOfRows } from './sample-table.ts'
import { contextOf } from './testing.ts'

const context = () => contextOf(testTable({ Amount: [3, null, 1, 2], Type: ['a', 'b', null, 'a'] }))

describe('what a question can look at', () => {
  it('names the column that does not exist or does not fit', () => {
    expect(() => columnAt(context(), 7)).toThrow(/no column 8/)
    expect(() => valueColumnAt(context(), 1)).toThrow(/Type is read as category/)
  })

  it('sorts a column once', () => {
    const one = context()
    const first = finish(sortedColumn(one, 0))
    expect([...first]).toEqual([1, 2, 3])
    expect(finish(sortedColumn(one, 0))).toBe(first)
  })
})

describe('the keeper', () => {
  it('lets go first of what was not asked for the longest', () => {
    const { kept } = createKeeper(2500)
    const made: string[] = []
    const ask = (key: string) => {
      function* make(): Work<Float64Array> {
        yield
        made.push(key)
        return new Float64Array(125)
      }
      finish(kept(key, make))
    }
    ask('a')
    ask('b')
    ask('a')
    ask('c')
    ask('a')
    ask('b')
    expect(made).toEqual(['a', 'b', 'c', 'b'])
  })

  it('keeps the latest result also when it alone is too large', () => {
    const { kept } = createKeeper(10)
    let made = 0
    function* make(): Work<{ values: Float64Array }> {
      yield
      made++
      return { values: new Float64Array(1000) }
    }
    finish(kept('x', make))
    finish(kept('x', make))
    expect(made).toBe(1)
  })
})

describe('the sample for quick answers', () => {
  it('is spread evenly and rising', () => {
    expect([...evenRows(10, 5)]).toEqual([1, 3, 5, 7, 9])
    expect([...evenRows(3, 5)]).toEqual([0, 1, 2])
    expect(evenRows(0, 5)).toHaveLength(0)
  })

  it('has the same cells as the rows it was drawn from', () => {
    const table = testTable({
      Amount: [3, null, 1, 2],
      Type: ['a', 'b', null, 'a'],
    })
    const sample = tableOfRows(table, Uint32Array.of(1, 3))
    expect(sample.rowCount).toBe(2)
    const [amount, type] = sample.columns
    expect(amount?.type === 'number' && [...amount.values]).toEqual([NaN, 2])
    expect(type?.type === 'category' && [...type.codes].map((code) => type.dictionary[code])).toEqual([
      'b',
      'a',
    ])
    const texts = {
      type: 'text' as const,
      index: 0,
      name: 'Note',
      format: { code: 'text', label: 'text' },
      missing: 0,
      unreadable: 0,
      bytes: new TextEncoder().encode('onetwothree'),
      offsets: Uint32Array.of(0, 3, 6, 11),
    }
    const [note] = tableOfRows({ rowCount: 3, columns: [texts] }, Uint32Array.of(0, 2)).columns
    expect(note?.type === 'text' && [...note.offsets]).toEqual([0, 3, 8])
    expect(note?.type === 'text' && new TextDecoder().decode(note.bytes)).toBe('onethree')
  })
})
