import type { Column, Table } from '../table/table.ts'

/** Rows of the sample that quick first answers come from. */
export const SAMPLE_ROWS = 20_000

/**
 * Row indices spread evenly over a table, ascending: one from the middle of each of `count` equal parts.
 *
 * @returns min(count, rowCount) indices
 */
export function evenRows(rowCount: number, count: number): Uint32Array {
  const n = Math.min(count, rowCount)
  const rows = new Uint32Array(n)
  for (let i = 0; i < n; i++) rows[i] = Math.floor(((i + 0.5) * rowCount) / n)
  return rows
}

/**
 * A table of some rows of another one. Dictionaries and formats are shared; the counts of missing and
 * unreadable cells stay those of the whole table.
 *
 * @param rows indices into `table`
 *
 * Cost: rows × columns.
 */
export function tableOfRows(table: Table, rows: Uint32Array): Table {
  return { rowCount: rows.length, columns: table.columns.map((column) => columnOfRows(column, rows)) }
}

function columnOfRows(column: Column, rows: Uint32Array): Column {
  switch (column.type) {
    case 'number':
    case 'datetime': {
      const values = new Float64Array(rows.length)
      for (let i = 0; i < rows.length; i++) values[i] = column.values[rows[i]!]!
      return { ...column, values }
    }
    case 'category': {
      const codes = new Int32Array(rows.length)
      for (let i = 0; i < rows.length; i++) codes[i] = column.codes[rows[i]!]!
      return { ...column, codes }
    }
    case 'text': {
      const offsets = new Uint32Array(rows.length + 1)
      for (let i = 0; i < rows.length; i++) {
        const row = rows[i]!
        offsets[i + 1] = offsets[i]! + column.offsets[row + 1]! - column.offsets[row]!
      }
      const bytes = new Uint8Array(offsets[rows.length]!)
      for (let i = 0; i < rows.length; i++) {
        const row = rows[i]!
        bytes.set(column.bytes.subarray(column.offsets[row], column.offsets[row + 1]), offsets[i])
      }
      return { ...column, offsets, bytes }
    }
  }
}
