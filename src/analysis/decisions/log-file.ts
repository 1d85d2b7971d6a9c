import * as v from 'valibot'
import { UsageError } from '../errors.ts'
import type { DialectChoice } from '../settings.ts'
import { brokenAt, logHead, type LogEntry } from './decision-log.ts'
import { logEntrySchema } from './log-schema.ts'

/** A decision log as a file: which rows of which file, read in which way, and every entry. */
export interface LogFile {
  readonly flagstone: 'decision-log'
  readonly version: 1
  readonly file: {
    readonly name: string
    readonly bytes: number
    readonly sha256: string
  }
  /** Rows are numbered by how the file is cut: the same way of reading gives the same rows. */
  readonly reading: {
    readonly rows: number
    readonly dialect: DialectChoice
    readonly sampleRows?: number
    readonly seed?: number
  }
  readonly head: string
  readonly entries: readonly LogEntry[]
}

const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'it is no SHA-256 in hex'))
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

const schema = v.object({
  flagstone: v.literal('decision-log'),
  version: v.literal(1),
  file: v.object({ name: v.string(), bytes: count, sha256: hash }),
  reading: v.object({
    rows: count,
    dialect: v.object({
      encoding: v.exactOptional(v.picklist(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'])),
      delimiter: v.exactOptional(v.string()),
      quote: v.exactOptional(v.string()),
      header: v.exactOptional(v.boolean()),
      skipLines: v.exactOptional(count),
    }),
    sampleRows: v.exactOptional(count),
    seed: v.exactOptional(v.pipe(v.number(), v.safeInteger())),
  }),
  head: hash,
  entries: v.array(logEntrySchema),
})

/** The text of the file, an entry on a line each. */
export function logFileText(log: Omit<LogFile, 'flagstone' | 'version' | 'head'>): string {
  const { file, reading, entries } = log
  const head = { flagstone: 'decision-log', version: 1, file, reading, head: logHead(entries) }
  const lines = entries.map((entry) => `    ${JSON.stringify(entry)}`)
  const list = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`
  return `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "entries": ${list}\n}\n`
}

/**
 * Reads a decision log and verifies it: every entry has the form it should, follows from the one before it, and the last
 * one is the head that the file names.
 *
 * @param name of the file, for errors
 * @throws UsageError `bad-decision-log` that says which entry is wrong and why; `broken-decision-log` where the
 *   chain does not hold
 */
export function parseLogFile(text: string, name: string): LogFile {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw bad(name, `it is not JSON (${error instanceof Error ? error.message : String(error)})`)
  }
  const parsed = v.safeParse(schema, value)
  if (!parsed.success) {
    const [issue] = parsed.issues
    const path = v.getDotPath(issue)
    const entry = /^entries\.(\d+)(?:\.(.*))?$/.exec(path ?? '')
    if (entry?.[1] !== undefined) {
      const where = `entry ${Number(entry[1]) + 1}${entry[2] === undefined ? '' : `, ${entry[2]}`}`
      throw bad(name, `${where}: ${issue.message}`, { entry: Number(entry[1]) + 1 })
    }
    throw bad(name, path === null ? issue.message : `${path}: ${issue.message}`)
  }
  const log = parsed.output
  const broken = brokenAt(log.entries)
  if (broken !== null) throw brokenChain(name, broken.seq, broken.why)
  const head = logHead(log.entries)
  if (head !== log.head) {
    throw brokenChain(name, Math.max(0, log.entries.length - 1), 'it is not the head that the file names')
  }
  return log
}

/**
 * Whether a log is of these bytes, read in this way.
 *
 * @throws UsageError `other-file` or `other-reading`
 */
export function requireSameFile(
  log: LogFile,
  name: string,
  file: { readonly name: string; readonly sha256: string },
  reading: LogFile['reading'],
): void {
  if (log.file.sha256 !== file.sha256) {
    throw new UsageError(
      'other-file',
      `${name} holds decisions on ${log.file.name}, whose SHA-256 is ${log.file.sha256}. ${file.name} has ${file.sha256}: its content is another one. Open the file that the decisions were made on.`,
      { expected: log.file.sha256, found: file.sha256 },
    )
  }
  const differs = differenceOf(log.reading, reading)
  if (differs !== null) {
    throw new UsageError(
      'other-reading',
      `${name} numbers the rows of ${file.name} as it was read then: ${differs}. Read it with the settings that were saved with the decisions.`,
      { rows: reading.rows },
    )
  }
}

function differenceOf(then: LogFile['reading'], now: LogFile['reading']): string | null {
  for (const key of ['encoding', 'delimiter', 'quote', 'header', 'skipLines'] as const) {
    const [before, after] = [then.dialect[key], now.dialect[key]]
    if (before !== undefined && after !== undefined && before !== after)
      return `${WORDS[key]} was ${JSON.stringify(before)} and is ${JSON.stringify(after)}`
  }
  if (then.sampleRows !== now.sampleRows || (then.sampleRows !== undefined && then.seed !== now.seed))
    return `${sampleText(then)}, not ${sampleText(now)}`
  return then.rows === now.rows ? null : `it had ${then.rows} rows and has ${now.rows}`
}

const WORDS = {
  encoding: 'the encoding',
  delimiter: 'the delimiter',
  quote: 'the quote character',
  header: 'whether there is a header',
  skipLines: 'the number of lines skipped',
} as const

function sampleText({ sampleRows, seed }: LogFile['reading']): string {
  return sampleRows === undefined ? 'all rows' : `a sample of ${sampleRows} rows with seed ${seed ?? 1}`
}

function bad(name: string, why: string, facts: Record<string, number> = {}): UsageError {
  const message = `${name} is not a decision log of Flagstone: ${why}. Nothing was changed. Export the log again, or use an unchanged copy.`
  return new UsageError('bad-decision-log', message, facts)
}

function brokenChain(name: string, seq: number, why: string): UsageError {
  const message = `The decision log ${name} was changed after it was written: at entry ${seq + 1}, ${why}. Nothing was taken from it. Use an unchanged copy.`
  return new UsageError('broken-decision-log', message, { entry: seq + 1 })
}
