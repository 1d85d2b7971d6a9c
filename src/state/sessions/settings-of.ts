import type { Settings } from '../../analysis/settings.ts'
import type { AppState } from '../app-state.ts'

/** What the user chose, as settings: what was inferred is left to be inferred again from the same file. */
export function settingsOf(state: AppState): Settings {
  const { dialect, columnChoices, features, preprocessing, detector, params, seed, cutChoice, sampleRows } =
    state
  return {
    flagstone: 1,
    dialect,
    columns: columnChoices,
    ...(features === null ? {} : { features }),
    ...(Object.keys(preprocessing).length === 0 ? {} : { preprocessing }),
    detector,
    params,
    seed,
    cut: cutChoice,
    ...(sampleRows === null ? {} : { sampleRows }),
    ...(state.learning.on ? {} : { feedback: { on: false } }),
  }
}
