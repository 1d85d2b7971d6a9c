import type { Level } from '../../../analysis/pairs/levels.ts'
import type { Predicate } from '../../../analysis/select/predicate.ts'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import { levelPredicate } from './level-predicate.ts'

/** One cell of a table of levels. */
export interface CellShape {
  readonly column: number
  readonly line: number
}

/** The rows of a cell: both values. Null for a cell that there is not. */
export function cellPredicate(
  { column, line }: CellShape,
  x: ColumnSummary,
  y: ColumnSummary,
  xLevels: readonly Level[],
  yLevels: readonly Level[],
): Predicate | null {
  const across = xLevels[column]
  const down = yLevels[line]
  const first = across && levelPredicate(x, across, xLevels)
  const second = down && levelPredicate(y, down, yLevels)
  return first && second ? { kind: 'all', of: [first, second] } : null
}
