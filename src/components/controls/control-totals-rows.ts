import type { DatasetSummary } from '../../workers/engine.api.ts'
import { formatCount } from '../plots/format.ts'
import { formatAmount, formatBytes } from './amounts.ts'

export interface TotalsRow {
  readonly label: string
  readonly value: string
  readonly detail?: string
}

export function controlTotals({
  read,
  columns,
  bytes,
  amountColumn,
  amountTotal,
}: DatasetSummary): TotalsRow[] {
  const rows: TotalsRow[] = [{ label: 'Rows read', value: formatCount(read.rowsRead) }]
  if (read.sampledFrom !== undefined) {
    rows.push({ label: 'Drawn at random from', value: `${formatCount(read.sampledFrom)} rows` })
  }
  const skipped = read.rowsSkipped.reduce((sum, { count }) => sum + count, 0)
  const why = read.rowsSkipped.map(
    ({ reason, count, firstLines }) =>
      `${reason}: ${formatCount(count)}${firstLines.length > 0 ? ` (line ${firstLines.map(formatCount).join(', ')}${firstLines.length < count ? ', …' : ''})` : ''}`,
  )
  rows.push({
    label: 'Rows skipped',
    value: formatCount(skipped),
    ...(why.length > 0 ? { detail: why.join('; ') } : {}),
  })
  if (read.raggedShort > 0) {
    rows.push({
      label: 'Rows with too few cells',
      value: formatCount(read.raggedShort),
      detail: 'kept, filled with empty cells',
    })
  }
  if (read.raggedLong > 0)
    rows.push({ label: 'Rows with too many cells', value: formatCount(read.raggedLong), detail: 'kept' })
  const unreadable = columns.reduce((sum, column) => sum + column.unreadable, 0)
  rows.push({ label: 'Unreadable cells', value: formatCount(unreadable) })
  const amount = amountColumn === null ? undefined : columns[amountColumn]
  if (amount && amountTotal !== null)
    rows.push({ label: `Sum of ${amount.name}`, value: formatAmount(amountTotal) })
  rows.push({ label: 'File size', value: formatBytes(bytes) })
  return rows
}
