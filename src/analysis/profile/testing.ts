import { createKeeper } from '../questions/keeper.ts'
import type { QuestionContext } from '../questions/question.ts'
import type { Table } from '../table/table.ts'

/** What a question sees of a table, for tests: no run yet unless one is given. */
export function testContext(table: Table, run: { readonly order?: Uint32Array } = {}): QuestionContext {
  const { kept } = createKeeper()
  return { table, statistics: [], roles: [], scores: null, order: run.order ?? null, kept }
}
