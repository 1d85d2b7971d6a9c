import type { ColumnProfile } from '../../analysis/profile/column-profile.ts'
import type { ColumnSummary } from '../../analysis/table/read-summary.ts'

/** What the columns can be ordered by. */
export type ColumnOrder =
  'file' | 'name' | 'type' | 'missing' | 'distinct' | 'skewness' | 'kurtosis' | 'contrast'

export const COLUMN_ORDERS: readonly { readonly value: ColumnOrder; readonly label: string }[] = [
  { value: 'file', label: 'Order in the file' },
  { value: 'name', label: 'Name' },
  { value: 'type', label: 'Type' },
  { value: 'missing', label: 'Most missing' },
  { value: 'distinct', label: 'Most distinct values' },
  { value: 'skewness', label: 'Most skewed' },
  { value: 'kurtosis', label: 'Heaviest tails' },
  { value: 'contrast', label: 'Flagged rows differ most' },
]

/** What an order needs beside the summary of the file. */
export interface ColumnFigures {
  /** By column; null while it is not known. */
  readonly profiles: readonly ColumnProfile[] | null
  /** (columns,) how differently flagged rows are spread; null while it is not known. */
  readonly contrast: Float64Array | null
}

/** Whether every column's profile has to be known first. */
export function needsProfiles(order: ColumnOrder, columns: readonly ColumnSummary[]): boolean {
  if (order === 'distinct') return columns.some((column) => column.distinctIsLowerBound)
  return order === 'skewness' || order === 'kurtosis'
}

const TYPE_ORDER = ['number', 'datetime', 'category', 'text'] as const
const names = new Intl.Collator(undefined, { numeric: true })

/** The columns in the order asked for; as in the file where that is not known yet. Equal ones stay as in the file. */
export function sortColumns(
  columns: readonly ColumnSummary[],
  order: ColumnOrder,
  { profiles, contrast }: ColumnFigures,
): readonly ColumnSummary[] {
  const byIndex = new Map(profiles?.map((profile) => [profile.column, profile]))
  const largestFirst = (figure: (column: ColumnSummary) => number | undefined) => {
    // A figure that a column does not have, or that is not defined, comes last.
    const of = (column: ColumnSummary) => {
      const value = figure(column)
      return value === undefined || Number.isNaN(value) ? -Infinity : value
    }
    return columns.toSorted((a, b) => compare(of(b), of(a)))
  }
  switch (order) {
    case 'file':
      return columns
    case 'name':
      return columns.toSorted((a, b) => names.compare(a.name, b.name))
    case 'type':
      return columns.toSorted((a, b) => TYPE_ORDER.indexOf(a.type) - TYPE_ORDER.indexOf(b.type))
    case 'missing':
      return largestFirst((column) => column.missing + column.unreadable)
    case 'distinct':
      return largestFirst((column) => byIndex.get(column.index)?.distinct ?? column.distinct)
    case 'skewness':
      return profiles ? largestFirst(({ index }) => size(byIndex.get(index)?.values?.skewness)) : columns
    case 'kurtosis':
      return profiles ? largestFirst(({ index }) => byIndex.get(index)?.values?.kurtosis) : columns
    case 'contrast':
      return contrast ? largestFirst(({ index }) => contrast[index]) : columns
  }
}

const size = (value: number | undefined): number | undefined =>
  value === undefined ? value : Math.abs(value)

/** Also for infinities, of which the difference is not a number. */
function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0
}
