import { createKeeper } from '../questions/keeper.ts'
import type { QuestionContext } from '../questions/question.ts'
import type { Table } from '../table/table.ts'

/** What a question sees of a table, without a run. */
export function contextOf(table: Table): QuestionContext {
  return { table, statistics: [], roles: [], scores: null, order: null, ...createKeeper() }
}
