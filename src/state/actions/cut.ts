import { daysCovered } from '../../analysis/ranking/capacity.ts'
import {
  isPlain,
  resolvePlainCut,
  type PlainChoice,
  type ResolvedCut,
} from '../../analysis/ranking/plain-cut.ts'
import type { CutChoice } from '../../analysis/settings.ts'
import type { Ranking } from '../../workers/engine.api.ts'
import { getEngine } from '../engine.ts'
import { latestPerFrame } from '../frame.ts'
import { appStore } from '../store.ts'
import { attempt } from './work.ts'

const get = appStore.getState

/** What a choice that needs no model comes to in a ranking of the open file. */
export function cutOf(ranking: Ranking, choice: PlainChoice): ResolvedCut {
  const { dataset } = get()
  return resolvePlainCut(choice, ranking, dataset && daysCovered(dataset))
}

/**
 * What a choice comes to in a ranking that has just been made. What needs a model or labels, the engine says.
 */
export async function resolveFor(ranking: Ranking, choice: CutChoice): Promise<ResolvedCut> {
  if (isPlain(choice)) return cutOf(ranking, choice)
  const result = await attempt(getEngine().resolveCut(choice))
  return result.ok ? result.value : cutOf(ranking, { by: 'auto' })
}

const cuts = latestPerFrame<{ cut: number; choice: CutChoice }>(({ cut, choice }) => {
  const { ranking } = get()
  if (ranking) appStore.setState({ cut, cutChoice: choice, cutIsDefault: choice.by === 'auto' })
})

/** Forgets a move that has not taken effect. */
export function dropCut(): void {
  cuts.drop()
}

/** The cut as it will be after the next frame: what a further step starts from. */
export function upcomingCut(): number {
  return cuts.pending()?.cut ?? get().cut
}

/** How that cut is chosen. */
export function upcomingChoice(): CutChoice {
  return cuts.pending()?.choice ?? get().cutChoice
}

function chooseCut(choice: PlainChoice): void {
  const { ranking } = get()
  if (ranking) cuts.push({ cut: cutOf(ranking, choice).cut, choice })
}

/** Flags the first `rows` rows of the order. Calls no worker; takes effect on the next frame. */
export function setCut(rows: number): void {
  chooseCut({ by: 'rows', rows: Math.max(0, Math.round(rows)) || 0 })
}

/** Flags every row that scores `score` or more. */
export function setCutByScore(score: number): void {
  if (!Number.isNaN(score)) chooseCut({ by: 'score', score })
}

/** Flags a share (0 … 1) of the rows. */
export function setCutByShare(share: number): void {
  if (!Number.isNaN(share)) chooseCut({ by: 'share', share: Math.min(1, Math.max(0, share)) })
}

/** Flags what a choice comes to, as it was worked out already. */
export function setCutBy(choice: CutChoice, cut: number): void {
  if (get().ranking) cuts.push({ cut, choice })
}

/** Back to the proposed cut. */
export function resetCut(): void {
  chooseCut({ by: 'auto' })
}
