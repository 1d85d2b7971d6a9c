import type { SessionRecord } from '../../storage/session-record.ts'
import type { AppState } from '../app-state.ts'
import type { OpenSession } from '../sessions-state.ts'
import { appStore } from '../store.ts'
import { anchorsOfLog } from './anchors.ts'
import { refusalText, sessionStore, setCurrent } from './access.ts'
import { letGo } from './locks.ts'
import { withRoom } from './model-room.ts'
import { recordOf, savedAlike } from './record-of.ts'
import { onTabMessage, tellTabs } from './tabs.ts'

/** Long enough that a drag of the slider is saved once, short enough that a crash costs next to nothing. */
const DELAY_MS = 300

/**
 * Saving as the user goes on. Each decision is written at once; what is looked at and set, a moment after it
 * changed, and when the page is hidden or left. What could not be written is written with what comes next.
 */
let timer: ReturnType<typeof setTimeout> | null = null
/** Writes follow one another. */
let tail: Promise<void> = Promise.resolve()
/** The reading of the file that the saved anchors are about. */
let anchored: AppState['dataset'] = null

/** @returns ends it */
export function startKeeping(): () => void {
  const stops = [appStore.subscribe(onChange), onTabMessage(onMessage)]
  const leave = () => void saveNow()
  const hide = () => {
    if (document.visibilityState === 'hidden') void saveNow()
  }
  addEventListener('pagehide', leave)
  document.addEventListener('visibilitychange', hide)
  return () => {
    for (const stop of stops) stop()
    removeEventListener('pagehide', leave)
    document.removeEventListener('visibilitychange', hide)
  }
}

function onChange(state: AppState, before: AppState): void {
  const was = before.sessions.current
  const { current } = state.sessions
  if (was && current?.record.id !== was.record.id) {
    // Another file, or none: what was not saved of this one is saved as it last was.
    if (timer !== null) write(before, was)
    stopTimer()
    if (!current) letGo()
    return
  }
  if (current?.mode !== 'saving') return
  if (state.review.log.length > current.entries && state.review.log !== before.review.log) {
    writeEntries(state, current)
    // At once, for the engine knows the file only as long as it is open.
    addAnchors(current.record.id)
  }
  if (!savedAlike(state, before)) timer ??= setTimeout(() => void saveNow(), DELAY_MS)
}

/** Saves what is not saved, without waiting. Resolves when it was tried. */
export function saveNow(): Promise<void> {
  const state = appStore.getState()
  const { current } = state.sessions
  if (timer !== null && current?.mode === 'saving') write(state, current)
  stopTimer()
  return tail
}

/** Saves also when nothing seems to have changed. */
export function saveAnew(): Promise<void> {
  const state = appStore.getState()
  const { current } = state.sessions
  if (current?.mode === 'saving') write(state, current)
  return tail
}

/** Changes the record of the open session and saves it, after what is being saved. Resolves when it was tried. */
export function changeRecord(id: string, change: (record: SessionRecord) => SessionRecord): Promise<void> {
  attempt(id, async () => {
    const before = latest(id)
    if (!before) return
    const record = change(before)
    await (await sessionStore()).putRecord(record)
    setCurrent(id, { record })
    tellTabs({ kind: 'changed' })
  })
  return tail
}

function write(state: AppState, current: OpenSession): void {
  const { id } = current.record
  attempt(id, async () => {
    const store = await sessionStore()
    const before = latest(id) ?? current.record
    const record = recordOf(state, before, before.anchors, Date.now())
    await store.putRecord(record)
    setCurrent(id, { record, problem: null })
    tellTabs({ kind: 'changed' })
  })
  writeEntries(state, current)
  if (state === appStore.getState() || state.dataset === appStore.getState().dataset) addAnchors(id)
}

/**
 * What rows are found again by is asked of the engine, and saved with a write of its own: no decision waits for an
 * answer of the engine.
 */
function addAnchors(id: string): void {
  const { dataset } = appStore.getState()
  // After another reading rows have other numbers: what was known is about those before.
  const known = dataset === anchored ? latest(id)?.anchors : undefined
  const found = anchorsOfLog(known).catch(() => null)
  void found.then((anchors) => {
    if (!anchors) return
    attempt(id, async () => {
      const record = latest(id)
      if (!record || appStore.getState().dataset !== dataset) return
      anchored = dataset
      if (anchors === record.anchors) return
      const next = { ...record, anchors }
      await (await sessionStore()).putRecord(next)
      setCurrent(id, { record: next })
    })
  })
}

function writeEntries(state: AppState, current: OpenSession): void {
  const { id } = current.record
  const { log } = state.review
  attempt(id, async () => {
    const now = appStore.getState().sessions.current
    const from = now?.record.id === id ? now.entries : current.entries
    if (log.length <= from) return
    await (await sessionStore()).addEntries(id, log.slice(from))
    setCurrent(id, { entries: log.length })
  })
}

function attempt(id: string, run: () => Promise<void>): void {
  tail = tail
    .then(() => withRoom(run))
    .catch((cause: unknown) => setCurrent(id, { problem: refusalText(cause) }))
}

function latest(id: string) {
  const { current } = appStore.getState().sessions
  return current?.record.id === id ? current.record : null
}

function stopTimer(): void {
  if (timer !== null) clearTimeout(timer)
  timer = null
}

function onMessage(message: Parameters<Parameters<typeof onTabMessage>[0]>[0]): void {
  const { current } = appStore.getState().sessions
  if (message.kind !== 'save' || current?.record.id !== message.id) return
  void saveAnew().then(() => tellTabs({ kind: 'saved', id: message.id }))
}
