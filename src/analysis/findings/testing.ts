import { createRng } from '../math/rng.ts'
import { contextWithRoles } from '../questions/testing.ts'
import type { ColumnChoice } from '../settings.ts'
import type { Table } from '../table/table.ts'
import { finish } from '../work.ts'
import type { FindingContext, FindingRule, Found, SentencePart } from './finding.ts'

/** Help for tests: a file as rules see it, and what they say of it in plain words. */
export const TODAY = Date.UTC(2024, 5, 1)

export function contextOf(
  table: Table,
  choices: Readonly<Record<string, ColumnChoice>> = {},
): FindingContext {
  return { ...contextWithRoles(table, choices), today: TODAY }
}

export function find(rule: FindingRule, table: Table, choices: Readonly<Record<string, ColumnChoice>> = {}) {
  const context = contextOf(table, choices)
  return finish(rule.find(context)).map((found) => ({
    ...found,
    names: found.columns.map((column) => table.columns[column]?.name),
    text: textOf(found.sentence, table),
    rowsFound: rowsOf(found, context),
  }))
}

/** The rows of a finding; a predicate as it is. */
function rowsOf(found: Found, context: FindingContext): unknown {
  return typeof found.rows === 'function' ? [...finish(found.rows(context))] : found.rows
}

export function textOf(sentence: readonly SentencePart[], table: Table): string {
  return sentence
    .map((part) => {
      if (typeof part === 'string') return part
      if ('column' in part) return table.columns[part.column]?.name ?? '?'
      if ('count' in part) return String(part.count)
      if ('share' in part) return `${Math.round(part.share * 1000) / 10} %`
      if ('figure' in part) return String(Math.round(part.figure * 1000) / 1000)
      if ('text' in part) return `“${part.text}”`
      const column = table.columns[part.of]
      return column?.type === 'datetime'
        ? new Date(part.value).toISOString().slice(0, 10)
        : String(part.value)
    })
    .join('')
}

/** Draws for tests: uniform, normal (sum of twelve) and from a list. */
export function draws(seed = 1) {
  const rng = createRng(seed)
  const uniform = () => rng.next()
  const normal = () => {
    let sum = -6
    for (let i = 0; i < 12; i++) sum += rng.next()
    return sum
  }
  return { uniform, normal, pick: <T>(list: readonly T[]): T => list[rng.below(list.length)]! }
}
