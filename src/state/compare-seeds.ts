import type { Progress } from '../workers/engine.api.ts'
import { attempt, beginAlone, fail, isCurrent, onProgress } from './actions/work.ts'
import { setCompare } from './compare-runs.ts'
import { tellTitle } from './compare-jobs.ts'
import { getEngine } from './engine.ts'
import { appStore } from './store.ts'

export const FEWEST_SEEDS = 5
export const MOST_SEEDS = 100
/** The first rows of each seed's order that are kept: enough for the slider to move some way. */
const LEAST_REACH = 1000
const REACH_PER_CUT = 4
/** Rows kept over all seeds: four bytes each. */
const MOST_KEPT = 5_000_000

const get = appStore.getState

/** How many rows to review the stability can be told for, if it is worked out now. */
export function reachFor(rowCount: number, cut: number, seeds: number): number {
  const wanted = Math.max(LEAST_REACH, REACH_PER_CUT * cut)
  return Math.min(rowCount, wanted, Math.floor(MOST_KEPT / Math.max(1, seeds)))
}

/**
 * Runs the page's detector with further seeds, the next ones after its own. What is done stays when the rest is
 * cancelled.
 */
export async function measureStability(seeds: number): Promise<void> {
  const { ranking, cut } = get()
  if (ranking === null) return
  const wanted = Math.max(FEWEST_SEEDS, Math.min(MOST_SEEDS, Math.round(seeds)))
  const mine = await beginAlone('comparing', 'Comparing seeds')
  if (!isCurrent(mine)) return
  const reach = reachFor(ranking.order.length, cut, wanted)
  const seedsDone = [ranking.seed]
  const orders: Uint32Array[] = [ranking.order.slice(0, reach)]
  for (let k = 1; k < wanted; k++) {
    tellTitle(`seed ${k + 1} of ${wanted}`)
    const seed = ranking.seed + k
    const result = await attempt(getEngine().orderWithSeed(seed, reach, shareOf(onProgress(mine), k, wanted)))
    // Another file, or another ranking: nobody asks for this any more.
    if (get().ranking !== ranking) return
    if (result.ok) {
      seedsDone.push(seed)
      orders.push(result.value)
    }
    if (isCurrent(mine) && result.ok) continue
    if (isCurrent(mine) && !result.ok && result.error.code !== 'cancelled') fail(result.error)
    break
  }
  if (orders.length > 1) setCompare({ seedRuns: { ranking, wanted, seeds: seedsDone, orders } })
  if (isCurrent(mine)) appStore.setState({ work: null })
}

/** The progress of part `k` of `parts`, as progress of the whole. */
export function shareOf(
  tell: (progress: Progress) => void,
  k: number,
  parts: number,
): (progress: Progress) => void {
  return ({ label, done, total }) => {
    // Fitting and scoring count half each, which is near enough for a bar.
    const half = label === 'Scoring' ? 0.5 : label === 'Fitting' ? 0 : null
    if (half === null) return
    const share = half + (total > 0 ? done / total / 2 : 0)
    tell({ label, done: k - 1 + share, total: parts - 1, unit: 'steps' })
  }
}
