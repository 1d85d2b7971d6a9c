import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import type { DatasetSummary, Ranking } from '../../../workers/engine.api.ts'
import { defaultScatterColumns } from '../../plots/plot-columns.ts'

/** Texts with more values than this are not offered: each row would be a level of its own. */
const MOST_TEXTS = 5000
/** Numbers with at most this many values can be shown as levels. */
const MOST_CODES = 50

/** Columns that can be one of two: everything with a place on an axis, or with levels. */
export function pairColumns(dataset: DatasetSummary): readonly ColumnSummary[] {
  return dataset.columns.filter(
    (c) =>
      c.type !== 'text' ||
      (!c.distinctIsLowerBound && c.distinct <= MOST_TEXTS && c.distinct < dataset.rowCount / 2),
  )
}

export function canBeLevels(column: ColumnSummary): boolean {
  return column.type === 'number' && !column.distinctIsLowerBound && column.distinct <= MOST_CODES
}

/** Whether a column is shown by its levels when nobody chose: words, labels, and yes/no codes. */
export function isLevels(column: ColumnSummary): boolean {
  if (column.type === 'category' || column.type === 'text') return true
  return canBeLevels(column) && (column.distinct <= 2 || column.role === 'label')
}

/** What to look at first: what made the top rows stand out, or else the first two columns that vary. */
export function defaultPair(
  dataset: DatasetSummary,
  ranking: Ranking | null,
): readonly [x: number, y: number] | null {
  const driven = ranking && defaultScatterColumns(dataset, ranking)
  if (driven) return driven
  const columns = pairColumns(dataset)
  const dull = (c: ColumnSummary) => Number(c.role === 'id' || c.role === 'ignored' || c.distinct < 2)
  const notNumber = (c: ColumnSummary) => Number(c.type !== 'number')
  const [first, second] = [...columns].sort(
    (a, b) => dull(a) - dull(b) || notNumber(a) - notNumber(b) || a.index - b.index,
  )
  return first && second ? [first.index, second.index] : null
}
