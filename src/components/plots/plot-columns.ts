import type { ColumnSummary } from '../../analysis/table/read-summary.ts'
import type { DatasetSummary } from '../../workers/engine.api.ts'

/** Columns with values that have a place on an axis: everything but free text and ids. */
export function plottableColumns(dataset: DatasetSummary): readonly ColumnSummary[] {
  return dataset.columns.filter((c) => c.type !== 'text')
}

export function timeColumns(dataset: DatasetSummary): readonly ColumnSummary[] {
  const times = dataset.columns.filter((c) => c.type === 'datetime')
  const main = times.find((c) => c.index === dataset.timeColumn)
  return main ? [main, ...times.filter((c) => c !== main)] : times
}

/** The columns of the result in the order of interest: the amount, then what the detector looks at. */
function interesting(dataset: DatasetSummary): readonly ColumnSummary[] {
  const columns = plottableColumns(dataset)
  const used = new Set(dataset.features.filter((f) => f.used).map((f) => f.column))
  const rank = (c: ColumnSummary): number => {
    if (c.index === dataset.amountColumn) return 0
    if (used.has(c.index)) return c.type === 'category' ? 2 : 1
    return c.role === 'id' || c.role === 'label' || c.role === 'ignored' ? 4 : 3
  }
  return [...columns].sort((a, b) => rank(a) - rank(b) || a.index - b.index)
}

export function defaultDistributionColumn(dataset: DatasetSummary): ColumnSummary | undefined {
  return interesting(dataset).find((c) => c.type !== 'datetime') ?? plottableColumns(dataset)[0]
}

/** The amount upright, against time or the next column that the detector looks at. */
export function defaultScatterColumns(dataset: DatasetSummary): readonly [x: number, y: number] | null {
  const [y, ...others] = interesting(dataset).filter((c) => c.type !== 'datetime')
  if (!y) return null
  const numbers = others.filter((c) => c.type === 'number' && c.role !== 'id' && c.role !== 'label')
  const time = timeColumns(dataset)[0]
  const used = numbers.find((c) => dataset.features.some((f) => f.used && f.column === c.index))
  return [(used ?? time ?? numbers[0] ?? others[0] ?? y).index, y.index]
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
