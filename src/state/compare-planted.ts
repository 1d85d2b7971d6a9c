import type { PlantedRanks } from '../analysis/compare/planted/planted-recall.ts'
import type { PlantedRound } from '../workers/engine.api.ts'
import { attempt, beginAlone, fail, isCurrent, onProgress } from './actions/work.ts'
import { tellTitle } from './compare-jobs.ts'
import { runKey, setCompare } from './compare-runs.ts'
import { shareOf } from './compare-seeds.ts'
import { getEngine } from './engine.ts'
import { appStore } from './store.ts'

/** Four kinds together are at most a twentieth of the rows, so that the rest still is the table. */
const MOST_SHARE = 0.05 / 4
const MOST_PER_KIND = 100
/** Rows of each kind over all rounds that make an interval narrow enough to be of use. */
const ENOUGH = 100
const MOST_ROUNDS = 10

const get = appStore.getState

/** How many rows of each kind are planted at once, and how often. */
export function plantingPlan(rowCount: number): { readonly perKind: number; readonly rounds: number } {
  const perKind = Math.max(2, Math.min(MOST_PER_KIND, Math.floor(MOST_SHARE * rowCount)))
  return { perKind, rounds: Math.min(MOST_ROUNDS, Math.ceil(ENOUGH / perKind)) }
}

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
    const run = { detector, params, seed, rounds: found.length, perKind, kinds: together(found), leftOut }
    const others = compare.planted.filter((other) => runKey(other, catalog) !== runKey(run, catalog))
    setCompare({ planted: [run, ...others] })
  }
  if (isCurrent(mine)) appStore.setState({ work: null })
}

/** The rounds' rows in one list per kind; groups of different rounds are different groups. */
function together(rounds: readonly PlantedRound[]): PlantedRanks[] {
  return (rounds[0]?.kinds ?? []).map(({ kind }, k) => {
    const above: number[] = []
    const groups: number[] = []
    for (const { kinds } of rounds) {
      const offset = groups.length
      above.push(...kinds[k]!.above)
      groups.push(...Array.from(kinds[k]!.groups, (group) => offset + group))
    }
    return { kind, above: Uint32Array.from(above), groups: Uint32Array.from(groups) }
  })
}
