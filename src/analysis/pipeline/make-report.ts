import type { LogEntry } from '../decisions/decision-log.ts'
import type { Decision, DecisionLabel } from '../decisions/decision.ts'
import { logFileText } from '../decisions/log-file.ts'
import { loadRegistry } from '../detectors/load-registry.ts'
import { estimateDecided } from '../evaluate/decided-quality.ts'
import { figuresOf } from '../evaluate/figures.ts'
import { confusionAt } from '../evaluate/ranked-labels.ts'
import type { LabelMapping } from '../evaluate/labels.ts'
import { formatNumber } from '../explain/format.ts'
import { reasonSentences, type Reason } from '../explain/reasons.ts'
import { stemOf } from '../export/file-names.ts'
import type { FlaggedGroups } from '../groups/groups.ts'
import type { AnswerOf, QuestionKind, RequestOf } from '../questions/questions.ts'
import type {
  ReportChoice,
  ReportCorrelations,
  ReportData,
  ReportDecisions,
  ReportMetrics,
  ReportPlot,
  ReportRows,
} from '../report/report-data.ts'
import { reportPage } from '../report/report-page.ts'
import { contrastPlot, scorePlot, timePlot } from '../report/report-plots.ts'
import { count } from '../report/report-words.ts'
import { cellsOfRow } from './cells.ts'
import type { Dataset } from './dataset.ts'
import type { Run } from './run.ts'
import { aboutExport, type ExportContext } from './export-about.ts'
import type { Host } from './host.ts'
import { ranksOf } from './ranks.ts'
import { readingOf } from './saved-settings.ts'
import { controlTotals } from './totals.ts'

export interface ReportRequest {
  readonly choice: ReportChoice
  readonly context: ExportContext
  /** The decision log, to be kept with the report. */
  readonly log: readonly LogEntry[]
  /** The column with known answers, and what they mean; null: none. */
  readonly label: { readonly column: number; readonly mapping: LabelMapping } | null
}

export interface ReportFile {
  readonly html: string
  readonly fileName: string
}

/** What a report asks an open file. */
export interface ReportSources {
  ask<K extends QuestionKind>(kind: K, request: RequestOf<K>, sample: boolean): Promise<AnswerOf<K>>
  reasons(rows: Uint32Array, limit: number): AsyncIterable<readonly (readonly Reason[])[]>
  groups(cut: number): Promise<FlaggedGroups>
}

const REASONS = 4
const CONTRASTS = 4
const TIME_BINS = 120
const VALUE_BINS = 24
const LEVELS = 8
/** More columns make squares too small for their figures. */
const MOST_CORRELATED = 16
const CELL_COLUMNS = 6
const LISTED_DECISIONS = 500

/**
 * Gathers what a report says of a finished run and makes the page of it; see `reportPage`.
 *
 * @throws CancelledError from the host
 *
 * Cost: some passes over the file's columns, an explanation per listed row, and the groups where they are asked for.
 */
export async function makeReport(
  dataset: Dataset,
  run: Run,
  request: ReportRequest,
  sources: ReportSources,
  host: Host,
): Promise<ReportFile> {
  const { choice, context, log, label } = request
  const { cut, decisions } = context
  const { ranking } = run
  const wants = (section: ReportChoice['sections'][number]) => choice.sections.includes(section)
  const tell = (done: number) => host.progress({ label: 'Writing the report', done, total: 5, unit: 'steps' })
  const { findDetector } = await loadRegistry()
  const { info } = findDetector(ranking.detector)
  const about = aboutExport(dataset, run, context, 'report', Math.min(cut, choice.topRows))
  tell(0)
  const plots = wants('plots') ? await plotsOf(dataset, run, cut, sources) : []
  tell(1)
  const correlations = wants('plots') ? await correlationsOf(dataset, run, sources) : null
  tell(2)
  const groups = wants('groups') && cut > 1 ? await sources.groups(cut) : null
  tell(3)
  const rows = await rowsOf(
    dataset,
    run,
    wants('rows') ? Math.min(cut, choice.topRows) : 0,
    decisions,
    sources,
  )
  tell(4)
  const data: ReportData = {
    choice,
    about,
    dataset: dataset.summary,
    ranking,
    detector: { name: info.name, summary: info.summary },
    cut,
    totals: controlTotals(dataset.summary, ranking, cut),
    plots,
    correlations,
    groups,
    rows,
    decisions: decisions.size === 0 ? null : decisionsOf(dataset, run, cut, decisions),
    metrics: label === null || !wants('metrics') ? null : await metricsOf(dataset, cut, label, sources),
    logText: logTextOf(dataset, context, log),
  }
  const html = reportPage(data)
  tell(5)
  return { html, fileName: `${stemOf(dataset.summary.name)}-report.html` }
}

