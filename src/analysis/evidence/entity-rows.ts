import { valueColumnAt, type QuestionContext } from '../questions/question.ts'
import { cellsOfRow } from '../pipeline/cells.ts'
import type { CellValue } from '../pipeline/results.ts'
import type { Work } from '../work.ts'
import { peersBy } from './peer-rows.ts'

export interface EntityRowsRequest {
  readonly row: number
  /** The entity's column. */
  readonly column: number
  /** By what they are ordered: a column of numbers or times; null: as they stand in the file. */
  readonly time: number | null
  /** What is shown of each: a column of numbers; null: nothing. */
  readonly values: number | null
  /** At most so many rows, those nearest to the row. */
  readonly most: number
}

/** The rows of one entity along time. */
export interface EntityRows {
  readonly row: number
  readonly column: number
  readonly value: CellValue
  /** All rows of the entity, the row itself too. */
  readonly total: number
  /** In the order of time, those without one last. */
  readonly rows: Uint32Array
  /** Epoch ms, or the number; NaN where missing; null where no column was asked for. */
  readonly times: Float64Array | null
  readonly values: Float64Array | null
}

/**
 * The rows with the same entity as a row, in the order of time.
 *
 * @returns null where the row has no entity
 * Cost: a pass over the column's codes, and a sort of the entity's rows.
 */
export function* entityRows(
  context: QuestionContext,
  { row, column, time, values, most }: EntityRowsRequest,
): Work<EntityRows | null> {
  const name = context.table.columns[column]?.name ?? ''
  const peers = yield* peersBy(context, { column, name, kind: 'entity', tells: 0 }, row)
  if (peers === null) return null
  const all = new Uint32Array(peers.rows.length + 1)
  const at = peers.rows.findIndex((peer) => peer > row)
  const place = at < 0 ? peers.rows.length : at
  all.set(peers.rows.subarray(0, place))
  all[place] = row
  all.set(peers.rows.subarray(place), place + 1)
  yield
  const clock = time === null ? null : valueColumnAt(context, time).values
  if (clock !== null) all.sort((a, b) => later(clock[a]!, clock[b]!) || a - b)
  yield
  const here = all.indexOf(row)
  const from = Math.max(0, Math.min(here - Math.floor(most / 2), all.length - most))
  const rows = all.slice(from, from + most)
  const amounts = values === null ? null : valueColumnAt(context, values).values
  return {
    row,
    column,
    value: cellsOfRow(context.table, row)[column] ?? null,
    total: all.length,
    rows,
    times: clock === null ? null : Float64Array.from(rows, (one) => clock[one]!),
    values: amounts === null ? null : Float64Array.from(rows, (one) => amounts[one]!),
  }
}

/** Those without a time come last. */
function later(a: number, b: number): number {
  if (a === b || (a !== a && b !== b)) return 0
  if (a !== a) return 1
  if (b !== b) return -1
  return a < b ? -1 : 1
}
