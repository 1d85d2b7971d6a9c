import { keptModel, modelName, removeKeptModel, withoutModel } from '../../storage/kept-model.ts'
import type { SessionRecord } from '../../storage/session-record.ts'
import { detectRequest } from '../actions/detecting.ts'
import type { AppState } from '../app-state.ts'
import { getEngine } from '../engine.ts'
import { appStore } from '../store.ts'
import { VERSION } from '../version.ts'
import { sessionStore, storageClient } from './access.ts'
import { changeRecord } from './keeping.ts'
import { dropModel } from './model-room.ts'

/** A fit that took less is made again sooner than its model is looked for. */
const LEAST_FIT_MS = 250
/** Where there is no private file system, the database takes models up to here. */
const MOST_IN_DATABASE = 16 * 2 ** 20

const get = appStore.getState

/** What the latest look was about, so that each run is looked at once. */
let seen = ''
let seenDataset: AppState['dataset'] = null

/**
 * Keeps the fitted model of each session whose fit takes its time, once everything else of it is kept: the model is
 * what is left out first when room is short, for it can be had again.
 *
 * @returns ends it
 */
export function watchModels(): () => void {
  seen = ''
  return appStore.subscribe(look)
}

function look(state: AppState, before: AppState): void {
  const { sessions, ranking, dataset, work } = state
  if (ranking === before.ranking && sessions === before.sessions && work === before.work) return
  const { current } = sessions
  if (!current || current.mode !== 'saving' || !ranking || !dataset || work !== null) return
  // The copy of the file goes first.
  if (current.record.file.kept === null && current.fileProblem === null) return
  const run = `${current.record.id} ${JSON.stringify(detectRequest(state))}`
  if (run === seen && dataset === seenDataset) return
  seen = run
  seenDataset = dataset
  if (ranking.fittedBefore === true && current.record.model !== undefined) return
  void keepModel(current.record.id, ranking.timingsMs.fit >= LEAST_FIT_MS)
}

/** The model of before gives way in any case: it is of other settings. */
async function keepModel(id: string, worthIt: boolean): Promise<void> {
  const { current } = get().sessions
  if (current?.record.id !== id || (!worthIt && current.record.model === undefined)) return
  const model = worthIt ? await storedModel(id, current.record.file.sha256) : null
  if (model === null) await dropModel(id)
  await changeRecord(id, (record) => (model === null ? withoutModel(record) : { ...record, model }))
}

/** null: it is too large, or there is no room for it. */
async function storedModel(id: string, sha256: string): Promise<NonNullable<SessionRecord['model']> | null> {
  try {
    const packed = await getEngine().packModel(stampOf(sha256))
    if (!packed.ok || packed.value === null) return null
    const data = packed.value
    const store = await sessionStore()
    await removeKeptModel(store, id)
    const done = await (await storageClient()).keep(data, modelName(id))
    if (!done.ok) return null
    if (done.value) return { bytes: data.size, kept: 'files' }
    if (data.size > MOST_IN_DATABASE) return null
    await store.putFile(modelName(id), data)
    return { bytes: data.size, kept: 'database' }
  } catch {
    return null // no room, or nothing is kept in this window: the next visit fits anew
  }
}

/** Gives the engine the model of a session that is about to be opened; it is used where everything is the same. */
export async function offerModel(record: SessionRecord): Promise<void> {
  try {
    const data = await keptModel(await sessionStore(), record)
    if (data) await getEngine().offerModel(data, stampOf(record.file.sha256))
  } catch {
    // Without it the detector is fitted anew.
  }
}

/** A model is of one file, and of the version of the page that fitted it. */
function stampOf(sha256: string): string {
  return `${VERSION} ${sha256}`
}
