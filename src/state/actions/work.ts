import type { ErrorReport } from '../../analysis/errors.ts'
import type { Progress, Result } from '../../workers/engine.api.ts'
import type { AppState, Work } from '../app-state.ts'
import { getEngine } from '../engine.ts'
import { appStore } from '../store.ts'

/** Work that the page waits for. It carries a run number: what comes back for an older run is dropped. */
let run = 0

const get = appStore.getState
const set = (patch: Partial<AppState>) => appStore.setState(patch)

/** Whether nothing has begun, ended or been cancelled since. */
export function isCurrent(mine: number): boolean {
  return mine === run
}

/** What is under way no longer counts. */
export function dropRun(): void {
  run++
}

/** Stops what runs. The page is usable at once, whatever the engine still has to say. */
export async function cancelWork(): Promise<void> {
  if (!get().work) return
  dropRun()
  const { dataset } = get()
  set({ work: null, ...(dataset ? {} : { input: null }) })
  try {
    await getEngine().cancel()
  } catch (cause) {
    fail(unexpected(cause))
  }
}

/**
 * Tells the page that work begins.
 *
 * @param note a sentence to know from the start
 * @returns its run number
 */
export function begin(kind: Work['kind'], title: string, note?: string): number {
  const work = { kind, title, progress: null, ...(note === undefined ? {} : { note }) }
  set({ work, error: null, notice: null })
  return ++run
}

/** As `begin`, after stopping what was running: the engine does one thing at a time. */
export async function beginAlone(kind: Work['kind'], title: string, note?: string): Promise<number> {
  const interrupts = get().work !== null
  const mine = begin(kind, title, note)
  if (interrupts) {
    try {
      await getEngine().cancel()
    } catch (cause) {
      if (isCurrent(mine)) fail(unexpected(cause))
      dropRun()
    }
  }
  return mine
}

/** What the engine tells on the way, as long as the run is current. */
export function onProgress(mine: number): (progress: Progress) => void {
  return (progress) => {
    const { work } = get()
    if (isCurrent(mine) && work) set({ work: { ...work, progress } })
  }
}

/** The work has ended with an error. */
export function fail(error: ErrorReport): void {
  set({ work: null })
  showError(error)
}

/** A call that rejects (the engine died, a bug) becomes an error on the page like any other. */
export async function attempt<T>(call: Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await call
  } catch (cause) {
    return { ok: false, error: unexpected(cause) }
  }
}

/** The error on the page for something that should not happen. */
export function unexpected(cause: unknown): ErrorReport {
  const message = `Something went wrong inside the page: ${causeText(cause)}. Open the file again; nothing was sent anywhere.`
  return { code: 'unexpected', message, facts: {} }
}

/** Shows an error that came up outside the store, e.g. in a view. */
export function showError(error: ErrorReport): void {
  if (error.code !== 'cancelled') set({ error })
}

export function dismissError(): void {
  set({ error: null })
}

export function dismissNotice(): void {
  set({ notice: null })
}

/** What was thrown, in its own words. */
export function causeText(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
