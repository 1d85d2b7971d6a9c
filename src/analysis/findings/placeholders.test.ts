import { describe, expect, it } from 'vitest'
import { cellsOf, testTable } from '../features/testing/test-tables.ts'
import { placeholders } from './placeholders.ts'
import { draws, find } from './testing.ts'

const numbers = (cell: (row: number) => number | null, name = 'x') =>
  find(placeholders, testTable({ [name]: cellsOf(200, cell) })).map(
    ({ count, text, severity, rowsFound }) => ({
      count,
      text,
      severity,
      rows: rowsFound,
    }),
  )
const every20 = (value: number, other: (row: number) => number) => (row: number) =>
  row % 20 === 0 ? value : other(row)

describe('placeholders among numbers', () => {
  it('are nines far above all other values', () => {
    expect(numbers(every20(9999, (r) => r % 90))).toMatchObject([
      {
        count: 10,
        severity: 'serious',
        rows: { kind: 'range', column: 0, low: 9999, high: 9999, closed: true },
      },
    ])
    expect(numbers(every20(999, (r) => 20 + (r % 70)))).toHaveLength(1)
    expect(numbers((r) => (r === 7 ? 99_999 : r % 24))[0]?.text).toMatch(
      /^1 cell of x holds 99999, far from all other values/,
    )
  })

  it('are −1 among counts, and −999 below what is never negative', () => {
    expect(numbers(every20(-1, (r) => r % 60))).toHaveLength(1)
    expect(numbers(every20(-999, (r) => r * 0.5 - 30))).toHaveLength(1)
    expect(numbers((r) => (r % 20 === 0 ? -1 : r % 33 === 0 ? 9999 : r % 60))).toMatchObject([
      { count: 16, text: expect.stringContaining('-1 and 9999') as string },
    ])
  })

  it('are the end of a number type', () => {
    expect(numbers(every20(2_147_483_647, (r) => r * 13))).toHaveLength(1)
  })

  it('are not −1 in temperatures, differences, signs or small codes', () => {
    expect(numbers((r) => (r % 41) - 20)).toEqual([])
    expect(numbers((r) => (r % 7) - 1)).toEqual([])
    expect(numbers((r) => (r % 3) - 1)).toEqual([])
    expect(numbers((r) => (r % 2 === 0 ? -1 : 1))).toEqual([])
    expect(numbers(every20(-1, (r) => r * 0.37))).toEqual([])
  })

  it('are not a price of 999, a large number among large ones, or one at the end of a range', () => {
    expect(numbers(every20(999, (r) => 100 + ((r * 97) % 800)))).toEqual([])
    expect(numbers(every20(9999, (r) => r * 60))).toEqual([])
    expect(numbers((r) => 9000 + r * 5)).toEqual([])
    expect(numbers(every20(65_535, (r) => r * 327))).toEqual([])
  })

  it('are not told of ids, accounts, labels, constants or a handful of rows', () => {
    expect(
      numbers(
        every20(9999, (r) => r % 90),
        'Customer ID',
      ),
    ).toEqual([])
    expect(numbers((r) => (r % 2 === 0 ? 9999 : 0), 'is_fraud')).toEqual([])
    expect(numbers(() => 9999)).toEqual([])
    expect(find(placeholders, testTable({ x: [1, 2, 3, 9999] }))).toEqual([])
  })
})

describe('placeholders among dates', () => {
  const day = 86_400_000
  const from = Date.UTC(2023, 0, 1)
  const dates = (time: (row: number) => number | null) =>
    find(placeholders, testTable({ when: { times: cellsOf(200, time) } })).map(({ count, text }) => [
      count,
      text,
    ])

  it('are the first or last day of a calendar, far from all others', () => {
    expect(dates((r) => (r % 50 === 0 ? Date.UTC(1900, 0, 1) : from + r * day))).toEqual([
      [4, expect.stringContaining('4 cells of when hold 1900-01-01')],
    ])
    expect(dates((r) => (r === 9 ? Date.UTC(9999, 11, 31) : r === 8 ? 0 : from + r * day))).toEqual([
      [2, expect.stringMatching(/1970-01-01 and 9999-12-31|9999-12-31 and 1970-01-01/)],
    ])
  })

  it('are a peak on such a day among real dates', () => {
    expect(dates((r) => (r % 4 === 0 ? 0 : (r - 100) * 200 * day))).toEqual([
      [50, expect.stringContaining('1970-01-01')],
    ])
  })

  it('are not those days where dates stand around them', () => {
    expect(dates((r) => (r - 100) * day)).toEqual([])
    expect(dates((r) => Date.UTC(1899, 6, 1) + r * 3 * day)).toEqual([])
    expect(dates((r) => from + r * day)).toEqual([])
  })
})

describe('placeholders among words', () => {
  const words = (pick: readonly (string | null)[]) =>
    find(placeholders, testTable({ kind: cellsOf(60, (r) => pick[r % pick.length]!) })).map(
      ({ count, rowsFound }) => [count, rowsFound],
    )

  it('are words for a missing value', () => {
    expect(words(['red', 'green', 'Unknown'])).toEqual([
      [20, { kind: 'values', column: 0, values: ['Unknown'] }],
    ])
    expect(words(['red', '?', 'blue'])).toHaveLength(1)
    expect(words(['red', 'green', '9999'])).toHaveLength(1)
  })

  it('are not answers, or numbers among numbers', () => {
    expect(words(['none', 'other', 'test', 'no'])).toEqual([])
    expect(words(['A', '12', '9999', '40'])).toEqual([])
    expect(words(['red', null])).toEqual([])
  })

  it('stay silent about spread values', () => {
    const draw = draws(2)
    expect(find(placeholders, testTable({ x: cellsOf(3000, () => draw.normal() * 100) }))).toEqual([])
  })
})
