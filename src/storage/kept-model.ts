import { fromFolder, removeKeptFile } from './data-files.ts'
import type { SessionRecord } from './session-record.ts'
import type { SessionStore } from './session-store.ts'

/** Name of the file that holds a session's fitted model; files of data are named by their SHA-256. */
export function modelName(id: string): string {
  return `model-${id}`
}

/** The fitted model of a session; null when there is none, or not the whole of it. */
export async function keptModel(store: SessionStore, { id, model }: SessionRecord): Promise<Blob | null> {
  if (model === undefined) return null
  const name = modelName(id)
  const data = model.kept === 'database' ? await store.file(name) : await fromFolder(name)
  return data?.size === model.bytes ? data : null
}

/** Deletes the fitted model of a session, wherever it is. */
export function removeKeptModel(store: SessionStore, id: string): Promise<void> {
  return removeKeptFile(store, modelName(id))
}

/** The record of a session that has no model of its own: a copy, or one that leaves or enters this browser. */
export function withoutModel(record: SessionRecord): SessionRecord {
  const rest = { ...record }
  Reflect.deleteProperty(rest, 'model')
  return rest
}
