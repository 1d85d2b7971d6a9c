import { formatDatetime } from '../explain/format.ts'
import type { Column, Table } from '../table/table.ts'
import { UsageError } from '../errors.ts'
import type { Dataset } from './dataset.ts'
import type { CellValue, RowCells, UnreadableCell } from './results.ts'

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

/** One row as the page shows it. @throws UsageError where there is no such row */
export function rowCells({ read: { table, lineOf } }: Dataset, row: number): RowCells {
  if (!(row >= 0 && row < table.rowCount)) {
    const message = `There is no row ${row + 1}: the table has ${table.rowCount}.`
    throw new UsageError('unknown-row', message, { row })
  }
  return { row, line: lineOf(row), cells: cellsOfRow(table, row) }
}

/** @throws UsageError where there is no such column */
export function columnAt({ read }: Dataset, index: number): Column {
  const column = read.table.columns[index]
  if (column === undefined)
    throw new UsageError('unknown-column', `There is no column ${index + 1}.`, { column: index })
  return column
}

/** Cells that could not be read as their column's type. @throws UsageError where there is no such column */
export function unreadableCells(
  dataset: Dataset,
  column: number,
  offset: number,
  limit: number,
): UnreadableCell[] {
  const { name } = columnAt(dataset, column)
  const { read } = dataset
  return read.unreadableCells(column, offset, limit).map(({ row, text }) => {
    return { row, line: read.lineOf(row), column: name, text }
  })
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })
