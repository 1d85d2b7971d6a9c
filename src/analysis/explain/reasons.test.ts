import { describe, expect, it } from 'vitest'
import { cellsOf, testTable } from '../features/testing/test-tables.ts'
import { columnStatistics } from '../profile/summarise.ts'
import { finish } from '../work.ts'
import { formatDatetime, formatNumber, formatShare } from './format.ts'
import { createReasonContext, describeRows, reasonText } from './reasons.ts'

const ROWS = 10_000
const table = testTable({
  Amount: cellsOf(ROWS, (row) => (row === 5 ? null : row / 4)),
  Kind: cellsOf(ROWS, (row) => (row === 7 ? null : row % 1000 === 3 ? 'Corporate' : 'Personal')),
  When: { times: cellsOf(ROWS, (row) => Date.UTC(2024, 0, 1) + row * 60_000) },
  Code: { texts: cellsOf(ROWS, (row) => (row === 3 ? 'only' : `c${row % 4}`)) },
})
const sources = table.columns.map(({ index, name }) => ({ column: index, name, weight: 1 }))
const statistics = table.columns.map((column) => finish(columnStatistics(column)))
const context = createReasonContext(table, statistics, sources)

function reasonsFor(row: number, contributions: readonly number[]) {
  return finish(describeRows(context, Uint32Array.of(row)))(0, contributions)
}

describe('reasons', () => {
  it('are ordered by contribution and speak the data’s own units', () => {
    const reasons = reasonsFor(9983, [4, 1, 2, -8])
    expect(reasons.map(({ name, relative }) => [name, relative])).toEqual([
      ['Amount', 0.5],
      ['When', 0.25],
      ['Kind', 0.125],
      ['Code', -1],
    ])
    expect(reasons[0]).toEqual({
      column: 0,
      name: 'Amount',
      contribution: 4,
      relative: 0.5,
      value: '2,495.75',
      comparison: 'higher than 99.8 % of rows',
      typical: 'median 1,250',
    })
  })

  it('say low, middling and extreme values', () => {
    const comparison = (row: number) => reasonsFor(row, [1, 0, 0, 0])[0]!.comparison
    expect(comparison(155)).toBe('lower than 98.4 % of rows')
    expect(comparison(5000)).toBe('in the middle of the rows')
    expect(comparison(9999)).toBe('higher than nearly all rows')
  })

  it('say how rare a category, a text and a missing cell are', () => {
    const [kind] = reasonsFor(3, [0, 1, 0, 0])
    expect(kind).toMatchObject({
      value: 'Corporate',
      comparison: 'seen in 10 of 10,000 rows',
      typical: 'most often Personal (99.9 %)',
    })
    expect(reasonsFor(3, [0, 0, 0, 1])[0]).toMatchObject({
      value: 'only',
      comparison: 'no other row has this value',
    })
    const missing = { value: 'missing', comparison: 'under 0.1 % of rows have no value' }
    expect(reasonsFor(7, [0, 1, 0, 0])[0]).toMatchObject(missing)
    expect(reasonsFor(5, [1, 0, 0, 0])[0]).toMatchObject(missing)
  })

  it('say when in the day a time is, and how usual that is', () => {
    const [when] = reasonsFor(9983, [0, 0, 1, 0])
    // 10,000 minutes are six days and 22.7 hours: seven of each hour but the last.
    expect(when).toMatchObject({
      value: '2024-01-07 22:23',
      comparison: 'between 22:00 and 23:00, as 4 % of rows',
    })
    expect(when!.typical).toBe('most often between 00:00 and 01:00 (4.2 %)')
  })

  it('fit in one line for exports, without those that speak against the row', () => {
    const text = reasonText(reasonsFor(9983, [4, 1, -1, 2]), 3)
    expect(text).toBe(
      'Amount 2,495.75: higher than 99.8 % of rows; Code c3: 25 % of rows have this value; Kind Personal: 99.9 % of rows have this value',
    )
  })

  it('leave out columns that had no part', () => {
    expect(reasonsFor(1, [0, 3, 0, -1]).map(({ contribution }) => contribution)).toEqual([3, -1])
  })

  it('keep bars at zero when no column contributes', () => {
    expect(reasonsFor(1, [0, 0, 0, 0]).every(({ relative }) => relative === 0)).toBe(true)
  })
})

describe('reasons of many rows', () => {
  it('are those of each row alone', () => {
    const rows = Uint32Array.from({ length: 300 }, (_, i) => (i * 37) % ROWS)
    const reasonsAt = finish(describeRows(context, rows))
    for (const [i, row] of rows.entries()) {
      expect(reasonsAt(i, [4, 3, 2, 1])).toEqual(reasonsFor(row, [4, 3, 2, 1]))
      expect(reasonsAt(i, [1, 3, 2, 4], 2)).toEqual(reasonsFor(row, [1, 3, 2, 4]).slice(0, 2))
    }
  })
})

describe('figures', () => {
  it.each([
    [2769.89, '2,769.89'],
    [84.1, '84.10'],
    [1234567, '1,234,567'],
    [0.01234, '0.0123'],
    [-0.5, '−0.5'],
    [1e20, '1E20'],
    [NaN, 'missing'],
    [-Infinity, '−∞'],
  ])('%d is written %s', (value, text) => expect(formatNumber(value)).toBe(text))

  it.each([
    [1, '100 %'],
    [0.9999, '99.9 %'],
    [0.624, '62 %'],
    [0.003, '0.3 %'],
    [0.0001, 'under 0.1 %'],
    [0, '0 %'],
  ])('the share %d is written %s', (share, text) => expect(formatShare(share)).toBe(text))

  it('times are as long as they need to be', () => {
    const day = Date.UTC(2024, 2, 4)
    expect([0, 130 * 60_000, 130 * 60_000 + 5000].map((ms) => formatDatetime(day + ms))).toEqual([
      '2024-03-04',
      '2024-03-04 02:10',
      '2024-03-04 02:10:05',
    ])
  })
})
