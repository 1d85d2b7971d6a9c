import { plantingPlan, poolRounds } from '../analysis/compare/planted/rounds.ts'
import type { PlantedRound } from '../workers/engine.api.ts'
import { attempt, beginAlone, fail, isCurrent, onProgress } from './actions/work.ts'
import { tellTitle } from './compare-jobs.ts'
import { runKey, setCompare } from './compare-runs.ts'
import { shareOf } from './compare-seeds.ts'
import { getEngine } from './engine.ts'
import { appStore } from './store.ts'

const get = appStore.getState

/** How many rows of each kind to plant at once among so many, and how often. */
export const planFor = plantingPlan

/** Plants anomalies and looks where the page's detector ranks them. Rounds that are done stay when the rest is cancelled. */
export async function plantAnomalies(perKind: number, rounds: number): Promise<void> {
  const { ranking } = get()
  if (ranking === null) return
  const mine = await beginAlone('comparing', 'Planting anomalies')
  if (!isCurrent(mine)) return
  const found: PlantedRound[] = []
  for (let round = 1; round <= rounds; round++) {
    tellTitle(rounds === 1 ? 'planted anomalies' : `planted anomalies, round ${round} of ${rounds}`)
    const request = { perKind, seed: ranking.seed + round - 1 }
    const result = await attempt(
      getEngine().plantRound(request, shareOf(onProgress(mine), round, rounds + 1)),
    )
    if (get().ranking !== ranking) return
    if (result.ok) found.push(result.value)
    if (isCurrent(mine) && result.ok) continue
    if (isCurrent(mine) && !result.ok && result.error.code !== 'cancelled') fail(result.error)
    break
  }
  const [first] = found
  if (first) {
    const { catalog, compare } = get()
    const { detector, params, seed } = ranking
    const { leftOut } = first
    const run = { detector, params, seed, rounds: found.length, perKind, kinds: poolRounds(found), leftOut }
    const others = compare.planted.filter((other) => runKey(other, catalog) !== runKey(run, catalog))
    setCompare({ planted: [run, ...others] })
  }
  if (isCurrent(mine)) appStore.setState({ work: null })
}
