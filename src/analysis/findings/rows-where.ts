import type { CategoryColumn, Column } from '../table/table.ts'
import { SLICE_ROWS, type Work } from '../work.ts'
import type { RowsOf } from './finding.ts'

/** The rows that pass a test, ascending. Cost: linear, in slices. */
export function* rowsWhere(rowCount: number, test: (row: number) => boolean): Work<Uint32Array> {
  let rows = new Uint32Array(Math.min(rowCount, 1024))
  let count = 0
  for (let row = 0; row < rowCount; row++) {
    if (test(row)) {
      if (count === rows.length) {
        const larger = new Uint32Array(Math.min(rowCount, count * 4))
        larger.set(rows)
        rows = larger
      }
      rows[count++] = row
    }
    if (row % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  return rows.slice(0, count)
}

/** Whether a cell is missing or could not be read. */
export function missingTest(column: Column): (row: number) => boolean {
  switch (column.type) {
    case 'category':
      return (row) => column.codes[row]! < 0
    case 'text':
      return (row) => column.offsets[row + 1] === column.offsets[row]
    default:
      return (row) => column.values[row]! !== column.values[row]!
  }
}

/** More values than this make a filter that nobody reads. */
const FILTER_VALUES = 20

/** The rows that hold one of some values of a category. */
export function rowsOfCodes(column: CategoryColumn, codes: readonly number[]): RowsOf {
  const texts = codes.map((code) => column.dictionary[code]!)
  if (codes.length <= FILTER_VALUES) return { kind: 'values', column: column.index, values: texts }
  const wanted = new Uint8Array(column.dictionary.length)
  for (const code of codes) wanted[code] = 1
  return ({ table }) => rowsWhere(table.rowCount, (row) => wanted[column.codes[row]!] === 1)
}

/** The rows that hold a value other than this one. */
export function rowsWithout(column: Column, top: number): RowsOf {
  if (column.type === 'category') {
    return { kind: 'values', column: column.index, values: [column.dictionary[top]!], not: true }
  }
  if (column.type === 'text') return { kind: 'missing', column: column.index, not: true }
  const { values } = column
  return ({ table }) =>
    rowsWhere(table.rowCount, (row) => values[row]! === values[row]! && values[row] !== top)
}

/** A copy of rows that are known: answers are given away. */
// eslint-disable-next-line require-yield -- all rows are at hand
export function* givenRows(rows: Uint32Array): Work<Uint32Array> {
  return rows.slice()
}
