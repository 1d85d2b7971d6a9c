import { removeKeptModel, withoutModel } from '../../storage/kept-model.ts'
import { appStore } from '../store.ts'
import { sessionStore, setCurrent, setSessions } from './access.ts'

/** Deletes the model of a session. */
export async function dropModel(id: string): Promise<void> {
  try {
    await removeKeptModel(await sessionStore(), id)
  } catch {
    // It stays until its session goes, and is never used: what it was fitted on is written in it.
  }
}

/** Lets go of all models that are kept, for whatever else needs the room. @returns whether there were any */
export async function freeModels(): Promise<boolean> {
  const { list, current } = appStore.getState().sessions
  const all = [...(list ?? []), ...(current ? [current.record] : [])]
  const having = new Set(all.flatMap(({ id, model }) => (model === undefined ? [] : [id])))
  for (const id of having) await dropModel(id)
  if (current?.record.model !== undefined)
    setCurrent(current.record.id, { record: withoutModel(current.record) })
  setSessions({ list: list?.map(withoutModel) ?? null })
  return having.size > 0
}

/** Runs a write, and once more without the models where there is no room for both. */
export async function withRoom(write: () => Promise<void>): Promise<void> {
  try {
    await write()
  } catch (cause) {
    const full = cause instanceof Error && cause.name === 'QuotaExceededError'
    if (!full || !(await freeModels())) throw cause
    await write()
  }
}
