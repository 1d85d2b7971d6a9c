import type { About } from '../export/about.ts'
import { inert, joined } from '../export/csv.ts'
import { float32Text } from '../export/float32-text.ts'
import { scoreAtCut } from '../ranking/cut.ts'
import type { DatasetSummary, Ranking } from './results.ts'

/** Figures by which a result can be checked against the books. */
export interface ControlTotals {
  readonly rows_read: number
  readonly rows_skipped: number
  readonly amount_column: string | null
  readonly amount_total: number | null
  readonly rows_flagged: number
  readonly amount_flagged: number | null
}

export function controlTotals(summary: DatasetSummary, ranking: Ranking, cut: number): ControlTotals {
  const along = ranking.amountAlong
  const amount = summary.amountColumn === null ? undefined : summary.columns[summary.amountColumn]
  return {
    rows_read: summary.rowCount,
    rows_skipped: summary.read.rowsSkipped.reduce((sum, { count }) => sum + count, 0),
    amount_column: amount?.name ?? null,
    amount_total: summary.amountTotal,
    rows_flagged: cut,
    amount_flagged: along === null ? null : cut === 0 ? 0 : along[cut - 1]!,
  }
}

/**
 * The control totals, and what they come from, as `key,value` lines of CSV.
 *
 * @param log the decision log that goes with the result; null without any
 */
export function totalsCsv(
  summary: DatasetSummary,
  ranking: Ranking,
  cut: number,
  log: About['log'] = null,
): string {
  const threshold = scoreAtCut(ranking.scores, ranking.order, cut)
  const lines: [string, string | number | null][] = [
    ['file', summary.name],
    ['file_bytes', summary.bytes],
    ...Object.entries<string | number | null>({ ...controlTotals(summary, ranking, cut) }),
    ...summary.read.rowsSkipped.map(({ reason, count }): [string, number] => [
      `rows_skipped: ${reason}`,
      count,
    ]),
    ...(summary.read.sampledFrom === undefined
      ? []
      : [['sampled_from_rows', summary.read.sampledFrom] satisfies [string, number]]),
    ['detector', ranking.detector],
    ['seed', ranking.seed],
    ['threshold', threshold === null ? null : float32Text(threshold)],
    ...(log === null ? [] : logLines(ranking, log)),
  ]
  const text = lines.map(([key, value]) =>
    joined([key, typeof value === 'string' ? inert(value) : String(value ?? '')]),
  )
  return `${['key,value', ...text].join('\r\n')}\r\n`
}

/** A result that decisions stand beside, or changed, names the head of their log. */
function logLines(
  { learned }: Ranking,
  { head, entries }: NonNullable<About['log']>,
): [string, string | number][] {
  return [
    ...(learned === undefined
      ? []
      : [['decisions_learned_from', learned.decisions] satisfies [string, number]]),
    ['decision_log_entries', entries],
    ['decision_log_head', head],
  ]
}
