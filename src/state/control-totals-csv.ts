import type { AppState } from './app-state.ts'
import { exportedLog } from './exported-log.ts'
import { amountFlagged, thresholdScore } from './selectors.ts'

/** The control totals as a two-column CSV: what was read, what was left out, and what is above the line. */
export function controlTotalsCsv({
  dataset,
  ranking,
  cut,
  review,
}: Pick<AppState, 'dataset' | 'ranking' | 'cut' | 'review'>): string {
  if (!dataset) return ''
  const { read, amountColumn, amountTotal } = dataset
  const lines: [string, string | number][] = [
    ['file', dataset.name],
    ['bytes', dataset.bytes],
    ['rows read', read.rowsRead],
    ['columns', dataset.columns.length],
  ]
  if (read.sampledFrom !== undefined) lines.push(['drawn at random from rows', read.sampledFrom])
  for (const { reason, count } of read.rowsSkipped) lines.push([`rows skipped: ${reason}`, count])
  lines.push(['rows with too few cells', read.raggedShort], ['rows with too many cells', read.raggedLong])
  for (const column of dataset.columns) {
    if (column.unreadable > 0) lines.push([`unreadable cells: ${column.name}`, column.unreadable])
  }
  const amount = amountColumn === null ? undefined : dataset.columns[amountColumn]
  if (amount && amountTotal !== null) lines.push([`sum of ${amount.name}`, amountTotal])
  if (ranking) {
    lines.push(['rows flagged', cut])
    const flagged = amountFlagged(ranking, cut)
    if (amount && flagged !== null) lines.push([`sum of ${amount.name}, flagged rows`, flagged])
    lines.push(['score threshold', thresholdScore(ranking, cut) ?? ''])
    lines.push(['detector', ranking.detector], ['seed', ranking.seed])
    const used = ranking.features.filter((choice) => choice.used)
    lines.push(['columns used', used.map(({ name }) => name).join('; ')])
  }
  const log = exportedLog(review)
  if (log !== null) {
    if (ranking?.learned) lines.push(['decisions that the order was learned from', ranking.learned.decisions])
    lines.push(['entries of the decision log', log.entries], ['head of the decision log', log.head])
  }
  return `figure,value\r\n${lines.map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`
}

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value)
  // Names come from the file: a spreadsheet must not run them.
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
