import { describe, expect, it } from 'vitest'
import { cellsOf, testTable } from '../features/testing/test-tables.ts'
import { createRng } from '../math/rng.ts'
import { contextWithRoles } from '../questions/testing.ts'
import { quantileOfSorted } from '../statistics/sorted-values.ts'
import { finish } from '../work.ts'
import { entityRows } from './entity-rows.ts'
import { peerColumns } from './peer-columns.ts'
import { typicalCells } from './typical-cells.ts'

const ROWS = 9000
const rng = createRng(4)
const customers = cellsOf(ROWS, (row) => (row === 8 ? null : `C${rng.below(row % 3 === 0 ? 3 : 400)}`))
const kinds = cellsOf(ROWS, (row) => (row % 11 === 3 ? null : ['card', 'cash', 'wire'][row % 3]!))
const amounts = cellsOf(ROWS, (row) =>
  row % 97 === 5 ? null : Math.round(100 * (rng.next() * 80 + (row % 3) * 60)) / 100,
)
const days = cellsOf(ROWS, () => ['Mon', 'Tue', 'Wed'][rng.below(3)]!)
const times = cellsOf(ROWS, (row) => (row === 9 ? null : Date.UTC(2024, 0, 1) + rng.below(9e6) * 1000))
const table = testTable({ Customer: customers, Kind: kinds, Amount: amounts, Day: days, When: { times } })
const roles = {
  Customer: { role: 'entity' },
  Kind: { role: 'feature' },
  Amount: { role: 'amount' },
  Day: { role: 'feature' },
} as const
const context = contextWithRoles(table, roles)
const [CUSTOMER, KIND, AMOUNT, , WHEN] = [0, 1, 2, 3, 4] as const

const numbers = (rows: readonly number[]) =>
  Float64Array.from(rows.flatMap((row) => amounts[row] ?? [])).sort()

/** The same figures, counted the plain way. */
function direct(rows: readonly number[], value: number | null) {
  const sorted = numbers(rows)
  return {
    rows: rows.length,
    present: sorted.length,
    median: quantileOfSorted(sorted, 0.5),
    low: quantileOfSorted(sorted, 0.25),
    high: quantileOfSorted(sorted, 0.75),
    below: value === null ? 0 : sorted.filter((other) => other < value).length,
    above: value === null ? 0 : sorted.filter((other) => other > value).length,
  }
}

const all = cellsOf(ROWS, (row) => row)

describe('cells beside what is typical', () => {
  it.each([
    ['few peers', CUSTOMER, 1],
    ['many peers, which are kept in order', KIND, 2],
    ['the same peers again', KIND, 5],
    ['a missing amount', KIND, 5 + 2 * 97],
  ])('are compared with all rows and %s', (_, by, row) => {
    const cells = finish(typicalCells(context, { row, peers: by }))
    const of = by === KIND ? kinds : customers
    const others = all.filter((other) => other !== row && of[other] === of[row])
    expect(cells.peers).toMatchObject({ column: by, rows: others.length, value: of[row] })
    const amount = cells.columns[AMOUNT]
    expect(amount).toMatchObject({ kind: 'values', value: amounts[row] ?? NaN })
    expect(amount).toMatchObject({ all: direct(all, amounts[row]!) })
    expect(amount).toMatchObject({ peers: direct(others, amounts[row]!) })
    const kind = cells.columns[KIND]
    const same = (rows: readonly number[]) => rows.filter((other) => kinds[other] === kinds[row]).length
    expect(kind).toMatchObject({ kind: 'levels', value: kinds[row], all: { rows: ROWS, same: same(all) } })
    expect(kind).toMatchObject({ peers: { rows: others.length, same: same(others) } })
  })

  it('tell how many rows share the hour and the weekday', () => {
    const cells = finish(typicalCells(context, { row: 77, peers: null }))
    const hour = (row: number) => new Date(times[row]!).getUTCHours()
    const weekday = (row: number) => (new Date(times[row]!).getUTCDay() + 6) % 7
    const timed = all.filter((row) => times[row] !== null)
    expect(cells.columns[WHEN]).toMatchObject({
      clock: {
        present: ROWS - 1,
        hour: hour(77),
        weekday: weekday(77),
        sameHour: timed.filter((row) => hour(row) === hour(77)).length,
        sameWeekday: timed.filter((row) => weekday(row) === weekday(77)).length,
      },
    })
    expect(finish(typicalCells(context, { row: 9, peers: null })).columns[WHEN]).toMatchObject({
      clock: null,
    })
  })

  it('choose peers by the entity, without one by the category that tells most, and by none that tells nothing', () => {
    expect(finish(peerColumns(context, {})).map(({ name }) => name)).toEqual(['Customer', 'Kind', 'Day'])
    expect(finish(typicalCells(context, { row: 1, peers: 'auto' })).peers?.name).toBe('Customer')
    expect(finish(typicalCells(context, { row: 8, peers: 'auto' })).peers?.name).toBe('Kind')
    expect(finish(typicalCells(context, { row: 3, peers: KIND })).peers).toBeNull()
    const without = contextWithRoles(testTable({ Amount: amounts, Day: days }), { Day: { role: 'feature' } })
    expect(finish(typicalCells(without, { row: 1, peers: 'auto' })).peers).toBeNull()
  })

  it('names the row that there is not', () => {
    expect(() => finish(typicalCells(context, { row: ROWS, peers: null }))).toThrow(/no row 9001/)
  })
})

describe('the rows of one entity', () => {
  it('are all of them in the order of time, and the nearest ones where they are many', () => {
    const row = 3
    const request = { row, column: CUSTOMER, time: WHEN, values: AMOUNT, most: 10_000 }
    const found = finish(entityRows(context, request))!
    const same = all
      .filter((other) => customers[other] === customers[row])
      .sort((a, b) => times[a]! - times[b]! || a - b)
    expect([...found.rows]).toEqual(same)
    expect(found.total).toBe(same.length)
    expect([...found.values!]).toEqual(same.map((other) => amounts[other] ?? NaN))
    const few = finish(entityRows(context, { ...request, most: 21 }))!
    const at = same.indexOf(row)
    const from = Math.max(0, Math.min(at - 10, same.length - 21))
    expect([...few.rows]).toEqual(same.slice(from, from + 21))
    expect(finish(entityRows(context, { ...request, row: 8 }))).toBeNull()
  })
})
