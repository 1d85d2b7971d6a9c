import { keptFile } from '../../storage/data-files.ts'
import { withoutModel } from '../../storage/kept-model.ts'
import { readLog, readSessionFile, sessionFile } from '../../storage/session-file.ts'
import type { SessionRecord, WholeSession } from '../../storage/session-record.ts'
import { showError } from '../actions/work.ts'
import { saveBlob } from '../download.ts'
import { settingsSchema } from '../settings-file.ts'
import { appStore } from '../store.ts'
import { refusalText, sessionStore, setSessions, storageClient } from './access.ts'
import { refreshList } from './listing.ts'
import { newId } from './new-id.ts'
import { bytesOf, newRecord } from './new-record.ts'
import { recordOf } from './record-of.ts'
import { anchorsOfLog } from './anchors.ts'
import { resumeSession } from './resume.ts'
import { tellTabs } from './tabs.ts'

const get = appStore.getState

/** Saves the open session as one file on the user's machine, by choice with its data; also where none is kept. */
export async function exportOpenSession(withData: boolean): Promise<void> {
  const { sessions, input, dataset, review } = get()
  if (!input || !dataset || review.fileHash === null) return
  const record = sessions.current?.record ?? newRecord({ input, dataset, sha256: review.fileHash }, get())
  try {
    const anchors = (await anchorsOfLog(record.anchors)) ?? record.anchors
    const state = get()
    const whole = { record: recordOf(state, record, anchors, Date.now()), log: state.review.log }
    write(whole, withData ? bytesOf(input) : null)
  } catch (cause) {
    fail('session-not-saved', `${record.name} could not be saved to a file`, cause)
  }
}

/** Saves a kept session as one file. */
export async function exportSession(record: SessionRecord, withData: boolean): Promise<void> {
  if (get().sessions.current?.record.id === record.id) {
    await exportOpenSession(withData)
    return
  }
  try {
    const whole = await storedSession(record)
    const data = withData ? await keptFile(await sessionStore(), record.file) : null
    if (withData && !data) throw new Error('there is no copy of its file; open the file first')
    write(whole, data)
  } catch (cause) {
    fail('session-not-saved', `${record.name} could not be saved to a file`, cause)
  }
}

function write(session: WholeSession, data: Blob | null): void {
  const stem = session.record.name.replace(/\.[a-z0-9]{1,5}(\.gz)?$/i, '').replace(/[\\/:*?"<>|]/g, '_')
  const fileName = `${stem || 'session'}.flagstone`
  // A model is as good as the page that fitted it: it stays here.
  const whole = { ...session, record: withoutModel(session.record) }
  saveBlob(sessionFile(whole, data), fileName)
  setSessions({ dialog: null })
  appStore.setState({
    notice: `The session was saved as ${fileName}, ${data ? 'with' : 'without'} its data.`,
  })
}

async function storedSession(record: SessionRecord): Promise<WholeSession> {
  const log = readLog(await (await sessionStore()).entries(record.id))
  if ('why' in log) throw new Error(log.why)
  return { record, log: log.log }
}

/** Opens a session from a file. Nothing changes unless all of it is usable. */
export async function importSession(file: File): Promise<void> {
  const read = await readSessionFile(file, settingsSchema)
  if (!read.ok) {
    refuse(file.name, read.why)
    return
  }
  const { session, data } = read
  const { sha256 } = session.record.file
  if (data) {
    const hashed = await (await storageClient()).hash(data)
    if (!hashed.ok || hashed.value !== sha256) {
      refuse(file.name, 'the data in it are not those that were decided on: their SHA-256 differs')
      return
    }
  }
  try {
    const store = await sessionStore()
    const kept = data ? await keep(data, sha256) : null
    // A session of its own: one that is kept already is not written over.
    const file = { ...session.record.file, kept }
    const record = { ...withoutModel(session.record), id: newId(), file }
    await store.putRecord(record)
    await store.addEntries(record.id, session.log)
    tellTabs({ kind: 'changed' })
    await refreshList()
    await resumeSession(record)
  } catch (cause) {
    fail('session-not-imported', `${file.name} could not be kept in this browser`, cause)
  }
}

async function keep(data: Blob, sha256: string): Promise<'files' | 'database'> {
  const done = await (await storageClient()).keep(data, sha256)
  if (!done.ok) throw new Error(done.error.message)
  if (done.value) return 'files'
  await (await sessionStore()).putFile(sha256, data)
  return 'database'
}

function refuse(fileName: string, why: string): void {
  const message = `${fileName} is not a session that can be opened: ${why}. Nothing was changed.`
  showError({ code: 'bad-session', message, facts: { file: fileName } })
}

function fail(code: string, what: string, cause: unknown): void {
  showError({ code, message: `${what}. ${refusalText(cause)}`, facts: {} })
}
