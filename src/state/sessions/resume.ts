import { playLog } from '../../analysis/decisions/decision-state.ts'
import { keptFile } from '../../storage/data-files.ts'
import { withoutModel } from '../../storage/kept-model.ts'
import { readLog } from '../../storage/session-file.ts'
import type { SessionRecord, WholeSession } from '../../storage/session-record.ts'
import type { OpenInput } from '../../workers/engine.api.ts'
import { openWith } from '../actions/opening.ts'
import { fromSettings } from '../actions/settings.ts'
import { showError } from '../actions/work.ts'
import { keptReview, type ReviewState } from '../review-state.ts'
import type { SessionMode } from '../sessions-state.ts'
import { appStore } from '../store.ts'
import { troubleText, sessionStore, setCurrent, setSessions } from './access.ts'
import { saveNow } from './keeping.ts'
import { refreshList } from './listing.ts'
import { holdSession, letGo } from './locks.ts'
import { offerModel } from './models.ts'
import { newId } from './new-id.ts'
import { followLines, type Lines } from './renumber.ts'
import { askToSave, tellTabs } from './tabs.ts'
import { applyView } from './view-of.ts'

/** How a session is opened that another tab may have open. */
export type ResumeAs = 'own' | 'take-over' | 'read-only'

const get = appStore.getState

/** Goes on with a kept session: the same file, settings, decisions and view. */
export async function resumeSession(record: SessionRecord, as: ResumeAs = 'own'): Promise<void> {
  try {
    await saveNow()
    if (as === 'take-over') await askToSave(record.id)
    const held =
      as === 'read-only' || (await holdSession(record.id, as === 'take-over', () => markTakenOver(record.id)))
    if (!held) {
      setSessions({ conflict: record })
      return
    }
    const whole = await readWhole(record)
    const input = await inputOf(whole.record)
    if (!input) {
      letGo()
      setSessions({ wanted: whole.record, conflict: null, dialog: null, offer: null })
      return
    }
    await openWhole(whole, input, as === 'read-only' ? 'read-only' : 'saving')
  } catch (cause) {
    letGo()
    const message = `${record.name} could not be opened. ${troubleText(cause)}`
    showError({ code: 'session-not-opened', message, facts: {} })
  }
}

/** The record as it is now, for another tab may have gone on with it, and its log. @throws where either is damaged */
async function readWhole(record: SessionRecord): Promise<WholeSession> {
  const store = await sessionStore()
  await refreshList()
  const latest = get().sessions.list?.find(({ id }) => id === record.id) ?? record
  const log = readLog(await store.entries(record.id))
  if ('why' in log) throw new Error(`its decision log cannot be used: ${log.why}`)
  return { record: latest, log: log.log }
}

/** The file of a session: the one that is open, or the kept copy. */
async function inputOf({ file }: SessionRecord): Promise<OpenInput | null> {
  const { input, review } = get()
  if (input && review.fileHash === file.sha256) return input
  const data = await keptFile(await sessionStore(), file)
  if (!data) return null
  if (file.kind === 'text') return { kind: 'text', name: file.name, text: await data.text() }
  return { kind: 'file', file: new File([data], file.name) }
}

/** The file that a session waited for was given. @returns whether the session is open now */
export async function continueWanted(record: SessionRecord, input: OpenInput): Promise<boolean> {
  const before = get().sessions.current
  setSessions({ wanted: null })
  if (get().input !== input || before !== null) return false
  await resumeSession(record)
  return get().sessions.current?.record.id === record.id
}

async function openWhole({ record, log }: WholeSession, input: OpenInput, mode: SessionMode): Promise<void> {
  const review: ReviewState = {
    ...keptReview(get().review),
    fileHash: record.file.sha256,
    log,
    decided: playLog(log),
    ...(record.reviewer === '' ? {} : { reviewer: record.reviewer }),
    reasonCodes: record.reasonCodes,
  }
  await offerModel(record)
  const { sessions } = get()
  const current = { record, mode, entries: log.length, problem: null, fileProblem: null }
  await openWith(input, {
    ...fromSettings(record.settings),
    screen: record.view.screen,
    review,
    sessions: { ...sessions, current, offer: null, conflict: null, wanted: null, dialog: null, shared: null },
  })
  if (get().sessions.current?.record.id !== record.id || !get().dataset) return
  await followLines(linesOf(record))
  applyView(record.view)
}

/** Rows of the log by where they stood in the file; another version of the page may number them differently. */
function linesOf({ anchors }: SessionRecord): Lines {
  return { rows: anchors.rows, lines: anchors.lines, unplaced: [] }
}

/** Another tab has the session now: this one goes on without saving. */
export function markTakenOver(id: string): void {
  setCurrent(id, { mode: 'taken-over' })
}

/** Goes on in a session of its own, with everything that was done here. */
export async function resumeCopy(record: SessionRecord): Promise<void> {
  try {
    const store = await sessionStore()
    const { current } = get().sessions
    const own = current?.record.id === record.id
    const log = own ? get().review.log : await store.entries(record.id)
    const checked = readLog(log)
    if ('why' in checked) throw new Error(checked.why)
    const name = copyName(record.name)
    const copy = { ...withoutModel(record), id: newId(), name, createdAt: Date.now() }
    await store.putRecord(copy)
    await store.addEntries(copy.id, checked.log)
    tellTabs({ kind: 'changed' })
    if (!own) {
      await resumeSession(copy)
      return
    }
    await holdSession(copy.id, false, () => markTakenOver(copy.id))
    setSessions({
      current: { ...current, record: copy, mode: 'saving', entries: checked.log.length, problem: null },
    })
    await refreshList()
  } catch (cause) {
    showError({
      code: 'session-not-copied',
      message: `${record.name} could not be copied. ${troubleText(cause)}`,
      facts: {},
    })
  }
}

function copyName(name: string): string {
  return `${name} (copy)`
}
