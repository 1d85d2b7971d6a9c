import { FlagstoneError } from '../errors.ts'
import { columnAt, type QuestionContext } from '../questions/question.ts'
import type { NumberColumn } from '../table/table.ts'

/** @throws UsageError when there is no such column, FlagstoneError when it does not hold numbers to add up */
export function numberColumnAt(context: QuestionContext, index: number): NumberColumn {
  const column = columnAt(context, index)
  if (column.type === 'number') return column
  const message = `${column.name} is read as ${column.type}, and only numbers can be added up. Choose another column, or change its type on the Overview.`
  throw new FlagstoneError('not-numbers', message, { column: column.name })
}
