import { formatDatetime } from '../explain/format.ts'
import type { Column, Table } from '../table/table.ts'
import type { CellValue } from './results.ts'

/**
 * One cell as the page shows it: numbers as they are, datetimes as `2024-03-04 02:10`, categories and
 * text as written; null where missing.
 */
export function cellValue(column: Column, row: number): CellValue {
  switch (column.type) {
    case 'number': {
      const value = column.values[row]!
      return value !== value ? null : value
    }
    case 'datetime': {
      const value = column.values[row]!
      return value !== value ? null : formatDatetime(value)
    }
    case 'category':
    case 'text':
      return textValue(column, row)
  }
}

/** The cell of a category or text column; null where missing. */
export function textValue(
  column: Extract<Column, { type: 'category' | 'text' }>,
  row: number,
): string | null {
  if (column.type === 'category') {
    const code = column.codes[row]!
    return code < 0 ? null : column.dictionary[code]!
  }
  const start = column.offsets[row]!
  const end = column.offsets[row + 1]!
  return end === start ? null : utf8.decode(column.bytes.subarray(start, end))
}

/** One row's cells, in column order. */
export function cellsOfRow(table: Table, row: number): CellValue[] {
  return table.columns.map((column) => cellValue(column, row))
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })
