import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { testTable } from '../features/testing/test-tables.ts'
import { finish } from '../work.ts'
import { countRows, matchingRows } from './matching-rows.ts'
import type { Predicate } from './predicate.ts'
import { selectedRows } from './selected-rows.ts'

const table = testTable({
  Amount: [1, 2, null, 4, 5, 2],
  Type: ['Debit', 'Credit', 'Debit', null, 'Fee', 'Credit'],
})
const scores = Float32Array.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6)

const rowsOf = (predicate: Predicate) => {
  const mask = finish(matchingRows({ table, scores }, predicate))
  return [...mask.keys()].filter((row) => mask[row] === 1)
}

describe('matching rows', () => {
  it('a range holds its lower edge, and its upper one only when closed', () => {
    expect(rowsOf({ kind: 'range', column: 0, low: 2, high: 4 })).toEqual([1, 5])
    expect(rowsOf({ kind: 'range', column: 0, low: 2, high: 4, closed: true })).toEqual([1, 3, 5])
    expect(rowsOf({ kind: 'range', column: 0, low: -Infinity, high: Infinity, closed: true })).toEqual([
      0, 1, 3, 4, 5,
    ])
    expect(rowsOf({ kind: 'range', column: 0, low: 5, high: 2 })).toEqual([])
  })

  it('values are texts; missing cells pass neither them nor their opposite', () => {
    expect(rowsOf({ kind: 'values', column: 1, values: ['Debit', 'Fee'] })).toEqual([0, 2, 4])
    expect(rowsOf({ kind: 'values', column: 1, values: ['Debit', 'Fee'], not: true })).toEqual([1, 5])
    expect(rowsOf({ kind: 'values', column: 1, values: ['nothing like it'] })).toEqual([])
    expect(() => rowsOf({ kind: 'values', column: 0, values: ['1'] })).toThrow(/Amount is read as number/)
    expect(() => rowsOf({ kind: 'range', column: 1, low: 0, high: 1 })).toThrow(/Type is read as category/)
    expect(() => rowsOf({ kind: 'missing', column: 9 })).toThrow(/no column 10/)
  })

  it('finds missing cells, sets of rows, scores and all of several', () => {
    expect(rowsOf({ kind: 'missing', column: 0 })).toEqual([2])
    expect(rowsOf({ kind: 'missing', column: 1, not: true })).toEqual([0, 1, 2, 4, 5])
    expect(rowsOf({ kind: 'rows', rows: Uint32Array.of(5, 0) })).toEqual([0, 5])
    expect(rowsOf({ kind: 'score', low: scores[1]!, high: scores[3]! })).toEqual([1, 2, 3])
    expect(rowsOf({ kind: 'score', low: scores[1]!, high: scores[3]!, open: true })).toEqual([1, 2])
    const both: Predicate = {
      kind: 'all',
      of: [
        { kind: 'range', column: 0, low: 2, high: 9 },
        { kind: 'values', column: 1, values: ['Credit'] },
      ],
    }
    expect(rowsOf(both)).toEqual([1, 5])
    expect(() => finish(matchingRows({ table, scores: null }, { kind: 'score', low: 0, high: 1 }))).toThrow(
      /no scores/,
    )
  })

  it('finds rows by their place, and any or none of several', () => {
    expect(rowsOf({ kind: 'row-range', from: 1, to: 4 })).toEqual([1, 2, 3])
    expect(rowsOf({ kind: 'row-range', from: -2, to: 99 })).toEqual([0, 1, 2, 3, 4, 5])
    const of: Predicate[] = [
      { kind: 'values', column: 1, values: ['Fee'] },
      { kind: 'missing', column: 0 },
      { kind: 'range', column: 0, low: 1, high: 1, closed: true },
    ]
    expect(rowsOf({ kind: 'any', of })).toEqual([0, 2, 4])
    expect(rowsOf({ kind: 'any', of, not: true })).toEqual([1, 3, 5])
    expect(rowsOf({ kind: 'any', of: [] })).toEqual([])
  })

  it('compares texts by their bytes, whatever their alphabet', () => {
    const texts = ['naïve', 'naive', '', 'Zürich', '東京', 'naïve']
    const bytes = texts.map((text) => new TextEncoder().encode(text))
    const offsets = new Uint32Array(texts.length + 1)
    bytes.forEach((b, i) => (offsets[i + 1] = offsets[i]! + b.length))
    const column = {
      type: 'text' as const,
      index: 0,
      name: 'Note',
      format: { code: 'text', label: 'text' },
      missing: 1,
      unreadable: 0,
      bytes: Uint8Array.from(bytes.flatMap((b) => [...b])),
      offsets,
    }
    const context = { table: { rowCount: 6, columns: [column] }, scores: null }
    const find = (predicate: Predicate) => [...finish(matchingRows(context, predicate))]
    expect(find({ kind: 'values', column: 0, values: ['naïve', '東京'] })).toEqual([1, 0, 0, 0, 1, 1])
    expect(find({ kind: 'values', column: 0, values: ['naïve'], not: true })).toEqual([0, 1, 0, 1, 1, 0])
    expect(find({ kind: 'missing', column: 0 })).toEqual([0, 0, 1, 0, 0, 0])
  })

  it('the time of the week is that of UTC, also before 1970', () => {
    const at = ['2024-01-01T00:00', '2024-01-07T23:59', '1969-12-31T23:30', '1960-02-29T12:00']
    const values = Float64Array.from([...at.map((t) => Date.parse(`${t}:00Z`)), NaN])
    const column = {
      type: 'datetime' as const,
      index: 0,
      name: 'At',
      format: { code: 'iso', label: 'ISO' },
      missing: 1,
      unreadable: 0,
      values,
    }
    const context = { table: { rowCount: 5, columns: [column] }, scores: null }
    const find = (weekdays?: number[], hours?: number[]) => [
      ...finish(
        matchingRows(context, {
          kind: 'calendar',
          column: 0,
          ...(weekdays && { weekdays }),
          ...(hours && { hours }),
        }),
      ),
    ]
    // Mondays, a Sunday and a Wednesday by Date's own reckoning (0 is Sunday there).
    for (const [row, value] of [...values.subarray(0, 4)].entries()) {
      const weekday = (new Date(value).getUTCDay() + 6) % 7
      expect(find([weekday], [new Date(value).getUTCHours()])[row]).toBe(1)
      expect(find([(weekday + 1) % 7])[row]).toBe(0)
    }
    expect(find()).toEqual([1, 1, 1, 1, 0])
  })

  it('months and days of the month are those of UTC, in leap years and before 1970 too', () => {
    const days = Array.from(
      { length: 2000 },
      (_, k) => Date.UTC(1967, 10, 1) + k * 86_400_000 + (k % 24) * 3_600_000,
    )
    const table = {
      rowCount: days.length,
      columns: [
        {
          type: 'datetime' as const,
          index: 0,
          name: 'At',
          format: { code: 'iso', label: 'ISO' },
          missing: 0,
          unreadable: 0,
          values: Float64Array.from(days),
        },
      ],
    }
    const find = (months: number[], monthDays?: number[]) => {
      const choice = monthDays ? { months, monthDays } : { months }
      return [...finish(matchingRows({ table, scores: null }, { kind: 'calendar', column: 0, ...choice }))]
    }
    const dates = days.map((day) => new Date(day))
    expect(find([1])).toEqual(dates.map((date) => Number(date.getUTCMonth() === 1)))
    expect(find([1, 11], [29, 31])).toEqual(
      dates.map((date) =>
        Number([1, 11].includes(date.getUTCMonth()) && [29, 31].includes(date.getUTCDate())),
      ),
    )
  })
})

