import { removeKeptModel } from '../../storage/kept-model.ts'
import type { SessionRecord } from '../../storage/session-record.ts'
import type { OpenInput, Result } from '../../workers/engine.api.ts'
import { appendToLog, setReview } from '../actions/deciding.ts'
import { showError } from '../actions/work.ts'
import type { AppState } from '../app-state.ts'
import { inputName } from '../input-name.ts'
import { appStore } from '../store.ts'
import { sessionStore, setCurrent, setSessions, storageClient } from './access.ts'
import { findEarlier } from './earlier.ts'
import { changeRecord, saveAnew } from './keeping.ts'
import { refreshList } from './listing.ts'
import { holdSession, letGo } from './locks.ts'
import { freeModels } from './model-room.ts'
import { bytesOf, newRecord } from './new-record.ts'
import { continueWanted, markTakenOver } from './resume.ts'

/** A file that cannot be kept in the private file system is kept in the database up to here. */
const MOST_IN_DATABASE = 64 * 2 ** 20

const get = appStore.getState

/**
 * Watches for files that were opened. Once their rows are ranked, and not before, the file gets its SHA-256, an entry
 * in the log, a session, and a copy.
 *
 * @returns ends it
 */
export function watchFiles(): () => void {
  let known: OpenInput | null = null
  const isNew = ({ input, dataset, work }: AppState): boolean =>
    input !== null && input !== known && dataset !== null && work === null
  const start = (): void => {
    const state = get()
    if (!isNew(state) || state.input === null) return
    known = state.input
    void identify(state.input)
  }
  const look = (state: AppState): void => {
    if (state.input === null) known = null
    if (!isNew(state)) return
    // Between reading and ranking nothing runs for a moment: that is not the end of it.
    if (state.ranking) start()
    else setTimeout(start)
  }
  look(get())
  return appStore.subscribe(look)
}

async function identify(input: OpenInput): Promise<void> {
  const data = bytesOf(input)
  const hashed = await (await storageClient()).hash(data)
  if (get().input !== input) return
  if (!hashed.ok) {
    setSessions({
      problem: `The file's SHA-256 could not be worked out (${hashed.error.message}), so its decisions are not kept.`,
    })
    return
  }
  const sha256 = hashed.value
  const { current, wanted } = get().sessions
  if (current && current.record.file.sha256 !== sha256) {
    const message = `The kept copy of ${inputName(input)} is not what it was when it was kept: it may be damaged. Nothing is saved to its session. Open the file itself to go on with its decisions.`
    setSessions({ current: null })
    letGo()
    showError({ code: 'damaged-copy', message, facts: { file: inputName(input) } })
    return
  }
  setReview({ fileHash: sha256 })
  if (wanted?.file.sha256 === sha256 && (await continueWanted(wanted, input))) return
  noteFile(input, data.size, sha256)
  if (!get().sessions.keep) return
  if (!current) await begin(input, sha256)
  if (!current) await findEarlier(sha256)
  await keepCopy(input, data, sha256)
}

/** The log says which file its rows are rows of, once. */
function noteFile(input: OpenInput, bytes: number, sha256: string): void {
  const { review, dataset } = get()
  if (!dataset || review.log.some(({ action }) => action.kind === 'file')) return
  appendToLog({ kind: 'file', name: inputName(input), bytes, rows: dataset.rowCount, sha256 })
}

/** A session of the open file. One on the same file that holds nothing else is gone on with instead. */
async function begin(input: OpenInput, sha256: string): Promise<void> {
  await refreshList()
  const state = get()
  const { dataset } = state
  if (state.input !== input || !dataset) return
  const record = newRecord({ input, dataset, sha256 }, state)
  const empty = state.sessions.list?.filter((other) => holdsNothingElse(other, record)) ?? []
  await holdSession(record.id, false, () => markTakenOver(record.id))
  setSessions({ current: { record, mode: 'saving', entries: 0, problem: null, fileProblem: null } })
  await saveAnew()
  try {
    const store = await sessionStore()
    for (const { id } of empty) {
      await store.remove(id)
      await removeKeptModel(store, id)
    }
  } catch {
    // They stay in the list, and do no harm.
  }
  await refreshList()
}

/** Whether a session is no more than this file opened before: nothing decided, named, set or selected. */
function holdsNothingElse(other: SessionRecord, { file, settings }: SessionRecord): boolean {
  return (
    other.file.sha256 === file.sha256 &&
    other.name === file.name &&
    other.anchors.rows.length === 0 &&
    other.progress.decided === 0 &&
    other.view.clauses.length === 0 &&
    JSON.stringify(other.settings) === JSON.stringify(settings)
  )
}

/** Keeps a copy of the file, so that the next visit needs nobody to look for it. */
async function keepCopy(input: OpenInput, data: Blob, sha256: string): Promise<void> {
  const { current } = get().sessions
  if (get().input !== input || !current || current.record.file.kept !== null) return
  const { id } = current.record
  const client = await storageClient()
  const first = await client.keep(data, sha256)
  // The file matters more than any model does.
  const done = noRoom(first) && (await freeModels()) ? await client.keep(data, sha256) : first
  const kept = done.ok && done.value ? 'files' : await keptInDatabase(data, sha256, !done.ok)
  const now = get().sessions.current
  if (now?.record.id !== id) return
  if (kept === null) {
    setCurrent(id, { fileProblem: noCopyText(inputName(input), done.ok ? null : done.error.message) })
    return
  }
  await changeRecord(id, (record) => ({ ...record, file: { ...record.file, kept } }))
}

function noRoom(done: Result<boolean>): boolean {
  return !done.ok && done.error.code === 'no-room'
}

async function keptInDatabase(data: Blob, sha256: string, refused: boolean): Promise<'database' | null> {
  if (refused || data.size > MOST_IN_DATABASE) return null
  try {
    await (await sessionStore()).putFile(sha256, data)
    return 'database'
  } catch {
    return null
  }
}

function noCopyText(name: string, why: string | null): string {
  const because = why === null ? '' : `: ${why}`
  return `There is no copy of ${name} in this browser${because}. Decisions and settings are kept; to go on another day, open the file again.`
}
