import { describe, expect, it } from 'vitest'
import type { ColumnProfile } from '../../analysis/profile/column-profile.ts'
import type { ColumnSummary } from '../../analysis/table/read-summary.ts'
import { COLUMN_ORDERS, needsProfiles, sortColumns } from './sort-columns.ts'

function column(index: number, name: string, more: Partial<ColumnSummary> = {}): ColumnSummary {
  return {
    index,
    name,
    type: 'number',
    role: 'feature',
    roleReason: '',
    format: { code: 'integer', label: '' },
    example: '',
    missing: 0,
    unreadable: 0,
    distinct: 5,
    distinctIsLowerBound: false,
    min: null,
    max: null,
    mean: null,
    median: null,
    ...more,
  }
}
const values = { finite: 9, infinite: 0, zeros: 0, negatives: 0, min: 0, max: 0, mean: 0, sd: 0, mad: 0 }
function profile(index: number, skewness: number, kurtosis: number, distinct = 5): ColumnProfile {
  const figures = { ...values, skewness, kurtosis, quantiles: [] }
  return { column: index, type: 'number', rows: 9, missing: 0, distinct, values: figures, levels: null }
}

const COLUMNS = [
  column(0, 'b10', { type: 'text', missing: 2, distinct: 100, distinctIsLowerBound: true }),
  column(1, 'b9', { unreadable: 3 }),
  column(2, 'A', { type: 'category', distinct: 50 }),
  column(3, 'c', { type: 'datetime' }),
]
const nothing = { profiles: null, contrast: null }
const order = (...sorted: readonly ColumnSummary[]) => sorted.map(({ index }) => index)

describe('sorting columns', () => {
  it('orders by what the summary of the file says', () => {
    expect(order(...sortColumns(COLUMNS, 'file', nothing))).toEqual([0, 1, 2, 3])
    expect(order(...sortColumns(COLUMNS, 'name', nothing))).toEqual([2, 1, 0, 3])
    expect(order(...sortColumns(COLUMNS, 'type', nothing))).toEqual([1, 3, 2, 0])
    expect(order(...sortColumns(COLUMNS, 'missing', nothing))).toEqual([1, 0, 2, 3])
    expect(order(...sortColumns(COLUMNS, 'distinct', nothing))).toEqual([0, 2, 1, 3])
  })

  it('orders by profiles once they are there, what is not defined last', () => {
    const profiles = [profile(0, NaN, NaN), profile(1, -7, -1, 500), profile(2, 3, 40), profile(3, 0, 2)]
    expect(order(...sortColumns(COLUMNS, 'skewness', { ...nothing, profiles }))).toEqual([1, 2, 3, 0])
    expect(order(...sortColumns(COLUMNS, 'kurtosis', { ...nothing, profiles }))).toEqual([2, 3, 1, 0])
    expect(order(...sortColumns(COLUMNS, 'distinct', { ...nothing, profiles }))[0]).toBe(1)
    const contrast = Float64Array.of(0.1, 0, 0.9, 0.5)
    expect(order(...sortColumns(COLUMNS, 'contrast', { ...nothing, contrast }))).toEqual([2, 3, 0, 1])
  })

  it('leaves the order of the file while figures are on their way', () => {
    for (const { value } of COLUMN_ORDERS.filter(
      ({ value }) => needsProfiles(value, []) || value === 'contrast',
    ))
      expect(order(...sortColumns(COLUMNS, value, nothing))).toEqual([0, 1, 2, 3])
    expect(needsProfiles('distinct', COLUMNS)).toBe(true)
    expect(needsProfiles('distinct', COLUMNS.slice(1))).toBe(false)
    expect(needsProfiles('missing', COLUMNS)).toBe(false)
  })
})
