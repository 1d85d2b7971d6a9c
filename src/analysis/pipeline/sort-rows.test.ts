import { describe, expect, it } from 'vitest'
import { cellsOf, testTable } from '../features/testing/test-tables.ts'
import { createRng } from '../math/rng.ts'
import { finish } from '../work.ts'
import { sortRows } from './sort-rows.ts'

describe('sorting rows', () => {
  it('orders tens of thousands by value, missing last, equal ones by score', () => {
    const rows = 50_000
    const rng = createRng(2)
    const table = testTable({
      Amount: cellsOf(rows, () => (rng.below(50) === 0 ? null : rng.below(500))),
      Kind: cellsOf(rows, () => (rng.below(50) === 0 ? null : `k${rng.below(40)}`)),
    })
    const order = Uint32Array.from({ length: rows }, (_, row) => (row * 7919) % rows)
    for (const column of table.columns)
      for (const descending of [false, true]) {
        const found = finish(sortRows(column, order.subarray(0, 40_000), descending))
        const keys = [...order.subarray(0, 40_000)].map((row, k) => {
          const value = column.type === 'category' ? column.codes[row]! : 0
          const key =
            column.type === 'category'
              ? column.dictionary[value]
              : column.type === 'number'
                ? column.values[row]
                : 0
          return { row, k, key: key === undefined || Number.isNaN(key) ? null : key }
        })
        keys.sort((a, b) => {
          if (a.key === null || b.key === null)
            return Number(a.key === null) - Number(b.key === null) || a.k - b.k
          return (a.key < b.key ? -1 : a.key > b.key ? 1 : 0) * (descending ? -1 : 1) || a.k - b.k
        })
        expect([...found]).toEqual(keys.map(({ row }) => row))
      }
  })
})
