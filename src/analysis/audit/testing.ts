import { testTable } from '../features/testing/test-tables.ts'
import { inferRoles, tableStatistics } from '../features/infer-roles.ts'
import { createKeeper } from '../questions/keeper.ts'
import type { QuestionContext } from '../questions/question.ts'
import { finish } from '../work.ts'

/** A context for tests: a table from plain cells, without a run. */
export function testContext(columns: Parameters<typeof testTable>[0]): QuestionContext {
  const table = testTable(columns)
  const statistics = finish(tableStatistics(table))
  const roles = finish(inferRoles(table, statistics))
  return { table, statistics, roles, scores: null, order: null, kept: createKeeper().kept }
}
