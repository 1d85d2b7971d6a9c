import type { Settings } from '../../analysis/settings.ts'
import type { AppState } from '../app-state.ts'
import { saveBlob } from '../download.ts'
import { getEngine } from '../engine.ts'
import { stemOf } from '../input-name.ts'
import { noLearning } from '../learning-state.ts'
import { appStore } from '../store.ts'
import { reopenWith } from './reading.ts'
import { attempt, fail } from './work.ts'

const get = appStore.getState

/** Applies saved settings to the open file, or keeps them for the next one. */
export async function applySettings(settings: Settings): Promise<void> {
  if (!get().dataset) {
    appStore.setState({
      waitingSettings: settings,
      notice: 'Settings loaded: they apply to the next file you open.',
    })
    return
  }
  await reopenWith(fromSettings(settings))
}

/** Saves everything that decides the result, for the command line and for another day. */
export async function saveSettings(): Promise<void> {
  const { cutChoice, input } = get()
  const result = await attempt(getEngine().settings(cutChoice))
  if (!result.ok) {
    fail(result.error)
    return
  }
  const stem = input ? stemOf(input) : 'flagstone'
  const json = `${JSON.stringify(result.value, null, 2)}\n`
  saveBlob(new Blob([json], { type: 'application/json' }), `${stem}.settings.json`)
}

/** Saved settings as the page keeps them. */
export function fromSettings(settings: Settings): Partial<AppState> {
  const { dialect, columns, features, detector, params, seed, cut } = settings
  const sampleRows = settings.sampleRows ?? null
  return {
    detector,
    params,
    seed,
    dialect,
    columnChoices: columns,
    features: features ?? null,
    preprocessing: settings.preprocessing ?? {},
    preprocessingDraft: null,
    cutChoice: cut,
    sampleRows,
    ...(settings.feedback ? { learning: { ...noLearning, on: settings.feedback.on } } : {}),
  }
}
