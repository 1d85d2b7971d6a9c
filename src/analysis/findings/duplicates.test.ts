import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellsOf, testTable } from '../features/testing/test-tables.ts'
import { finish } from '../work.ts'
import { duplicateKeys } from './duplicate-keys.ts'
import { duplicateRows } from './duplicate-rows.ts'
import { equalRows } from './equal-rows.ts'
import { draws, find } from './testing.ts'

describe('equal rows', () => {
  it('are found as comparing every pair finds them, twins side by side', () => {
    const cell = fc.record({
      n: fc.option(fc.constantFrom(0, -0, 1, 1.5, NaN, Infinity), { nil: null }),
      c: fc.option(fc.constantFrom('a', 'b', 'A'), { nil: null }),
      t: fc.constantFrom('', 'x', 'xy', 'y', 'é'),
    })
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 40 }), (rows) => {
        const table = testTable({
          n: rows.map((row) => row.n),
          c: rows.map((row) => row.c),
          t: { texts: rows.map((row) => row.t) },
        })
        const groups = new Map<string, number[]>()
        rows.forEach((row, r) => {
          const number = row.n === null || Number.isNaN(row.n) ? 'none' : String(row.n + 0)
          const key = JSON.stringify([number, row.c, row.t])
          groups.set(key, [...(groups.get(key) ?? []), r])
        })
        const expected = [...groups.values()].filter((group) => group.length > 1)
        const found = finish(equalRows(table, table.columns))
        expect([...found.rows]).toEqual(expected.flat())
        expect(found.groups).toBe(expected.length)
        expect(found.pairs).toBe(expected.reduce((sum, { length }) => sum + (length * (length - 1)) / 2, 0))
        expect(found.largest).toBe(Math.max(0, ...expected.map(({ length }) => length)))
      }),
    )
  })

  it('leave out rows with a missing cell where that is asked for', () => {
    const table = testTable({ a: [1, null, null, 1], b: ['x', 'y', 'y', 'x'] })
    expect([...finish(equalRows(table, table.columns)).rows]).toEqual([0, 3, 1, 2])
    expect([...finish(equalRows(table, table.columns, true)).rows]).toEqual([0, 3])
  })
})

function payments(rows: number, twins: readonly (readonly [row: number, of: number])[] = []) {
  const draw = draws(3)
  const amount = cellsOf(rows, () => Math.round(draw.uniform() * 1e6) / 100)
  const vendor = cellsOf(rows, () => `v${Math.floor(draw.uniform() * 50)}`)
  for (const [row, of] of twins) {
    amount[row] = amount[of]!
    vendor[row] = vendor[of]!
  }
  return { amount, vendor }
}

describe('duplicate rows', () => {
  it('are counted without their first, and shown together', () => {
    const [found] = find(
      duplicateRows,
      testTable(
        payments(400, [
          [7, 2],
          [390, 2],
          [20, 11],
        ]),
      ),
    )
    expect(found).toMatchObject({ severity: 'serious', count: 3, rowsFound: [2, 7, 390, 11, 20] })
    expect(found?.text).toMatch(
      /^3 rows repeat another row in every column \(0\.8 % of all rows\): 2 different rows occur more than once, up to 3 times\./,
    )
  })

  it('are told beside an id that makes every row different', () => {
    const table = testTable({ 'Payment ID': cellsOf(400, (r) => 1000 + r), ...payments(400, [[7, 2]]) })
    const [found, ...more] = find(duplicateRows, table)
    expect(more).toEqual([])
    expect(found).toMatchObject({ severity: 'notable', names: ['Payment ID'], count: 1, rowsFound: [2, 7] })
    expect(found?.text).toContain('in everything but the id Payment ID')
  })

  it('are not told where chance explains them: few columns of few values', () => {
    const draw = draws(4)
    const table = testTable({
      a: cellsOf(500, () => draw.pick(['x', 'y', 'z'])),
      b: cellsOf(500, () => draw.pick([1, 2, 3, 4])),
    })
    expect(find(duplicateRows, table)).toEqual([])
    expect(find(duplicateRows, testTable({ only: cellsOf(500, (r) => (r * r) % 97) }))).toEqual([])
  })

  it('are told where the whole file stands there twice', () => {
    const half = payments(200)
    const table = testTable({
      amount: [...half.amount, ...half.amount],
      vendor: [...half.vendor, ...half.vendor],
    })
    expect(find(duplicateRows, table)).toMatchObject([{ count: 200, severity: 'serious' }])
  })

  it('are not told of a file without any, of one row or of none', () => {
    expect(find(duplicateRows, testTable(payments(300)))).toEqual([])
    expect(find(duplicateRows, testTable({ a: [1] }))).toEqual([])
    expect(find(duplicateRows, testTable({ a: [] }))).toEqual([])
    expect(find(duplicateRows, testTable({}))).toEqual([])
  })
})

describe('duplicate keys', () => {
  const keys = (change: (row: number) => number | null) =>
    testTable({ 'Invoice No': cellsOf(100, change), amount: cellsOf(100, (r) => r * 1.7) })

  it('are told of a column that otherwise names its rows', () => {
    const found = find(
      duplicateKeys,
      keys((r) => (r === 60 || r === 61 ? 5017 : 5000 + r * 3 - (r % 2))),
    )
    expect(found).toMatchObject([
      { names: ['Invoice No'], count: 2, severity: 'notable', rowsFound: [60, 61] },
    ])
    expect(found[0]?.text).toContain('1 of its values stands in more than one row')
  })

  it('are not told of a key without any, of missing ones, or of a code that many rows share', () => {
    expect(
      find(
        duplicateKeys,
        keys((r) => 5000 + r * 3 - (r % 2)),
      ),
    ).toEqual([])
    expect(
      find(
        duplicateKeys,
        keys((r) => (r % 10 === 0 ? null : 5000 + ((r * 7919) % 1009))),
      ),
    ).toEqual([])
    expect(
      find(
        duplicateKeys,
        keys((r) => 5000 + (r % 30)),
      ),
    ).toEqual([])
  })

  it('are not told of times of day or remarks, which merely differ often', () => {
    const table = testTable({
      TIME: {
        texts: cellsOf(90, (r) => (r === 3 ? '10:02' : `${10 + Math.floor(r / 60)}:${10 + (r % 60)}x${r}`)),
      },
      Remark: { texts: cellsOf(90, (r) => (r < 2 ? 'same' : `note${r * 37}`)) },
    })
    expect(find(duplicateKeys, table)).toEqual([])
  })
})
