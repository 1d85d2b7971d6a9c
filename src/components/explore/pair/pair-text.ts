import type { Level } from '../../../analysis/pairs/levels.ts'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import { formatCount, valueText } from '../../plots/format.ts'

export function levelText(column: ColumnSummary, level: Level): string {
  switch (level.kind) {
    case 'value':
      return typeof level.value === 'number' ? valueText(column, level.value) : level.value
    case 'other':
      return `${formatCount(level.values)} other ${level.values === 1 ? 'value' : 'values'}`
    case 'missing':
      return 'missing'
  }
}

/** A column as the title of an axis. */
export function axisName(column: ColumnSummary, log: boolean): string {
  if (column.type === 'datetime') return `${column.name} (UTC)`
  return log ? `${column.name} (log)` : column.name
}

/** Flagged rows in a view, and with a selection how many are selected: a view then counts only flagged rows among them. */
export function flaggedText(flagged: number, selected: ArrayLike<number> | null): string {
  if (!selected) return `${formatCount(flagged)} flagged`
  let all = 0
  for (let bin = 0; bin < selected.length; bin++) all += selected[bin]!
  return `${formatCount(all)} selected, ${formatCount(flagged)} of them flagged`
}
