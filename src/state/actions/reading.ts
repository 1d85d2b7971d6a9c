import type { DatasetSummary, OpenOptions, Progress, Result } from '../../workers/engine.api.ts'
import type { AppState } from '../app-state.ts'
import { getEngine } from '../engine.ts'
import { memoryLimitBytes } from '../memory-limit.ts'
import { noSelection } from '../selection-state.ts'
import { appStore } from '../store.ts'
import { dropCut } from './cut.ts'
import { detect } from './detecting.ts'
import { attempt, beginAlone, fail, isCurrent, onProgress } from './work.ts'

const get = appStore.getState
const set = (patch: Partial<AppState>) => appStore.setState(patch)

/**
 * Reads with what is set now, and runs the detector.
 *
 * @param onRead what has to be done with the rows before they are ranked
 * @returns whether the file could be read
 */
export async function read(
  title: string,
  call: (options: OpenOptions, onProgress: (p: Progress) => void) => Promise<Result<DatasetSummary>>,
  onRead?: () => Promise<unknown>,
): Promise<boolean> {
  const mine = await beginAlone('reading', title)
  if (!isCurrent(mine)) return false
  dropCut()
  set({ ...noSelection, ranking: null, cut: 0, selectedRow: null })
  const result = await attempt(call(openOptions(get()), onProgress(mine)))
  if (!isCurrent(mine)) return false
  if (!result.ok) {
    fail(result.error)
    return false
  }
  set({ dataset: result.value, work: null })
  await onRead?.()
  if (!isCurrent(mine)) return true
  await detect()
  return true
}

/** Reads the open file again with other choices; they are taken back where it cannot be read so. */
export async function reopenWith(patch: Partial<AppState>): Promise<void> {
  const { dataset, dialect, columnChoices, features, detector, params, seed, sampleRows, cutChoice } = get()
  const { preprocessing, preprocessingDraft } = get()
  if (!dataset) return
  const follow = get().review.log.length > 0 ? await followingLines() : undefined
  set(patch)
  const done = await read('Reading again', (options, tell) => getEngine().reopen(options, tell), follow)
  // What could not be applied is not shown as if it had been.
  if (!done && get().dataset === dataset) {
    set({ dialect, columnChoices, features, detector, params, seed, sampleRows, cutChoice })
    set({ preprocessing, preprocessingDraft })
  }
}

function openOptions(state: AppState): OpenOptions {
  const { dialect, columnChoices, sampleRows, seed } = state
  const sample = sampleRows === null ? {} : { sampleRows }
  return { dialect, columns: columnChoices, seed, memoryLimitBytes: memoryLimitBytes(), ...sample }
}

/** Rows may have other numbers after another reading: what lets decisions follow their line in the file. */
async function followingLines(): Promise<(() => Promise<unknown>) | undefined> {
  const { followLines, linesOfLog } = await import('../sessions/renumber.ts')
  const lines = await linesOfLog()
  return lines ? () => followLines(lines) : undefined
}
