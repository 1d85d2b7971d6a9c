import { FlagstoneError, UsageError } from '../errors.ts'
import type { RoleInference } from '../features/infer-roles.ts'
import { sortedFinite } from '../statistics/sorted-values.ts'
import type { ColumnStatistics } from '../profile/summarise.ts'
import type { Column, DatetimeColumn, NumberColumn, Table } from '../table/table.ts'
import type { Work } from '../work.ts'

/** What a question can look at: the open file, and the latest run where there is one. */
export interface QuestionContext {
  /** All rows, or an even sample of them for a quick first answer. */
  readonly table: Table
  /** Of all rows, also where `table` is a sample. */
  readonly statistics: readonly ColumnStatistics[]
  readonly roles: readonly RoleInference[]
  /** (rows,) of the latest run; null while there is none. */
  readonly scores: Float32Array | null
  /** (rows,) rows by score, descending; null while there is no run, and in a sample. */
  readonly order: Uint32Array | null
  /** The line (from 1) of the file on which a row of `table` starts. */
  lineOf(row: number): number
  /**
   * Computes something once per file and keeps it while memory allows. What is kept must never be given
   * away in an answer: answers are transferred.
   */
  kept<T>(key: string, make: () => Work<T>): Work<T>
}

/**
 * Something that can be asked about an open file: a pure function in slices. The request and the answer are
 * plain data; typed arrays of the answer are given away.
 */
export type Question<Request, Answer> = (context: QuestionContext, request: Request) => Work<Answer>

/** @throws UsageError when there is no such column */
export function columnAt({ table }: QuestionContext, index: number): Column {
  const column = table.columns[index]
  if (column === undefined)
    throw new UsageError('unknown-column', `There is no column ${index + 1}.`, { column: index })
  return column
}

/** @throws UsageError when there is no such column, FlagstoneError when it is neither numbers nor datetimes */
export function valueColumnAt(context: QuestionContext, index: number): NumberColumn | DatetimeColumn {
  const column = columnAt(context, index)
  if (column.type === 'number' || column.type === 'datetime') return column
  const message = `${column.name} is read as ${column.type}, and this needs numbers. Choose another column, or change its type on the Overview.`
  throw new FlagstoneError('not-numbers', message, { column: column.name })
}

/**
 * The finite values of a number or datetime column in ascending order, kept for other questions.
 *
 * @returns shared: not to be changed or given away
 */
export function sortedColumn(context: QuestionContext, index: number): Work<Float64Array> {
  const { values } = valueColumnAt(context, index)
  return context.kept(`sorted ${index}`, () => sortedFinite(values))
}
