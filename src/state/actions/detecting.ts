import { samplingNote } from '../../analysis/detectors/catalog.ts'
import type { DetectorParams } from '../../analysis/detectors/detector.ts'
import type { CutChoice } from '../../analysis/settings.ts'
import type { DetectRequest } from '../../workers/engine.api.ts'
import type { AppState } from '../app-state.ts'
import { getEngine } from '../engine.ts'
import { currentDetector } from '../selectors.ts'
import { appStore } from '../store.ts'
import { dropCut, resolveFor } from './cut.ts'
import { attempt, beginAlone, fail, isCurrent, onProgress } from './work.ts'

const get = appStore.getState
const set = (patch: Partial<AppState>) => appStore.setState(patch)

/** What the engine is asked for when the chosen detector runs. */
export function detectRequest({
  detector,
  params,
  seed,
  features,
  preprocessing,
}: Pick<AppState, 'detector' | 'params' | 'seed' | 'features' | 'preprocessing'>): DetectRequest {
  return {
    detector,
    params,
    seed,
    ...(features ? { features } : {}),
    ...(Object.keys(preprocessing).length === 0 ? {} : { preprocessing }),
  }
}

/** Runs the chosen detector on the open file. */
export async function detect(): Promise<void> {
  const { dataset } = get()
  if (!dataset) return
  const info = currentDetector(get())?.info
  const note = info ? samplingNote(info, dataset.rowCount) : null
  const mine = await beginAlone('detecting', 'Finding anomalies', note ?? undefined)
  if (!isCurrent(mine)) return
  dropCut()
  set({ ranking: null, cut: 0, selectedRow: null })
  const result = await attempt(getEngine().detect(detectRequest(get()), onProgress(mine)))
  if (!isCurrent(mine)) return
  if (!result.ok) {
    fail(result.error)
    return
  }
  const ranking = result.value
  const asked = get().cutChoice
  const resolved = await resolveFor(ranking, asked)
  if (!isCurrent(mine)) return
  const choice = resolved.used ? asked : PROPOSED
  set({
    ranking,
    cut: resolved.cut,
    cutChoice: choice,
    cutIsDefault: choice.by === 'auto',
    // The most anomalous row is selected, so that its reasons are there without a click.
    selectedRow: ranking.order[0] ?? null,
    work: null,
    ...(resolved.note === null ? {} : { notice: resolved.note }),
  })
}

const PROPOSED: CutChoice = { by: 'auto' }

/** Runs another detector, with its own defaults; the old one comes back where it cannot be used. */
export async function setDetector(id: string): Promise<void> {
  if (id === get().detector) return
  const { detector, params, cutChoice, ranking } = get()
  // Scores of two detectors are not on one scale.
  set({ detector: id, params: {}, cutChoice: cutChoice.by === 'score' ? { by: 'auto' } : cutChoice })
  await detect()
  const { error, work } = get()
  if (!ranking || !error || work || get().ranking) return
  // It cannot be used on this table: the one that could is back, and the reason stays on the page.
  set({ detector, params, cutChoice })
  await detect()
  if (!get().error && !get().work) set({ error })
}

/** Runs the detector with other parameters. */
export async function setParams(params: DetectorParams, seed: number = get().seed): Promise<void> {
  set({ params, seed })
  await detect()
}

/** The source columns to use, by name; null: by role and content. */
export async function setFeatures(features: readonly string[] | null): Promise<void> {
  set({ features })
  await detect()
}
