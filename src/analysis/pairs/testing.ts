import type { QuestionContext } from '../questions/question.ts'
import type { Table } from '../table/table.ts'

/** A context of a table alone, for tests of questions that look at nothing else. */
export function contextOf(table: Table): QuestionContext {
  return { table, statistics: [], roles: [], scores: null, order: null, kept: (_, make) => make() }
}
