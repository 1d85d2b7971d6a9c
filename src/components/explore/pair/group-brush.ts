import type { Level } from '../../../analysis/pairs/levels.ts'
import type { Predicate } from '../../../analysis/select/predicate.ts'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import { levelPredicate } from './pair-text.ts'

/** Neighbouring groups (from and to are both in) and a range of values in them; ±∞: no end. */
export interface GroupBrush {
  readonly from: number
  readonly to: number
  readonly low: number
  readonly high: number
}

/** The rows of a brush; null where its groups cannot be said by values, such as some numbers and missing ones. */
export function groupPredicate(
  { from, to, low, high }: GroupBrush,
  groups: ColumnSummary,
  values: ColumnSummary,
  levels: readonly Level[],
): Predicate | null {
  const every = from <= 0 && to >= levels.length - 1
  const inGroups = every ? null : levelsPredicate(groups, levels.slice(from, to + 1), levels)
  if (!every && !inGroups) return null
  const inRange: Predicate | null =
    low > -Infinity || high < Infinity
      ? { kind: 'range', column: values.index, low, high, closed: true }
      : null
  const parts = [inGroups, inRange].filter((part) => part !== null)
  const [only] = parts
  return parts.length === 1 && only ? only : parts.length > 1 ? { kind: 'all', of: parts } : null
}

function levelsPredicate(
  column: ColumnSummary,
  chosen: readonly Level[],
  levels: readonly Level[],
): Predicate | null {
  const [first] = chosen
  if (!first) return null
  if (chosen.length === 1) return levelPredicate(column, first, levels)
  const texts = chosen.flatMap((level) =>
    level.kind === 'value' && typeof level.value === 'string' ? [level.value] : [],
  )
  if (texts.length === chosen.length) return { kind: 'values', column: column.index, values: texts }
  const numbers = chosen.flatMap((level) =>
    level.kind === 'value' && typeof level.value === 'number' ? [level.value] : [],
  )
  // Between two numbers there may be others that are folded away.
  if (numbers.length < chosen.length || levels.some(({ kind }) => kind === 'other')) return null
  return {
    kind: 'range',
    column: column.index,
    low: Math.min(...numbers),
    high: Math.max(...numbers),
    closed: true,
  }
}
