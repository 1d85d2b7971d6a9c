import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import type { DatasetSummary, Ranking } from '../../../workers/engine.api.ts'

export const MOST_COLUMNS = 6
const SHOWN_FIRST = 5
/** From this rank on, columns are shown only where there are no others. */
const DULL = 400

/** Columns with an axis of numbers or times. */
export function matrixColumns(dataset: DatasetSummary): readonly ColumnSummary[] {
  return dataset.columns.filter((c) => c.type === 'number' || c.type === 'datetime')
}

/** What to look at first: what made the top rows stand out, the amount, then other numbers that vary. */
export function defaultMatrix(dataset: DatasetSummary, ranking: Ranking | null): readonly number[] {
  const drivers = ranking?.drivers ?? []
  const rank = (c: ColumnSummary): number => {
    const driven = drivers.indexOf(c.index)
    if (driven >= 0) return driven
    if (c.index === dataset.amountColumn) return 100
    if (c.distinct < 2 || c.role === 'ignored') return 500
    if (c.role === 'id' || c.role === 'label' || c.role === 'entity') return 400
    if (c.type === 'datetime') return c.index === dataset.timeColumn ? 300 : 350
    // Codes of few values make stripes, which say little.
    return c.distinct > 10 || c.distinctIsLowerBound ? 200 : 250
  }
  const sorted = [...matrixColumns(dataset)].sort((a, b) => rank(a) - rank(b) || a.index - b.index)
  return sorted.flatMap((c, i) => (i < 2 || (i < SHOWN_FIRST && rank(c) < DULL) ? [c.index] : []))
}
