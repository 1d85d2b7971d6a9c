import type { SessionRecord } from '../../storage/session-record.ts'
import { readRecord } from '../../storage/session-file.ts'
import { removeKeptFile } from '../../storage/data-files.ts'
import { removeKeptModel } from '../../storage/kept-model.ts'
import { keepChoice, readChoice } from '../kept-choices.ts'
import { settingsSchema } from '../settings-file.ts'
import { appStore } from '../store.ts'
import { refusalText, sessionStore, setCurrent, setSessions } from './access.ts'
import { saveNow } from './keeping.ts'
import { tellTabs } from './tabs.ts'

const KEEP = 'sessions'

/** Whether the user wants sessions to be kept; yes, until said otherwise. */
export function wantsSessions(): boolean {
  return readChoice(KEEP) !== 'off'
}

/** Reads what is kept. What another version of the page wrote and this one cannot read is left alone, and not listed. */
export async function refreshList(): Promise<void> {
  try {
    const records = await (await sessionStore()).records()
    const list = records
      .map((value) => readRecord(value, settingsSchema))
      .filter((record) => record !== null)
      .sort((a, b) => b.savedAt - a.savedAt)
    setSessions({ list, problem: null })
  } catch (cause) {
    setSessions({ list: [], problem: refusalText(cause) })
  }
}

export async function renameSession(id: string, name: string): Promise<void> {
  const record = find(id)
  const trimmed = name.trim().slice(0, 200)
  if (!record || trimmed === '') return
  const renamed = { ...record, name: trimmed }
  setCurrent(id, { record: renamed })
  await tried(async () => {
    await (await sessionStore()).putRecord(renamed)
  })
}

/** Forgets a session, and the copy of its file unless another session is on the same file. */
export async function deleteSession(id: string): Promise<void> {
  const record = find(id)
  if (!record) return
  // The open one goes on without being kept; what was still to be saved must not come after.
  if (isOpen(id)) await saveNow()
  if (isOpen(id)) setSessions({ current: null })
  await tried(async () => {
    const store = await sessionStore()
    await store.remove(id)
    await refreshList()
    const others = appStore.getState().sessions.list ?? []
    const { sha256 } = record.file
    if (!others.some(({ file }) => file.sha256 === sha256)) await removeKeptFile(store, sha256)
    await removeKeptModel(store, id)
  })
}

function isOpen(id: string): boolean {
  return appStore.getState().sessions.current?.record.id === id
}

export async function deleteAllSessions(): Promise<void> {
  for (const { id } of appStore.getState().sessions.list ?? []) await deleteSession(id)
}

/** Keeps sessions from now on, or nothing: then what was kept is deleted. */
export async function setKeepSessions(keep: boolean): Promise<void> {
  keepChoice(KEEP, keep ? 'on' : 'off')
  setSessions({ keep })
  if (!keep) await deleteAllSessions()
}

/** Room for what is kept, in bytes; null where the browser does not say. */
export async function storageRoom(): Promise<{ used: number; allowed: number; persisted: boolean } | null> {
  if (!('storage' in navigator)) return null
  try {
    const { usage, quota } = await navigator.storage.estimate()
    if (usage === undefined || quota === undefined) return null
    return { used: usage, allowed: quota, persisted: await navigator.storage.persisted() }
  } catch {
    return null
  }
}

/** Asks the browser not to clear what is kept when space runs low. @returns whether it agreed */
export async function askToPersist(): Promise<boolean> {
  try {
    return await navigator.storage.persist()
  } catch {
    return false
  }
}

function find(id: string): SessionRecord | undefined {
  const { list, current } = appStore.getState().sessions
  return current?.record.id === id ? current.record : list?.find((record) => record.id === id)
}

async function tried(run: () => Promise<void>): Promise<void> {
  try {
    await run()
  } catch (cause) {
    setSessions({ problem: refusalText(cause) })
  }
  tellTabs({ kind: 'changed' })
  await refreshList()
}
