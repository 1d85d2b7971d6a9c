import { describe, expect, it } from 'vitest'
import type { Predicate } from '../../analysis/select/predicate.ts'
import type { ColumnSummary } from '../../analysis/table/read-summary.ts'
import { predicateText } from './clause-text.ts'
import { parseFilter, type FilterTest } from './parse-filter.ts'

const column = (name: string, type: ColumnSummary['type'], index = 0): ColumnSummary => ({
  index,
  name,
  type,
  role: 'feature',
  roleReason: '',
  format: { code: '', label: '' },
  example: '',
  missing: 0,
  unreadable: 0,
  distinct: 0,
  distinctIsLowerBound: false,
  min: null,
  max: null,
  mean: null,
  median: null,
})
const amount = column('Amount', 'number')
const day = column('Booked', 'datetime', 1)
const kind = column('Type', 'category', 2)
const columns = [amount, day, kind]

const say = (of: ColumnSummary, test: FilterTest, typed: string) => {
  const parsed = parseFilter(of, test, typed)
  return parsed.ok ? predicateText(parsed.predicate, columns) : parsed.problem
}

describe('a filter that is typed in', () => {
  it('says what it means', () => {
    expect(say(amount, 'at-least', '1,250.50')).toBe('Amount ≥ 1,250.5')
    expect(say(amount, 'below', '-3')).toBe('Amount < −3')
    expect(say(amount, 'between', '100 to 250')).toBe('Amount 100 to 250')
    expect(say(amount, 'is', '1e3')).toBe('Amount = 1,000')
    expect(say(kind, 'is', ' Debit ')).toBe('Type is Debit')
    expect(say(kind, 'is-not', 'Debit')).toBe('Type is not Debit')
    expect(say(kind, 'missing', '')).toBe('Type is missing')
    expect(say(day, 'present', '')).toBe('Booked is present')
  })

  it('a day without a time is the whole day, a month the whole month', () => {
    const parsed = parseFilter(day, 'is', '2024-01-31')
    expect(parsed.ok && parsed.predicate).toEqual({
      kind: 'range',
      column: 1,
      low: Date.UTC(2024, 0, 31),
      high: Date.UTC(2024, 1, 1),
    })
    const month = parseFilter(day, 'between', '2024-01 to 2024-02')
    expect(month.ok && month.predicate).toMatchObject({
      low: Date.UTC(2024, 0, 1),
      high: Date.UTC(2024, 2, 1),
    })
    const minute = parseFilter(day, 'is', '2024-01-31 14:30')
    expect(minute.ok && minute.predicate).toMatchObject({ high: Date.UTC(2024, 0, 31, 14, 31) })
  })

  it('refuses what it cannot read and says why', () => {
    expect(say(amount, 'is', 'many')).toMatch(/“many” is not a number/)
    expect(say(amount, 'between', '100')).toMatch(/two values/)
    expect(say(amount, 'between', '9 to 3')).toMatch(/smaller/)
    expect(say(day, 'is', '2024-02-31')).toMatch(/is not a date/)
    expect(say(day, 'is', '31/01/2024')).toMatch(/is not a date/)
    expect(say(kind, 'is', ' ')).toMatch(/Type a value/)
  })
})

describe('the words of a chip', () => {
  it('name columns, values and their opposite', () => {
    const values = ['a', 'b', 'c', 'd', 'e']
    expect(predicateText({ kind: 'values', column: 2, values }, columns)).toBe('Type is a, b, c and 2 more')
    expect(predicateText({ kind: 'values', column: 2, values: [], not: true }, columns)).toBe(
      'Type has a value',
    )
    expect(predicateText({ kind: 'calendar', column: 1, weekdays: [6], hours: [2] }, columns)).toBe(
      'Booked: Sunday, 02:00 to 02:59',
    )
    expect(predicateText({ kind: 'text', text: 'acme' }, columns)).toBe('Some cell contains “acme”')
    expect(
      predicateText(
        {
          kind: 'all',
          of: [
            { kind: 'range', column: 0, low: 1, high: 2 },
            { kind: 'missing', column: 2 },
          ],
        },
        columns,
      ),
    ).toBe('Amount 1 to below 2 and Type is missing')
    expect(
      predicateText({ kind: 'range', column: 1, low: Date.UTC(2024, 0, 1), high: Infinity }, columns),
    ).toBe('Booked ≥ 2024-01-01')
  })
  it('put recurring times together, also past midnight, Sunday and December', () => {
    const at = (times: Omit<Extract<Predicate, { kind: 'calendar' }>, 'kind' | 'column'>) =>
      predicateText({ kind: 'calendar', column: 1, ...times }, columns)
    expect(at({ weekdays: [5, 6], hours: [0, 1, 2, 3, 4, 5, 22, 23] })).toBe(
      'Booked: Saturday, Sunday, hours 22–05',
    )
    expect(at({ weekdays: [0, 1, 2, 3, 4] })).toBe('Booked: Monday–Friday')
    expect(at({ weekdays: [0, 5, 6] })).toBe('Booked: Saturday–Monday')
    expect(at({ hours: [9, 10, 11, 14] })).toBe('Booked: hours 09–11, 14')
    expect(at({ months: [11, 0, 1], monthDays: [1, 2, 3, 31] })).toBe(
      'Booked: December–February, days 1–3, 31',
    )
    expect(at({ monthDays: [15] })).toBe('Booked: day 15')
  })

  it('join with or what one column may be, and say what belongs together', () => {
    const any = (...of: Predicate[]): Predicate => ({ kind: 'any', of })
    const is = (n: number): Predicate => ({ kind: 'range', column: 0, low: n, high: n, closed: true })
    const debit: Predicate = { kind: 'values', column: 2, values: ['Debit'] }
    const none: Predicate = { kind: 'missing', column: 2 }
    const say = (predicate: Predicate) => predicateText(predicate, columns)
    expect(say(any(debit, none))).toBe('Type is Debit or missing')
    expect(say(any(is(3), is(5), is(8)))).toBe('Amount is 3, 5 or 8')
    expect(say(any(...[1, 2, 3, 4, 5, 6].map(is)))).toBe('Amount is 1, 2, 3 or 3 more')
    expect(say({ kind: 'any', of: [is(3), is(5)], not: true })).toBe('Amount is not 3 or 5')
    expect(say(any(debit, { kind: 'range', column: 0, low: 100, high: Infinity }))).toBe(
      'Type is Debit or Amount ≥ 100',
    )
    expect(say({ kind: 'all', of: [is(3), any(debit, none)] })).toBe(
      'Amount = 3 and (Type is Debit or missing)',
    )
    expect(
      say(
        any(
          { kind: 'calendar', column: 1, months: [1], monthDays: [3] },
          { kind: 'calendar', column: 1, months: [2] },
        ),
      ),
    ).toBe('Booked: February, day 3 or March')
    expect(say({ kind: 'row-range', from: 0, to: 6250 })).toBe('Rows 1–6,250')
    expect(say({ kind: 'row-range', from: 4, to: 5 })).toBe('Row 5')
  })
})
