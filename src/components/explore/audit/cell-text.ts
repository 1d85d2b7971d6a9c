import type { CellText } from '../../../analysis/audit/cell-value.ts'
import type { Predicate } from '../../../analysis/select/predicate.ts'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import { formatAmount } from '../../controls/amounts.ts'
import { formatNumber, formatTime } from '../../plots/format.ts'

/** A cell as the page writes it; numbers that name something have no separators. */
export function cellText(cell: CellText, column: ColumnSummary | undefined): string {
  if (cell === null) return '–'
  if (typeof cell === 'string') return cell
  if (column?.type === 'datetime') return formatTime(cell)
  const isCode = column?.role === 'id' || column?.role === 'entity'
  if (isCode && Number.isInteger(cell)) return cell.toFixed(0)
  return column?.role === 'amount' ? formatAmount(cell) : formatNumber(cell, 12)
}

/** Rows whose cell in a column is this one. */
export function cellPredicate(cell: CellText, column: number): Predicate {
  if (cell === null) return { kind: 'missing', column }
  if (typeof cell === 'string') return { kind: 'values', column, values: [cell] }
  return { kind: 'range', column, low: cell, high: cell, closed: true }
}
