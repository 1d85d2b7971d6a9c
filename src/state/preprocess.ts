import {
  changedPreprocessing,
  completePreprocessing,
  samePreprocessing,
  type FitOn,
  type Preprocessing,
  type PreprocessingChoice,
} from '../analysis/preprocess/preprocessing.ts'
import { conditionOf, type RowCondition } from '../analysis/preprocess/row-condition.ts'
import { detect } from './actions/detecting.ts'
import type { AppState } from './app-state.ts'
import { appStore } from './store.ts'

/** The steps of the pipeline, in their order. */
export const STEPS = [
  'features',
  'missing',
  'transform',
  'winsorise',
  'encode',
  'scale',
  'duplicates',
  'fit-on',
] as const
export type Step = (typeof STEPS)[number]

/** What each step decides; the features have an action of their own. */
const KEYS: Readonly<Record<Step, readonly (keyof Preprocessing)[]>> = {
  features: [],
  missing: [
    'imputeNumbers',
    'imputeNumber',
    'neighbours',
    'imputeCategories',
    'imputeText',
    'imputeTimes',
    'indicator',
  ],
  transform: ['transforms'],
  winsorise: ['winsorLow', 'winsorHigh'],
  encode: ['categories', 'rareBelow'],
  scale: ['scale'],
  duplicates: ['dropDuplicates'],
  'fit-on': ['fitOn'],
}

type Chosen = Pick<AppState, 'preprocessing' | 'preprocessingDraft'>

/** What the next run does, in full: shared by equal choices, so that it can be a selector. */
export function nextPreprocessing({ preprocessing, preprocessingDraft }: Chosen): Preprocessing {
  const choice = preprocessingDraft ?? preprocessing
  const known = completed.get(choice) ?? completePreprocessing(choice)
  completed.set(choice, known)
  return known
}
const completed = new WeakMap<PreprocessingChoice, Preprocessing>()

/** The steps that differ from the last run. */
export function changedSteps({ preprocessing, preprocessingDraft }: Chosen): readonly Step[] {
  if (preprocessingDraft === null) return []
  const before = completePreprocessing(preprocessing)
  const next = completePreprocessing(preprocessingDraft)
  return STEPS.filter((step) =>
    KEYS[step].some((key) => JSON.stringify(before[key]) !== JSON.stringify(next[key])),
  )
}

/** Whether the next run does nothing but the defaults. */
export function isDefault(state: Chosen): boolean {
  return samePreprocessing(nextPreprocessing(state), {})
}

/** Changes what the next run does; `runPreprocessing` applies it. */
export function editPreprocessing(patch: PreprocessingChoice): void {
  const { preprocessing } = appStore.getState()
  const draft = changedPreprocessing({ ...nextPreprocessing(appStore.getState()), ...patch })
  appStore.setState({ preprocessingDraft: samePreprocessing(draft, preprocessing) ? null : draft })
}

/** Every step back to its defaults. */
export function resetPreprocessing(): void {
  editPreprocessing(completePreprocessing())
}

/** Takes back what was changed since the last run. */
export function discardPreprocessing(): void {
  appStore.setState({ preprocessingDraft: null })
}

/** Runs the detector with what was changed; where that cannot be done, what was before is back, and the changes stay. */
export async function runPreprocessing(): Promise<void> {
  const { preprocessing, preprocessingDraft, ranking } = appStore.getState()
  if (preprocessingDraft === null) {
    await detect()
    return
  }
  appStore.setState({ preprocessing: preprocessingDraft, preprocessingDraft: null })
  await detect()
  const { error, work, ranking: found } = appStore.getState()
  if (!error || work || found) return
  appStore.setState({ preprocessing, preprocessingDraft })
  if (!ranking) return
  await detect()
  const now = appStore.getState()
  if (!now.error && !now.work) appStore.setState({ error })
}

/** The rows that are selected now, as something to fit on; null where nothing is, or only scores say which. */
export function fitOnSelection(
  { clauses, dataset }: Pick<AppState, 'clauses' | 'dataset'>,
  label: string,
): FitOn | null {
  const names = dataset?.columns.map(({ name }) => name) ?? []
  const where = clauses.map(({ predicate }) => conditionOf(predicate, names))
  const usable = where.filter((condition): condition is RowCondition => condition !== null)
  if (usable.length === 0 || usable.length < where.length) return null
  return { by: 'where', where: usable, ...(label === '' ? {} : { label }) }
}