describe('selected rows', () => {
  it('are those that pass every clause, and without a source those that pass the others', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            source: fc.constantFrom(null, 'a', 'b'),
            rows: fc.array(fc.nat(11), { maxLength: 12 }),
          }),
          { minLength: 1, maxLength: 5 },
        ),
        (parts) => {
          const clauses = parts.map(({ source, rows }, id) => ({
            id,
            source,
            predicate: { kind: 'rows' as const, rows: Uint32Array.from(rows) },
          }))
          const context = { table: { rowCount: 12, columns: [] }, scores: null }
          const masks = clauses.map(({ predicate }) => finish(matchingRows(context, predicate)))
          const { all, count, without } = selectedRows(12, clauses, ({ id }) => masks[id]!)
          const passes = (row: number, except?: string) =>
            Number(parts.every(({ source, rows }) => source === except || rows.includes(row)))
          const rows = [...Array(12).keys()]
          expect([...all]).toEqual(rows.map((row) => passes(row)))
          expect(count).toBe(countRows(all))
          for (const { source, mask } of without) {
            const others = parts.some((part) => part.source !== source)
            expect(mask === null).toBe(!others)
            if (mask) expect([...mask]).toEqual(rows.map((row) => passes(row, source)))
          }
          expect(new Set(without.map(({ source }) => source))).toEqual(
            new Set(parts.flatMap(({ source }) => (source === null ? [] : [source]))),
          )
        },
      ),
    )
  })
})
