import type { ColumnType } from './table.ts'

/** The formats that can be chosen for a column, by type: code and words. */
export const FORMATS: Readonly<
  Record<ColumnType, readonly { readonly code: string; readonly label: string }[]>
> = {
  number: [
    { code: 'integer', label: 'whole number' },
    { code: 'decimal-point', label: 'number, decimal point' },
    { code: 'decimal-comma', label: 'number, decimal comma' },
    { code: 'percent', label: 'percent, decimal point' },
    { code: 'percent-comma', label: 'percent, decimal comma' },
  ],
  datetime: [
    { code: 'iso', label: 'year-month-day' },
    { code: 'month-name', label: 'month in letters' },
    { code: 'day-first', label: 'day first' },
    { code: 'month-first', label: 'month first' },
    { code: 'compact', label: 'yyyymmdd' },
  ],
  category: [
    { code: 'category', label: 'category' },
    { code: 'boolean', label: 'yes or no' },
  ],
  text: [{ code: 'text', label: 'text' }],
}
