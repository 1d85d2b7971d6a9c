import type { Level } from '../../../analysis/pairs/levels.ts'
import type { Predicate } from '../../../analysis/select/predicate.ts'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import { levelsPredicate } from './level-predicate.ts'

/** Neighbouring groups (from and to are both in) and a range of values in them; ±∞: no end. */
export interface GroupBrush {
  readonly from: number
  readonly to: number
  readonly low: number
  readonly high: number
}

/** The rows of a brush; null where it holds all groups and values. */
export function groupPredicate(
  { from, to, low, high }: GroupBrush,
  groups: ColumnSummary,
  values: ColumnSummary,
  levels: readonly Level[],
): Predicate | null {
  const every = from <= 0 && to >= levels.length - 1
  const inGroups = every ? null : levelsPredicate(groups, levels.slice(from, to + 1), levels)
  const inRange: Predicate | null =
    low > -Infinity || high < Infinity
      ? { kind: 'range', column: values.index, low, high, closed: true }
      : null
  const parts = [inGroups, inRange].filter((part) => part !== null)
  const [only] = parts
  return parts.length === 1 && only ? only : parts.length > 1 ? { kind: 'all', of: parts } : null
}
