import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import { addFilter, showRows } from '../../../state/selection.ts'

/** Selects the rows without a value among some neighbouring ones of the file, and lists them. */
export function showMissingIn({ index }: ColumnSummary, from: number, to: number): void {
  addFilter({
    kind: 'all',
    of: [
      { kind: 'missing', column: index },
      { kind: 'row-range', from, to },
    ],
  })
  showRows()
}

/** Selects the rows in which all of these columns have no value, and lists them. */
export function showMissing(columns: readonly ColumnSummary[]): void {
  const [first] = columns
  if (!first) return
  if (columns.length === 1) addFilter({ kind: 'missing', column: first.index })
  else {
    const names = columns.map(({ name }) => name).join(' and ')
    addFilter(
      { kind: 'all', of: columns.map(({ index }) => ({ kind: 'missing', column: index })) },
      `${names} are missing together`,
    )
  }
  showRows()
}
