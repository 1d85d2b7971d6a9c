import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { logHead, type LogEntry } from '../src/analysis/decisions/decision-log.ts'
import { playLog, type DecisionState } from '../src/analysis/decisions/decision-state.ts'
import { parseLogFile, requireSameFile, type LogFile } from '../src/analysis/decisions/log-file.ts'
import { UsageError } from '../src/analysis/errors.ts'
import type { Dataset } from '../src/analysis/pipeline/dataset.ts'
import type { ExportContext } from '../src/analysis/pipeline/export-about.ts'
import { readingOf } from '../src/analysis/pipeline/saved-settings.ts'
import type { CutChoice } from '../src/analysis/settings.ts'
import type { ByteSource } from '../src/analysis/table/byte-source.ts'
import type { DecisionsCommand } from './commands.ts'
import { aligned, count } from './inspect.ts'
import { callersPath, openInput } from './path-source.ts'
import { VERSION } from './version.ts'

/** Decisions that came from a file, verified. */
export interface Decided {
  readonly log: readonly LogEntry[]
  readonly state: DecisionState
}

/**
 * Reads the decisions of `--decisions` and checks that they are on this file, read in this way.
 *
 * @throws UsageError when the log is damaged, was changed, or is on another file
 */
export async function readDecisions(path: string, dataset: Dataset, source: ByteSource): Promise<Decided> {
  const log = await readLogFile(path)
  const file = { name: source.name, sha256: await sha256Of(source) }
  requireSameFile(log, path, file, readingOf(dataset))
  return { log: log.entries, state: playLog(log.entries) }
}

async function readLogFile(path: string): Promise<LogFile> {
  const text = await readFile(callersPath(path), 'utf8').catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error)
    throw new UsageError('no-decisions', `The decision log ${path} cannot be read: ${why}.`, { path })
  })
  return parseLogFile(text, path)
}

/** SHA-256 of a source's bytes, in hex. Cost: one pass over them. */
export async function sha256Of(source: ByteSource): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of source.open()) hash.update(piece)
  return hash.digest('hex')
}

/** What the command line knows of what it writes. */
export async function exportContext(
  source: ByteSource,
  cutChoice: CutChoice,
  cut: number,
  decided: Decided | null,
): Promise<ExportContext> {
  return {
    sha256: await sha256Of(source),
    cutChoice,
    cut,
    decisions: decided?.state.decisions ?? new Map(),
    log: logOf(decided),
    version: VERSION,
    at: Date.now(),
  }
}

/** What an export says of the log; null without one. */
export function logOf(decided: Decided | null): ExportContext['log'] {
  return decided === null ? null : { head: logHead(decided.log), entries: decided.log.length }
}

/** `flagstone decisions`: verifies a log, and says what it comes to. */
export async function decisions(command: DecisionsCommand): Promise<string> {
  const log = await readLogFile(command.log)
  if (command.head !== undefined && !log.head.startsWith(command.head)) {
    const message = `The head of ${command.log} is ${log.head}, not ${command.head}: the log was written anew, or continued, after that head was printed.`
    throw new UsageError('other-head', message, { head: log.head })
  }
  if (command.of !== undefined) {
    const input = await openInput(command.of)
    try {
      const sha256 = await sha256Of(input.source)
      requireSameFile(log, command.log, { name: input.source.name, sha256 }, log.reading)
    } finally {
      await input.close()
    }
  }
  const { decisions: decided } = playLog(log.entries)
  const labels = { anomaly: 0, 'false-alarm': 0, unsure: 0 }
  for (const { label } of decided.values()) if (label !== null) labels[label]++
  const reviewers = [...new Set(log.entries.map(({ reviewer }) => reviewer).filter((name) => name !== ''))]
  const first = log.entries[0]
  const last = log.entries.at(-1)
  const report = {
    verified: true,
    head: log.head,
    entries: log.entries.length,
    file: log.file,
    rows_decided: decided.size,
    ...labels,
    reviewers,
    first: first === undefined ? null : new Date(first.at).toISOString(),
    last: last === undefined ? null : new Date(last.at).toISOString(),
  }
  if (command.json) return `${JSON.stringify(report)}\n`
  const lines = aligned([
    ['file', log.file.name],
    ['SHA-256', log.file.sha256],
    ['entries', count(log.entries.length)],
    ['rows decided', count(decided.size)],
    ['anomalies', count(labels.anomaly)],
    ['false alarms', count(labels['false-alarm'])],
    ['unsure', count(labels.unsure)],
    ['reviewers', reviewers.join(', ')],
    ['first entry', report.first ?? ''],
    ['last entry', report.last ?? ''],
    ['head', log.head],
  ])
  const same = command.of === undefined ? '' : ` It is on ${command.of}.`
  return `The chain holds: every entry follows from the one before it.${same}\nCompare its head with a printed one: a log that was written anew as a whole holds too.\n\n${lines.join('\n')}\n`
}
