import * as v from 'valibot'
import type { Settings } from '../analysis/settings.ts'
import { SESSION_VERSION, type SessionRecord, type WholeSession } from './session-record.ts'
import { logSchema, recordSchema, whatIsWrong } from './session-schema.ts'

/**
 * A session as one file: one line of JSON, and after it, by choice, the bytes of the data file as they are. So a large
 * file costs no memory, neither on the way out nor on the way in, and the line can be read with any editor.
 */
const FORMAT = 'flagstone-session'

/** The line of JSON is at most this long: some millions of decisions. */
const MOST_HEAD_BYTES = 2 ** 28
const LINE_END = 10

/** The version that can be read; others are told from what is no session at all. */
const versionSchema = v.object({ format: v.literal(FORMAT), version: v.number() })

const fileSchema = (settings: v.GenericSchema<unknown, Settings>) =>
  v.strictObject({
    format: v.literal(FORMAT),
    version: v.literal(SESSION_VERSION),
    /** Bytes of the data file that follow; 0: it is not in here. */
    dataBytes: v.pipe(v.number(), v.integer(), v.minValue(0)),
    session: recordSchema(settings),
    log: logSchema,
  })

/** @param data the data file, or null to leave it out */
export function sessionFile({ record, log }: WholeSession, data: Blob | null): Blob {
  const head = { format: FORMAT, version: SESSION_VERSION, dataBytes: data?.size ?? 0, session: record, log }
  const parts: BlobPart[] = [JSON.stringify(head), '\n']
  return new Blob(data ? [...parts, data] : parts, { type: 'application/octet-stream' })
}

export type ReadSession =
  | { readonly ok: true; readonly session: WholeSession; readonly data: Blob | null }
  | { readonly ok: false; readonly why: string }

/**
 * Reads a session file that may come from anywhere. Whether the data are those that the session names is the
 * caller's to check: it takes a hash of the whole.
 */
export async function readSessionFile(
  file: Blob,
  settings: v.GenericSchema<unknown, Settings>,
): Promise<ReadSession> {
  const end = await headEnd(file)
  if (end === null) return wrong('it does not begin with a line of JSON')
  let value: unknown
  try {
    value = JSON.parse(await file.slice(0, end).text(), refusePrototypes)
  } catch {
    return wrong('its first line is not JSON, or was cut off')
  }
  const version = v.safeParse(versionSchema, value)
  if (!version.success) return wrong('it is not a session')
  if (version.output.version !== SESSION_VERSION)
    return wrong(`it is of version ${version.output.version}, and this page reads version ${SESSION_VERSION}`)
  const parsed = v.safeParse(fileSchema(settings), value)
  if (!parsed.success) return wrong(whatIsWrong(parsed.issues[0]))
  const { session: record, log, dataBytes } = parsed.output
  const problem = contradiction({ record, log })
  if (problem !== null) return wrong(problem)
  const data = file.slice(Math.min(end + 1, file.size))
  if (data.size !== dataBytes) return wrong('the data file in it is cut off, or something was added')
  if (dataBytes > 0 && dataBytes !== record.file.bytes)
    return wrong('it holds another data file than it says')
  return { ok: true, session: { record, log }, data: dataBytes > 0 ? data : null }
}

/** What is kept in the browser, read again: null where it is not usable. */
export function readRecord(
  value: unknown,
  settings: v.GenericSchema<unknown, Settings>,
): SessionRecord | null {
  const parsed = v.safeParse(recordSchema(settings), value)
  return parsed.success ? parsed.output : null
}

/** @returns what is wrong with a log, or null */
export function readLog(value: unknown): { readonly log: WholeSession['log'] } | { readonly why: string } {
  const parsed = v.safeParse(logSchema, value)
  return parsed.success ? { log: parsed.output } : { why: whatIsWrong(parsed.issues[0]) }
}

/** What cannot be true of one session, though each part of it can. */
function contradiction({ record, log }: WholeSession): string | null {
  const { file } = record
  const files = log.flatMap(({ action }) => (action.kind === 'file' ? [action] : []))
  if (files.some(({ sha256 }) => sha256 !== file.sha256)) return 'its decision log belongs to another file'
  for (const { seq, action } of log) {
    if ((action.kind === 'undo' || action.kind === 'redo') && action.of >= seq)
      return `entry ${seq + 1} of its decision log takes back what came after it`
  }
  return null
}

/** Where the first line ends; null when there is none within what is read. */
async function headEnd(file: Blob): Promise<number | null> {
  const piece = 2 ** 20
  for (let start = 0; start < Math.min(file.size, MOST_HEAD_BYTES); start += piece) {
    const at = new Uint8Array(await file.slice(start, start + piece).arrayBuffer()).indexOf(LINE_END)
    if (at >= 0) return start + at
  }
  return null
}

/** A key that would change what an object inherits has no place in any session. */
function refusePrototypes(key: string, value: unknown): unknown {
  if (key === '__proto__') throw new SyntaxError('a key that is not allowed')
  return value
}

function wrong(why: string): ReadSession {
  return { ok: false, why }
}
