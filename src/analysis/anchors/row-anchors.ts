import { UsageError } from '../errors.ts'
import { columnAt, type QuestionContext } from '../questions/question.ts'
import type { Work } from '../work.ts'
import { cellKey } from './cell-key.ts'

export interface RowAnchorsRequest {
  /** Row indices. */
  readonly rows: readonly number[]
  /** Columns whose cells name a row in another version of the file. */
  readonly columns: readonly number[]
}

/** What rows can be found again by, when the file is read in another way or comes in another version. */
export interface RowAnchors {
  /** (rows,) the lines of the file on which they start. */
  readonly lines: Uint32Array
  /** Per column, (rows,) the cells; null where missing. */
  readonly keys: readonly (readonly (string | null)[])[]
}

const SLICE = 1 << 13

/**
 * The lines of rows, and their cells in key columns.
 *
 * @throws UsageError when there is no such row or column
 *
 * Cost: rows × columns.
 */
export function* rowAnchors(
  context: QuestionContext,
  { rows, columns }: RowAnchorsRequest,
): Work<RowAnchors> {
  const { table } = context
  const keyColumns = columns.map((index) => columnAt(context, index))
  const lines = new Uint32Array(rows.length)
  const keys: (string | null)[][] = columns.map(() => [])
  for (const [i, row] of rows.entries()) {
    if (!(row >= 0 && row < table.rowCount)) {
      const message = `There is no row ${row + 1}: the table has ${table.rowCount}.`
      throw new UsageError('unknown-row', message, { row })
    }
    lines[i] = context.lineOf(row)
    for (const [k, column] of keyColumns.entries()) keys[k]!.push(cellKey(column, row))
    if (i % SLICE === SLICE - 1) yield
  }
  return { lines, keys }
}
