import { resolveCut } from '../../analysis/ranking/cut.ts'
import type { CutChoice } from '../../analysis/settings.ts'
import type { Ranking } from '../../workers/engine.api.ts'
import { latestPerFrame } from '../frame.ts'
import { appStore } from '../store.ts'

const get = appStore.getState

/** The number of flagged rows that a choice comes to in a ranking. */
export function cutOf({ scores, order, defaultCut }: Ranking, choice: CutChoice): number {
  return resolveCut(choice, scores, order, defaultCut)
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

function chooseCut(choice: CutChoice): void {
  const { ranking } = get()
  if (ranking) cuts.push({ cut: cutOf(ranking, choice), choice })
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

/** Back to the proposed cut. */
export function resetCut(): void {
  chooseCut({ by: 'auto' })
}
