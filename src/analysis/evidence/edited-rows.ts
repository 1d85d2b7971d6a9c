import { applyEncoding } from '../features/apply-encoding.ts'
import type { Encoder } from '../features/encoder.ts'
import type { FeatureMatrix } from '../features/feature-matrix.ts'
import { tableOfRows } from '../questions/sample-table.ts'
import type { Column, Table } from '../table/table.ts'
import type { Work } from '../work.ts'
import type { CellChange } from './change-grid.ts'

/**
 * A row as many rows, each with some cells changed, as the detector would see them: the cells are edited in the
 * source columns, and the run's own encoder does the rest.
 *
 * @param edits per new row its changed cells; none: the row as it is
 * @returns (edits,) rows
 * Cost: linear in edits × columns.
 */
export function* editedRows(
  table: Table,
  encoder: Encoder,
  row: number,
  edits: readonly (readonly CellChange[])[],
): Work<FeatureMatrix> {
  const columns = encoder.columns.map(({ column }) => edited(table.columns[column]!, row, edits))
  yield
  const { matrix } = yield* applyEncoding(encoder, { rowCount: edits.length, columns })
  return matrix
}

function edited(column: Column, row: number, edits: readonly (readonly CellChange[])[]): Column {
  const rows = new Uint32Array(edits.length).fill(row)
  const changed: { readonly at: number; readonly to: number }[] = []
  for (const [at, cells] of edits.entries()) {
    const change = cells.find((cell) => cell.column === column.index)
    if (change === undefined) continue
    if (column.type === 'text') rows[at] = change.to
    else changed.push({ at, to: change.to })
  }
  const one = { rowCount: 0, columns: [column] }
  const copy = tableOfRows(one, rows).columns[0]!
  if (copy.type === 'category') for (const { at, to } of changed) copy.codes[at] = to
  else if (copy.type !== 'text') for (const { at, to } of changed) copy.values[at] = to
  return copy
}
