import type { TestRanking } from '../analysis/outliers/column-tests.ts'
import { detect } from './actions/detecting.ts'
import { featureChoices } from './selectors.ts'
import { appStore } from './store.ts'

/** A detector with parameters and a cut that belong together, and the features that it needs. */
export interface RankingChoice extends TestRanking {
  /** Columns that must be among the features; the others stay as they are. */
  readonly needs?: readonly string[]
  /** The very features to use. */
  readonly features?: readonly string[]
}

/** Ranks the rows by a test and flags what it finds. When that cannot be done, what was before is back. */
export async function rankBy(choice: RankingChoice): Promise<void> {
  const { detector, params, cutChoice, features, preprocessing, ranking } = appStore.getState()
  appStore.setState({
    detector: choice.detector,
    params: choice.params,
    cutChoice: choice.cut,
    features: featuresFor(choice),
    // A test measures the values as they are.
    preprocessing: {},
  })
  await detect()
  const { error, work, ranking: found } = appStore.getState()
  if (!ranking || !error || work || found) return
  appStore.setState({ detector, params, cutChoice, features, preprocessing })
  await detect()
  const now = appStore.getState()
  if (!now.error && !now.work) appStore.setState({ error })
}

function featuresFor({ needs = [], features }: RankingChoice): readonly string[] | null {
  if (features) return features
  const state = appStore.getState()
  const used = featureChoices(state)
    .filter((choice) => choice.used)
    .map(({ name }) => name)
  const lacking = needs.filter((name) => !used.includes(name))
  return lacking.length === 0 ? state.features : [...used, ...lacking]
}

/** Whether a choice is what the rows are ranked and flagged by now. */
export function isRankedBy(
  state: Pick<
    ReturnType<typeof appStore.getState>,
    'ranking' | 'detector' | 'params' | 'cutChoice' | 'features' | 'preprocessing'
  >,
  { detector, params, cut, features }: RankingChoice,
): boolean {
  const same = (a: object, b: object): boolean => JSON.stringify(a) === JSON.stringify(b)
  return (
    state.ranking !== null &&
    state.detector === detector &&
    same(state.params, params) &&
    same(state.cutChoice, cut) &&
    same(state.preprocessing, {}) &&
    (features === undefined || same(features, state.features ?? []))
  )
}
