import { readFile } from 'node:fs/promises'
import type { DetectorParams } from '../src/analysis/detectors/detector.ts'
import { samplingNote } from '../src/analysis/detectors/catalog.ts'
import { findDetector } from '../src/analysis/detectors/registry.ts'
import { UsageError } from '../src/analysis/errors.ts'
import { lessonsOf } from '../src/analysis/feedback/feedback.ts'
import { float32Text } from '../src/analysis/export/float32-text.ts'
import { DEFAULT_SEED } from '../src/analysis/pipeline/dataset.ts'
import type { Host } from '../src/analysis/pipeline/host.ts'
import { createInlineRunner } from '../src/analysis/pipeline/inline-runner.ts'
import type {
  DatasetSummary,
  DetectRequest,
  OpenOptions,
  Ranking,
  RowDetails,
} from '../src/analysis/pipeline/results.ts'
import { parseSettings } from '../src/analysis/pipeline/saved-settings.ts'
import { Session } from '../src/analysis/pipeline/session.ts'
import { controlTotals } from '../src/analysis/pipeline/totals.ts'
import { scoreAtCut } from '../src/analysis/ranking/cut.ts'
import { thresholdWords } from '../src/analysis/report/threshold-words.ts'
import type { CutChoice, Settings } from '../src/analysis/settings.ts'
import type { ByteSource } from '../src/analysis/table/byte-source.ts'
import type { DetectCommand } from './commands.ts'
import { aligned, count } from './inspect.ts'
import { exportContext, logOf, readDecisions, type Decided } from './decisions.ts'
import { distinctFiles } from './distinct-files.ts'
import {
  againstLabel,
  curvesCsv,
  labelOf,
  metricsReport,
  metricsText,
  type AgainstLabel,
} from './label-metrics.ts'
import { formatOf, toFile } from './out-file.ts'
import { callersPath } from './path-source.ts'
import { withLabelled } from './labelled-cut.ts'
import { withPreparation } from './preparation.ts'

/** Rows shown to people; all of them are in --out. */
const SHOWN_ROWS = 10

export async function readSettings(path: string | undefined): Promise<Settings | null> {
  if (path === undefined) return null
  const json = await readFile(callersPath(path), 'utf8').catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error)
    throw new UsageError('no-settings', `The settings file ${path} cannot be read: ${why}.`, { path })
  })
  return parseSettings(json)
}

/** How a file is to be read according to saved settings. */
export function openOptions(settings: Settings | null, sampleRows?: number, seed?: number): OpenOptions {
  const rows = sampleRows ?? settings?.sampleRows
  return {
    seed: seed ?? settings?.seed ?? DEFAULT_SEED,
    ...(settings === null ? {} : { dialect: settings.dialect, columns: settings.columns }),
    ...(rows === undefined ? {} : { sampleRows: rows }),
  }
}

/** The label is known before roles are inferred, so that what gives it away is found. */
function withLabel(options: OpenOptions, label: string | undefined): OpenOptions {
  if (label === undefined) return options
  return {
    ...options,
    columns: { ...options.columns, [label]: { ...options.columns?.[label], role: 'label' } },
  }
}

/** A file with its ranking, as the commands that work on one need it. */
export interface RankedFile {
  readonly session: Session
  readonly request: DetectRequest
  readonly ranking: Ranking
  readonly choice: CutChoice
  readonly cut: number
  /** Why the choice was not used as it is. */
  readonly cutNote: string | null
  readonly label: ReturnType<typeof labelOf>
  readonly decided: Decided | null
}

/** Reads the file and ranks its rows as the command and its settings say. */
export async function rankFile(command: DetectCommand, source: ByteSource, host: Host): Promise<RankedFile> {
  const settings = await readSettings(command.settings)
  const seed = command.seed ?? settings?.seed ?? DEFAULT_SEED
  const detector = command.detector ?? settings?.detector ?? 'auto'
  const params = paramsOf(detector, command, settings)
  const session = await Session.open(
    source,
    withLabel(openOptions(settings, command.sampleRows, seed), command.label),
    createInlineRunner(),
    host,
  )
  const label = labelOf(session.dataset, command)
  const features = command.features ?? settings?.features
  const preprocessing = withPreparation(settings?.preprocessing, command.preprocessing ?? null)
  const request = {
    detector,
    params,
    seed,
    ...(features === undefined ? {} : { features }),
    ...(preprocessing === undefined ? {} : { preprocessing }),
  }
  const sampled = samplingNote(findDetector(detector).info, session.dataset.summary.rowCount)
  if (sampled !== null) process.stderr.write(`Note: ${sampled}\n`)
  const decided =
    command.decisions === undefined ? null : await readDecisions(command.decisions, session.dataset, source)
  const detected = await session.detect(request, host)
  const learns = decided !== null && settings?.feedback?.on === true
  const ranking = learns ? await session.learn(lessonsOf(decided.state.decisions), host) : detected
  const choice = withLabelled(command.cut ?? settings?.cut ?? { by: 'auto' }, label)
  const { cut, note, used } = await session.resolveCut(choice)
  // What was asked for here and now is done or refused; what was saved for another file gives way.
  if (!used && command.cut !== undefined) throw new UsageError('cut-not-possible', note ?? '', {})
  return { session, request, ranking, choice, cut, cutNote: note, label, decided }
}

