import { inferRoles, tableStatistics } from '../features/infer-roles.ts'
import type { ColumnChoice } from '../settings.ts'
import type { Table } from '../table/table.ts'
import { finish } from '../work.ts'
import { createKeeper } from './keeper.ts'
import type { QuestionContext } from './question.ts'

/** Help for tests: what a question sees of a table, for those that need neither statistics nor roles. */
export function contextOf(table: Table, run: Partial<Pick<QuestionContext, 'order'>> = {}): QuestionContext {
  const lineOf = (row: number) => row + 2
  const { kept } = createKeeper()
  return { table, statistics: [], roles: [], scores: null, order: null, ...run, lineOf, kept }
}

/** The same with each column's statistics and its inferred role. */
export function contextWithRoles(
  table: Table,
  choices: Readonly<Record<string, ColumnChoice>> = {},
): QuestionContext {
  const statistics = finish(tableStatistics(table))
  return { ...contextOf(table), statistics, roles: finish(inferRoles(table, statistics, choices)) }
}