async function plotsOf(
  dataset: Dataset,
  { ranking }: Run,
  cut: number,
  { ask }: ReportSources,
): Promise<ReportPlot[]> {
  const { columns, timeColumn } = dataset.summary
  const { scores, order, drivers } = ranking
  const plots = [scorePlot(scores, order, cut)]
  const time = timeColumn === null ? undefined : columns[timeColumn]
  if (time?.type === 'datetime') {
    const spec = { kind: 'time', maxBins: TIME_BINS } as const
    plots.push(timePlot(time.name, await ask('binned', { column: time.index, spec }, false), order, cut))
  }
  for (const column of drivers.slice(0, CONTRASTS)) {
    const { name, type } = columns[column]!
    const maxBins = type === 'number' || type === 'datetime' ? VALUE_BINS : LEVELS
    const binned = await ask('binned', { column, spec: { kind: 'auto', maxBins } }, false)
    plots.push(contrastPlot(name, binned, order, cut))
  }
  return plots
}

/** Of the columns looked at, from an even sample: a picture, not figures to build on. */
async function correlationsOf(
  dataset: Dataset,
  { ranking }: Run,
  { ask }: ReportSources,
): Promise<ReportCorrelations | null> {
  const used = ranking.features.filter((feature) => feature.used).map(({ column }) => column)
  const columns = used
    .filter((column) => dataset.summary.columns[column]?.type !== 'text')
    .slice(0, MOST_CORRELATED)
  if (columns.length < 2) return null
  const among = { kind: 'all' } as const
  const answer = await ask('correlation', { columns, method: 'auto', among, everyRole: false }, true)
  const size = answer.columns.length
  if (size < 2) return null
  const places = Array.from(answer.clusterOrder)
  const names = places.map((place) => dataset.summary.columns[answer.columns[place]!]!.name)
  const values = places.flatMap((row) => places.map((column) => answer.values[row * size + column]!))
  let strongest = { value: 0, a: 0, b: 0 }
  for (let a = 0; a < size; a++)
    for (let b = 0; b < a; b++) {
      const value = values[a * size + b]!
      if (Math.abs(value) > Math.abs(strongest.value)) strongest = { value, a, b }
    }
  const figure = (Math.round(strongest.value * 100) / 100).toFixed(2).replace('-', '−')
  const strongestWords =
    strongest.value === 0
      ? ''
      : ` The strongest pair: ${names[strongest.b]!} and ${names[strongest.a]!}, ${figure}.`
  const of =
    answer.rowCount < dataset.summary.rowCount
      ? `${count(answer.rowCount)} evenly drawn rows`
      : `all ${count(answer.rowCount)} rows`
  const methods = `Spearman’s ρ between numbers, η between a category and a number, Cramér’s V between categories, of ${of}`
  return { names, values, rows: answer.rowCount, summary: `${methods}.${strongestWords}` }
}