/** `flagstone detect`: returns what goes to standard output. */
export async function detect(command: DetectCommand, source: ByteSource, host: Host): Promise<string> {
  await distinctFiles(command)
  if (command.out !== undefined) formatOf(command.out)
  const { session, ranking, choice, cut, cutNote, label, decided } = await rankFile(command, source, host)
  const against = label === null ? null : againstLabel(session.dataset, ranking, label)

  const log = logOf(decided)
  const notes: string[] = []
  if (command.out !== undefined) {
    const format = formatOf(command.out)
    const context = await exportContext(source, choice, cut, decided)
    const { neutralised, shortened } = await toFile(command.out, (sink) =>
      session.exportRows('flagged', format, context, !command.verbatim, host, sink),
    )
    if (neutralised > 0) {
      notes.push(
        `${count(neutralised)} cells that a spreadsheet would run as a formula got an apostrophe (--verbatim leaves them).`,
      )
    }
    if (shortened > 0)
      notes.push(`${count(shortened)} cells were cut off after 32,767 characters, the most that Excel takes.`)
  }
  if (command.scores !== undefined)
    await toFile(command.scores, (sink) => session.writeScores(cut, host, sink))
  if (command.totals !== undefined)
    await toFile(command.totals, (sink) => session.writeTotals(cut, sink, log))
  if (command.curves !== undefined && against !== null)
    await toFile(command.curves, async (sink) => {
      await sink(new TextEncoder().encode(curvesCsv(against)))
    })

  if (log !== null && !command.json)
    notes.push(`The head of the decision log is ${log.head} (${count(log.entries)} entries).`)

  const { summary, readMs } = session.dataset
  const warnings = [
    ...summary.read.warnings.map(({ message }) => message),
    ...ranking.notes,
    ...(cutNote === null ? [] : [cutNote]),
    ...notes,
    ...(against?.warnings ?? []),
  ]
  if (command.json) {
    const report = detectReport(summary, ranking, cut, warnings, readMs)
    const metrics = against === null ? {} : { metrics: metricsReport(against, cut) }
    return `${JSON.stringify({ ...report, ...metrics, ...(log === null ? {} : { decision_log: log }) })}\n`
  }
  const shown: RowDetails[] = []
  for (const row of ranking.order.subarray(0, Math.min(cut, SHOWN_ROWS)))
    shown.push(await session.details(row, host))
  return detectText(summary, ranking, cut, choice, warnings, shown, against)
}

/** Ways to choose the line whose figures do not say how many rows they come to. */
const EXPLAINED: readonly CutChoice['by'][] = ['capacity', 'cost', 'tail', 'knee']

/** Parameters of saved settings hold for their own detector only. */
function paramsOf(detector: string, command: DetectCommand, settings: Settings | null): DetectorParams {
  const { info } = findDetector(detector)
  const saved =
    settings !== null && findDetector(settings.detector).info.id === info.id ? settings.params : {}
  const said = Object.entries(command.params).map(([key, text]) => {
    const isNumber = info.params.some((param) => param.key === key && param.kind === 'number')
    return [key, isNumber && text.trim() !== '' && !Number.isNaN(Number(text)) ? Number(text) : text] as const
  })
  return { ...saved, ...Object.fromEntries(said) }
}

/** What `detect --json` prints. */
function detectReport(
  summary: DatasetSummary,
  ranking: Ranking,
  cut: number,
  warnings: readonly string[],
  readMs: number,
) {
  const { timingsMs } = ranking
  return {
    rows: summary.rowCount,
    columns: summary.columns.length,
    detector: ranking.detector,
    seed: ranking.seed,
    features: usedFeatures(ranking),
    flagged: cut,
    threshold: scoreAtCut(ranking.scores, ranking.order, cut),
    warnings,
    timings_ms: { read: round(readMs), fit: round(timingsMs.fit), score: round(timingsMs.score) },
    totals: controlTotals(summary, ranking, cut),
  }
}

function detectText(
  summary: DatasetSummary,
  ranking: Ranking,
  cut: number,
  choice: CutChoice,
  warnings: readonly string[],
  shown: readonly RowDetails[],
  against: AgainstLabel | null,
): string {
  const { amount_column, amount_total, amount_flagged } = controlTotals(summary, ranking, cut)
  const threshold = scoreAtCut(ranking.scores, ranking.order, cut)
  const lines = [
    `${summary.name}: ${count(summary.rowCount)} rows × ${count(summary.columns.length)} columns`,
    `Detector ${ranking.detector}, seed ${ranking.seed}, on ${usedFeatures(ranking).join(', ')}`,
    `${count(cut)} of ${count(summary.rowCount)} rows flagged${threshold === null ? '' : `, threshold ${float32Text(threshold)}`}`,
    ...(choice.by === 'auto' ? [ranking.defaultCut.explanation] : []),
    ...(EXPLAINED.includes(choice.by) ? [thresholdWords(choice, ranking.defaultCut, cut)] : []),
    ...(amount_column === null
      ? []
      : [`${amount_column}: ${count(amount_flagged ?? 0)} flagged of ${count(amount_total ?? 0)}`]),
    ...warnings.map((warning) => `Note: ${warning}`),
  ]
  if (against !== null) lines.push('', ...metricsText(against, cut))
  if (shown.length > 0) {
    const rows = shown.map(({ rank, line, score, reasons }) => {
      const [first] = reasons
      const why = first === undefined ? '' : `${first.name} ${first.value}: ${first.comparison}`
      return [String(rank + 1), String(line), score.toFixed(4), why]
    })
    lines.push('', ...aligned([['rank', 'line', 'score', 'why'], ...rows]))
    if (cut > shown.length) lines.push(`… and ${count(cut - shown.length)} more (--out FILE writes them all)`)
  }
  return `${lines.join('\n')}\n`
}

function usedFeatures(ranking: Ranking): string[] {
  return ranking.features.filter(({ used }) => used).map(({ name }) => name)
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10
}
