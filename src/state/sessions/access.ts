import type { SessionStore } from '../../storage/session-store.ts'
import type { StorageClient } from '../../workers/storage.client.ts'
import type { SessionsState } from '../sessions-state.ts'
import { appStore } from '../store.ts'

/** The database and the worker for files, opened at first use; tests put others in their place. */
let store: Promise<SessionStore> | null = null
let client: Promise<StorageClient> | null = null

/** @throws where the browser refuses a database; the next call tries again */
export function sessionStore(): Promise<SessionStore> {
  store ??= import('../../storage/indexed-db.ts')
    .then(({ openSessionStore }) => openSessionStore())
    .catch((cause: unknown) => {
      store = null
      throw cause
    })
  return store
}

export function storageClient(): Promise<StorageClient> {
  client ??= import('../../workers/storage.client.ts').then(({ createStorageClient }) =>
    createStorageClient(),
  )
  return client
}

export function setStorage(other: { readonly store: SessionStore; readonly client: StorageClient }): void {
  store = Promise.resolve(other.store)
  client = Promise.resolve(other.client)
}

export function setSessions(patch: Partial<SessionsState>): void {
  appStore.setState(({ sessions }) => ({ sessions: { ...sessions, ...patch } }))
}

/** Changes the open session, if it is still this one. */
export function setCurrent(id: string, patch: Partial<NonNullable<SessionsState['current']>>): void {
  const { current } = appStore.getState().sessions
  if (current?.record.id === id) setSessions({ current: { ...current, ...patch } })
}

/** Why something could not be kept, as a sentence. */
export function refusalText(cause: unknown): string {
  return (
    storageText(cause) ??
    `The session could not be saved (${messageOf(cause)}). Save it to a file before you close the page.`
  )
}

/** Why something that is kept could not be used, as a sentence. */
export function troubleText(cause: unknown): string {
  return storageText(cause) ?? `What is wrong: ${messageOf(cause)}. Nothing was changed.`
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}

/** What the browser says about its storage; null where something else is wrong. */
function storageText(cause: unknown): string | null {
  const name = cause instanceof Error ? cause.name : ''
  if (name === 'QuotaExceededError')
    return 'The browser has no room left for this page. Delete sessions that you no longer need, or save this one to a file.'
  if (
    name === 'SecurityError' ||
    name === 'InvalidStateError' ||
    name === 'UnknownError' ||
    name === 'NotFoundError'
  )
    return 'This browser window keeps nothing, as private windows do. Save the session to a file before you close it.'
  return null
}
