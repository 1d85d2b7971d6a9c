import { brokenAt, logHead, type LogEntry } from '../../analysis/decisions/decision-log.ts'
import { playLog } from '../../analysis/decisions/decision-state.ts'
import {
  logFileText,
  parseLogFile,
  requireSameFile,
  type LogFile,
} from '../../analysis/decisions/log-file.ts'
import { saveBlob } from '../download.ts'
import { getEngine } from '../engine.ts'
import { fileHash } from '../file-hash.ts'
import { stemOf } from '../input-name.ts'
import { appStore } from '../store.ts'
import { appendToLog, setReview } from './deciding.ts'
import { attempt, fail, showError, unexpected } from './work.ts'

const get = appStore.getState

/** Saves the decision log as a file: every entry with its hash, and the head that stands for all of them. */
export async function saveDecisionLog(): Promise<void> {
  const made = await decisionLogText()
  if (made === null) return
  saveBlob(new Blob([made.text], { type: 'application/json' }), made.fileName)
  appStore.setState({
    notice: `${entries(made.entries)} written to ${made.fileName}. Head of the log: ${made.head}`,
  })
}

/** The decision log as the text of a file; null where it cannot be made, which is then said. */
export async function decisionLogText(): Promise<{
  readonly text: string
  readonly fileName: string
  readonly entries: number
  readonly head: string
} | null> {
  const { input, dataset } = get()
  if (!input || !dataset) return null
  const [sha256, reading] = await Promise.all([fileHash(), readingNow()])
  if (reading === null) return null
  if (sha256 === null) {
    showError({
      code: 'no-hash',
      message: `The SHA-256 of ${dataset.name}, which says whose decisions these are, could not be worked out. Open the file again, then export the log.`,
      facts: {},
    })
    return null
  }
  const { log } = get().review
  const text = logFileText({
    file: { name: dataset.name, bytes: dataset.bytes, sha256 },
    reading,
    entries: log,
  })
  return { text, fileName: `${stemOf(input)}.decisions.json`, entries: log.length, head: logHead(log) }
}

/**
 * Takes the decisions of a log file over, after its chain was verified. A log that goes on where the page's own
 * ends is continued; of another one, decisions on rows that have none here are taken over in one entry.
 */
export async function takeDecisionLog(text: string, fileName: string): Promise<void> {
  const { dataset } = get()
  if (!dataset) {
    showError({
      code: 'no-file',
      message: `${fileName} holds decisions on rows of a file. Open that file first, then import the log.`,
      facts: {},
    })
    return
  }
  try {
    const log = parseLogFile(text, fileName)
    const [sha256, reading] = await Promise.all([fileHash(), readingNow()])
    if (reading === null || get().dataset !== dataset) return
    requireSameFile(log, fileName, { name: dataset.name, sha256: sha256 ?? 'none yet' }, reading)
    appStore.setState({ notice: takeOver(log) })
  } catch (cause) {
    if (isReport(cause)) showError(cause.report())
    else fail(unexpected(cause))
  }
}

function takeOver(log: LogFile): string {
  const { log: mine } = get().review
  const theirs = log.entries
  const decidedHere = mine.some(({ action }) => action.kind !== 'file')
  if (!decidedHere || beginsWith(theirs, mine)) {
    const added = theirs.length - (decidedHere ? mine.length : 0)
    setReview({ log: theirs, decided: playLog(theirs) })
    return `Decision log taken over: ${entries(added)}, the chain holds. Head: ${logHead(theirs)}`
  }
  if (beginsWith(mine, theirs)) return 'Everything in this decision log is here already; the chain holds.'
  const { decisions } = get().review.decided
  const all = [...playLog(theirs).decisions]
  const taken = all.filter(([row]) => !decisions.has(row)).map(([row, decision]) => ({ row, ...decision }))
  const kept = all.length - taken.length
  const keeps = kept === 0 ? '' : ` ${rows(kept)} decided in both: what was decided here stays.`
  if (taken.length === 0) return `Nothing to take over.${keeps}`
  appendToLog({
    kind: 'carry',
    from: log.file.sha256,
    head: log.head,
    key: 'row of the same file',
    decisions: taken,
  })
  return `Decisions on ${rows(taken.length)} taken over as one entry of the log; the chain holds.${keeps}`
}

/** Whether a log is a beginning of another one, to the bit. */
function beginsWith(log: readonly LogEntry[], beginning: readonly LogEntry[]): boolean {
  const last = beginning.at(-1)
  return last === undefined || (brokenAt(beginning) === null && log[last.seq]?.hash === last.hash)
}

/** How the open file is read: what decides which row has which number. */
async function readingNow(): Promise<LogFile['reading'] | null> {
  const { cutChoice, dataset } = get()
  const result = await attempt(getEngine().settings(cutChoice))
  if (!result.ok) {
    fail(result.error)
    return null
  }
  const { dialect, sampleRows, seed } = result.value
  const sampled = sampleRows !== undefined && dataset?.read.sampledFrom !== undefined
  return { rows: dataset?.rowCount ?? 0, dialect, ...(sampled ? { sampleRows, seed } : {}) }
}

function isReport(cause: unknown): cause is { report(): Parameters<typeof showError>[0] } {
  return cause instanceof Error && 'report' in cause && typeof cause.report === 'function'
}

const rows = (n: number) => `${n.toLocaleString()} ${n === 1 ? 'row' : 'rows'}`
const entries = (n: number) => `${n.toLocaleString()} ${n === 1 ? 'entry' : 'entries'}`