async function rowsOf(
  dataset: Dataset,
  { ranking }: Run,
  listed: number,
  decisions: ReadonlyMap<number, Decision>,
  { reasons }: ReportSources,
): Promise<ReportRows> {
  const rows = ranking.order.slice(0, listed)
  const why: (readonly Reason[])[] = []
  for await (const block of reasons(rows, REASONS)) why.push(...block)
  const columns = shownColumns(dataset, ranking.drivers)
  return {
    columns: columns.map((column) => dataset.summary.columns[column]!.name),
    rows: Array.from(rows, (row, k) => {
      const cells = cellsOfRow(dataset.read.table, row)
      return {
        rank: k + 1,
        line: dataset.read.lineOf(row),
        score: ranking.scores[row]!,
        flagged: true,
        label: decisions.get(row)?.label ?? null,
        cells: columns.map((column) => cellText(cells[column] ?? null)),
        reasons: reasonSentences(why[k] ?? [], REASONS),
      }
    }),
  }
}

/** What a row is recognised by: ids, entities, time and amount, then what it stands out by; in the file's order. */
function shownColumns({ summary }: Dataset, drivers: readonly number[]): number[] {
  const withRole = (role: string) =>
    summary.columns.filter((column) => column.role === role).map(({ index }) => index)
  const wanted = [
    ...withRole('id').slice(0, 1),
    ...withRole('entity').slice(0, 1),
    ...(summary.timeColumn === null ? [] : [summary.timeColumn]),
    ...(summary.amountColumn === null ? [] : [summary.amountColumn]),
    ...drivers,
    ...summary.columns.map(({ index }) => index),
  ]
  return [...new Set(wanted)].slice(0, CELL_COLUMNS).sort((a, b) => a - b)
}

/** Long texts are cut: the export has them whole. */
function cellText(cell: string | number | null): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return formatNumber(cell)
  const letters = Array.from(cell)
  return letters.length > 80 ? `${letters.slice(0, 79).join('')}…` : cell
}

function decisionsOf(
  dataset: Dataset,
  { ranking }: Run,
  cut: number,
  decisions: ReadonlyMap<number, Decision>,
): ReportDecisions {
  const ranks = ranksOf(ranking)
  const labels: Record<DecisionLabel, number> = { anomaly: 0, 'false-alarm': 0, unsure: 0 }
  const ofFlagged: Record<DecisionLabel, number> = { anomaly: 0, 'false-alarm': 0, unsure: 0 }
  for (const [row, { label }] of decisions) {
    if (label === null) continue
    labels[label]++
    if (ranks[row]! < cut) ofFlagged[label]++
  }
  const byRank = [...decisions].sort(([a], [b]) => ranks[a]! - ranks[b]!)
  const names = new Set([...decisions.values()].map(({ reviewer }) => reviewer))
  return {
    rows: decisions.size,
    labels,
    estimate: estimateDecided(
      { anomalies: ofFlagged.anomaly, falseAlarms: ofFlagged['false-alarm'], unsure: ofFlagged.unsure },
      cut,
    ),
    reviewers: [...names].filter((name) => name !== ''),
    listed: byRank.slice(0, LISTED_DECISIONS).map(([row, decision]) => ({
      rank: ranks[row]! + 1,
      line: dataset.read.lineOf(row),
      score: ranking.scores[row]!,
      label: decision.label,
      reason: decision.reason ?? '',
      note: decision.note ?? '',
      reviewer: decision.reviewer,
      at: decision.at,
    })),
  }
}

async function metricsOf(
  dataset: Dataset,
  cut: number,
  label: NonNullable<ReportRequest['label']>,
  { ask }: ReportSources,
): Promise<ReportMetrics> {
  const answer = await ask('labelledRanking', label, false)
  const confusion = confusionAt(answer, cut)
  const { anomalies, normals, leftOut, auroc, averagePrecision } = answer
  return {
    label: dataset.summary.columns[label.column]!.name,
    anomalies,
    normals,
    leftOut,
    auroc,
    averagePrecision,
    confusion,
    figures: figuresOf(confusion, 1),
  }
}

function logTextOf(
  dataset: Dataset,
  { sha256, log }: ExportContext,
  entries: readonly LogEntry[],
): string | null {
  if (log === null || sha256 === null) return null
  const { name, bytes } = dataset.summary
  return logFileText({ file: { name, bytes, sha256 }, reading: readingOf(dataset), entries })
}
