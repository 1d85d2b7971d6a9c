import type { Table } from '../table/table.ts'

/** The values of some rows; null: of all of them, without a copy. */
export function valuesAt(values: Float64Array, rows: Uint32Array | null): Float64Array {
  if (rows === null) return values
  const picked = new Float64Array(rows.length)
  for (let i = 0; i < rows.length; i++) picked[i] = values[rows[i]!]!
  return picked
}

/** The codes of some rows; null: of all of them, without a copy. */
export function codesAt(codes: Int32Array, rows: Uint32Array | null): Int32Array {
  if (rows === null) return codes
  const picked = new Int32Array(rows.length)
  for (let i = 0; i < rows.length; i++) picked[i] = codes[rows[i]!]!
  return picked
}

/** How many rows are meant. */
export function countOfRows(table: Pick<Table, 'rowCount'>, rows: Uint32Array | null): number {
  return rows === null ? table.rowCount : rows.length
}
