import type { Decision } from '../decisions/decision.ts'
import { reasonSentences, type Reason } from '../explain/reasons.ts'
import type { About } from '../export/about.ts'
import { decisionColumns, type AddedColumn } from '../export/added-column.ts'
import { createCsvTable } from '../export/csv-table.ts'
import { createLinePool, type LinePool } from '../export/line-pool.ts'
import type { ChangedCells, ExportFormat, Sink, TablePlan, TableWriter } from '../export/table-writer.ts'
import type { Dataset } from './dataset.ts'
import type { Run } from './run.ts'
import type { Host } from './host.ts'
import { ranksOf } from './ranks.ts'
import { eachRowBlock } from './row-blocks.ts'

/** Which rows: the flagged ones, most anomalous first; all, in the file's order; or chosen ones, as they are given. */
export type ExportedRows = 'flagged' | 'all' | Uint32Array

export interface RowsExport {
  readonly rows: ExportedRows
  readonly format: ExportFormat
  /** How many rows of the order are flagged. */
  readonly cut: number
  /** Put an apostrophe before formula cells, in CSV. */
  readonly neutralise: boolean
  /** By row. */
  readonly decisions: ReadonlyMap<number, Decision>
  readonly about: About
}

export interface Written extends ChangedCells {
  readonly rows: number
}

/** The strongest reasons of many rows, in the order of `rows`, block by block. */
export type ReasonsOf = (rows: Uint32Array, limit: number) => AsyncIterable<readonly (readonly Reason[])[]>

/** Reasons written per row. */
const SHOWN_REASONS = 3
/** Chosen rows that are not flagged and get reasons too, the first of them. */
const EXPLAINED_ROWS = 100_000

/**
 * Writes rows as a file: rank, score, whether flagged, reasons and decisions, then the file's own columns with
 * their cells as the file has them (typed, where the format has types).
 *
 * @param run null: nothing is ranked, and rank, score and reasons are empty
 * @throws UsageError where the format cannot hold so many rows
 *
 * Cost: one pass over the file, and an explanation per flagged or chosen row. Holds the reasons and, unless all
 * rows are written, the rows' text.
 */
export async function exportRows(
  dataset: Dataset,
  run: Run | null,
  wanted: RowsExport,
  reasonsOf: ReasonsOf,
  host: Host,
  sink: Sink,
): Promise<Written> {
  const { rowCount, columns } = dataset.read.table
  const rows = listOf(wanted, run)
  const count = rows?.length ?? rowCount
  let reasons: LinePool | null = null
  const places = new Int32Array(rowCount).fill(-1)
  const plan: TablePlan = {
    columns,
    added: addedColumns(run, wanted, (row) => {
      const place = places[row]!
      return place < 0 || reasons === null ? null : reasons.get(place)
    }),
    rowCount: count,
    about: wanted.about,
    neutralise: wanted.neutralise,
    lineOf: (row) => dataset.read.lineOf(row),
    breathe: () => host.breathe(),
  }
  // Made first: it may refuse, and then nothing was worked out in vain.
  const writer = await writerOf(wanted.format, plan, sink)
  const explained = run === null ? new Uint32Array() : explainedRows(run, wanted)
  for (let k = 0; k < explained.length; k++) places[explained[k]!] = k
  reasons = await reasonTexts(explained, reasonsOf, host)
  await eachRowBlock(dataset, rows, host, (block) => writer.write(block))
  await writer.finish()
  return { rows: count, ...writer.changed }
}

function listOf({ rows, cut }: RowsExport, run: Run | null): Uint32Array | null {
  if (rows === 'all') return null
  if (rows !== 'flagged') return rows
  return run === null ? new Uint32Array() : run.ranking.order.subarray(0, cut)
}

/** Every flagged row among those written, and chosen ones up to a limit. */
function explainedRows(run: Run, { rows, cut }: RowsExport): Uint32Array {
  const { order } = run.ranking
  if (typeof rows === 'string') return order.slice(0, cut)
  const ranks = ranksOf(run.ranking)
  return rows.filter((row, k) => k < EXPLAINED_ROWS || ranks[row]! < cut)
}

async function reasonTexts(rows: Uint32Array, reasonsOf: ReasonsOf, host: Host): Promise<LinePool> {
  const texts = createLinePool(rows.length)
  let k = 0
  for await (const block of reasonsOf(rows, SHOWN_REASONS)) {
    for (const reasons of block) {
      const sentences = reasonSentences(reasons, SHOWN_REASONS).map((sentence) =>
        sentence.replace(/\s+/gu, ' '),
      )
      texts.set(k++, sentences.join('\n'))
    }
    host.progress({ label: 'Explaining', done: k, total: rows.length, unit: 'rows' })
    await host.breathe()
  }
  return texts
}

function addedColumns(
  run: Run | null,
  { rows, cut, decisions, about }: RowsExport,
  why: (row: number) => string | null,
): AddedColumn[] {
  const scores = run?.ranking.scores ?? null
  const ranks = run === null ? null : ranksOf(run.ranking)
  const added: AddedColumn[] = [
    { name: 'rank', kind: 'count', value: (row) => (ranks === null ? null : ranks[row]! + 1) },
    { name: 'score', kind: 'score', value: (row) => (scores === null ? null : scores[row]!) },
  ]
  if (rows !== 'flagged')
    added.push({ name: 'flagged', kind: 'flag', value: (row) => (ranks === null ? null : ranks[row]! < cut) })
  added.push({ name: 'reasons', kind: 'words', list: true, value: why })
  if (decisions.size > 0) added.push(...decisionColumns(decisions, about.log?.head ?? ''))
  return added
}

/** Writers but the one for CSV are loaded when they are asked for. */
async function writerOf(format: ExportFormat, plan: TablePlan, sink: Sink): Promise<TableWriter> {
  switch (format) {
    case 'csv':
      return createCsvTable(plan, sink)
    case 'json':
      return (await import('../export/json-table.ts')).createJsonTable(plan, sink)
    case 'xlsx':
      return (await import('../export/xlsx-table.ts')).createXlsxTable(plan, sink)
    case 'parquet':
      return (await import('../export/parquet-table.ts')).createParquetTable(plan, sink)
  }
}
