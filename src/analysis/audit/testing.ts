import { testTable } from '../features/testing/test-tables.ts'
import type { QuestionContext } from '../questions/question.ts'
import { contextWithRoles } from '../questions/testing.ts'

/** A context for tests: a table from plain cells, without a run. */
export function testContext(columns: Parameters<typeof testTable>[0]): QuestionContext {
  return contextWithRoles(testTable(columns))
}
