import type { ColumnSummary } from '../../analysis/table/read-summary.ts'
import type { DatasetSummary, Ranking } from '../../workers/engine.api.ts'

/** Columns with values that have a place on an axis: everything but free text and ids. */
export function plottableColumns(dataset: DatasetSummary): readonly ColumnSummary[] {
  return dataset.columns.filter((c) => c.type !== 'text')
}

export function timeColumns(dataset: DatasetSummary): readonly ColumnSummary[] {
  const times = dataset.columns.filter((c) => c.type === 'datetime')
  const main = times.find((c) => c.index === dataset.timeColumn)
  return main ? [main, ...times.filter((c) => c !== main)] : times
}

/** The columns in the order of interest: what made the top rows stand out, then the amount, then the rest. */
function interesting(dataset: DatasetSummary, { drivers }: Ranking): readonly ColumnSummary[] {
  const columns = plottableColumns(dataset)
  const rank = (c: ColumnSummary): number => {
    const at = drivers.indexOf(c.index)
    if (at >= 0) return at
    if (c.index === dataset.amountColumn) return drivers.length
    const dull = c.role === 'id' || c.role === 'label' || c.role === 'ignored'
    return drivers.length + (dull ? 2 : 1)
  }
  return [...columns].sort((a, b) => rank(a) - rank(b) || a.index - b.index)
}

export function defaultDistributionColumn(
  dataset: DatasetSummary,
  ranking: Ranking,
): ColumnSummary | undefined {
  return interesting(dataset, ranking).find((c) => c.type !== 'datetime') ?? plottableColumns(dataset)[0]
}

/** What made the top rows stand out upright, against the next such column or time; null: there are not two. */
export function defaultScatterColumns(
  dataset: DatasetSummary,
  ranking: Ranking,
): readonly [x: number, y: number] | null {
  const [y, ...others] = interesting(dataset, ranking).filter((c) => c.type !== 'datetime')
  if (!y) return null
  const numbers = others.filter((c) => c.type === 'number' && c.role !== 'id' && c.role !== 'label')
  const time = timeColumns(dataset)[0]
  const used = numbers.find((c) => ranking.drivers.includes(c.index))
  const x = used ?? time ?? numbers[0] ?? others[0]
  return x ? [x.index, y.index] : null
}

/** Whether a column can be on a log axis without losing a row. */
export function canBeLog(column: ColumnSummary): boolean {
  return column.type === 'number' && column.min !== null && column.min > 0
}

/** Whether a few large values would press all others against the axis. */
export function isSkewed({ max, median, ...column }: ColumnSummary): boolean {
  const can = canBeLog({ max, median, ...column })
  return can && max !== null && median !== null && max > 25 * median
}
