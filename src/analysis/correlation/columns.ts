import { columnAt, valueColumnAt, type QuestionContext } from '../questions/question.ts'
import type { ColumnRole } from '../settings.ts'
import type { Work } from '../work.ts'
import { columnFacts, type ColumnFacts } from './column-facts.ts'
import type { Groups } from './cramers-v.ts'
import { levelsOf, NO_LEVEL, type Levels } from './levels.ts'
import { kindFor, type ColumnKind, type CorrelationMethod, type Omitted } from './methods.ts'

/** The columns that a method can use, and why it cannot use the others. */
export function columnsFor(
  context: QuestionContext,
  method: CorrelationMethod,
  indices: readonly number[],
  everyRole: boolean,
): { readonly columns: number[]; readonly kinds: ColumnKind[]; readonly omitted: Omitted[] } {
  const columns: number[] = []
  const kinds: ColumnKind[] = []
  const omitted: Omitted[] = []
  for (const index of new Set(indices)) {
    const role = everyRole ? undefined : context.roles[index]?.role
    const column = columnAt(context, index)
    const found = leftOut(role) ?? kindFor(method, column, context.statistics[index]!)
    if ('why' in found) omitted.push({ column: index, why: found.why })
    else {
      columns.push(index)
      kinds.push(found.kind)
    }
  }
  return { columns, kinds, omitted }
}

function leftOut(role: ColumnRole | undefined): { readonly why: string } | null {
  if (role === 'id') return { why: 'an id: it names rows' }
  return role === 'ignored' ? { why: 'its role is “ignored”' } : null
}

/** The values of a number or datetime column and what is known of them. */
export function* valuesAt(
  context: QuestionContext,
  index: number,
): Work<{ readonly values: Float64Array; readonly facts: ColumnFacts }> {
  const { values } = valueColumnAt(context, index)
  return { values, facts: yield* context.kept(`facts ${index}`, () => columnFacts(values)) }
}

/** The order of a number or datetime column, kept for other questions. */
export function levelsAt(context: QuestionContext, index: number): Work<Levels> {
  const { values } = valueColumnAt(context, index)
  return context.kept(`value order ${index}`, () => levelsOf(values))
}

/** The groups of a category, or of a column of few different numbers. */
export function* groupsAt(context: QuestionContext, index: number): Work<Groups> {
  const column = columnAt(context, index)
  if (column.type === 'category') return { codes: column.codes, count: column.dictionary.length }
  const { level, count } = yield* levelsAt(context, index)
  return yield* context.kept(`groups ${index}`, function* () {
    const codes = new Int32Array(level.length)
    for (let row = 0; row < level.length; row++) codes[row] = level[row] === NO_LEVEL ? -1 : level[row]!
    yield
    return { codes, count }
  })
}
