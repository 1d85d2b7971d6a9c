import { midRanks } from '../analysis/compare/mid-ranks.ts'
import type { ComparedRanking, DetectRequest, Ranking } from '../workers/engine.api.ts'
import { detect, detectRequest } from './actions/detecting.ts'
import type { AppState } from './app-state.ts'
import { noComparison, type CompareState } from './compare-state.ts'
import { getEngine } from './engine.ts'
import { appStore } from './store.ts'

/** Rankings kept beside the page's own, and the memory that they may take here and in the engine. */
const MOST_RUNS = 12
const MOST_BYTES = 200e6
const BYTES_PER_ROW = 12

const get = appStore.getState

/** How many rankings of a table of this size are kept beside the page's own. */
export function mostRuns(rowCount: number): number {
  return Math.max(2, Math.min(MOST_RUNS, Math.floor(MOST_BYTES / (BYTES_PER_ROW * Math.max(1, rowCount)))))
}

/** Two runs with one key give the same ranking of the same features. */
export function runKey(
  { detector, params, seed }: Pick<Ranking, 'detector' | 'params' | 'seed'>,
  catalog: AppState['catalog'],
): string {
  const info = catalog.find((entry) => entry.info.id === detector)?.info
  const sorted = Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify([detector, sorted, info?.seeded === false ? 0 : seed])
}

/** Changes what is known of other rankings. */
export function setCompare(patch: Partial<CompareState>): void {
  appStore.setState(({ compare }) => ({ compare: { ...compare, ...patch } }))
}

/** Adds a ranking; where there are too many then, the oldest is let go and the page says so. */
export function keepRun(run: ComparedRanking): void {
  const { compare, catalog, dataset } = get()
  const key = runKey(run, catalog)
  const runs = [...compare.runs.filter((other) => runKey(other, catalog) !== key), run]
  const surplus = runs.splice(0, Math.max(0, runs.length - mostRuns(dataset?.rowCount ?? 0)))
  setCompare({
    runs,
    ...(surplus.length === 0 ? {} : { dropped: droppedText(surplus, catalog, runs.length) }),
  })
  for (const { request } of surplus) void getEngine().forgetCompared(request)
}

function droppedText(
  surplus: readonly ComparedRanking[],
  catalog: AppState['catalog'],
  most: number,
): string {
  const names = surplus.map(({ detector }) => catalog.find(({ info }) => info.id === detector)?.info.name)
  return `${names.join(', ')} ${names.length === 1 ? 'was' : 'were'} let go: at most ${most} rankings of a file of this size are kept beside the current one.`
}

/** Lets a ranking go. */
export function removeRun(run: ComparedRanking): void {
  setCompare({ runs: get().compare.runs.filter((other) => other !== run) })
  void getEngine().forgetCompared(run.request)
}

/** Makes a compared ranking the page's own, with the same number of rows to review. It is not worked out again. */
export async function makeRanking({ request }: ComparedRanking): Promise<void> {
  const { cut, cutChoice } = get()
  const { detector, params, seed } = request
  // The score or the proposal of another detector would be another number of rows.
  const keeps = cutChoice.by === 'rows' || cutChoice.by === 'share'
  appStore.setState({
    detector,
    params,
    seed,
    cutChoice: keeps ? cutChoice : { by: 'rows', rows: cut },
  })
  await detect()
}

interface Ranked {
  readonly dataset: AppState['dataset']
  readonly ranking: Ranking
  readonly request: DetectRequest
}

/** The page's latest ranking, and what it was asked for with. */
let last: Ranked | null = rankedNow(get())

function rankedNow(state: AppState): Ranked | null {
  const { dataset, ranking } = state
  return ranking === null ? null : { dataset, ranking, request: detectRequest(state) }
}

/** What the page's own ranking was asked for with. */
export function ownRequest(): DetectRequest {
  return last?.request ?? detectRequest(get())
}

// The page's own ranking is one of those compared: when another takes its place, it stays beside it.
appStore.subscribe((state, before) => {
  if (state.dataset !== before.dataset && state.compare === before.compare && state.compare !== noComparison)
    appStore.setState({ compare: noComparison })
  if (state.ranking === before.ranking || state.ranking === null) return
  const former = last
  last = rankedNow(state)
  if (former === null || last === null || former.dataset !== last.dataset) return
  const { compare, catalog } = get()
  if (compare === noComparison) return
  if (basisOf(former.request) !== basisOf(last.request)) {
    const had = compare.runs.length > 0 || compare.planted.length > 0
    const dropped = had
      ? 'Other columns or another preparation are used now, so what was compared before was let go.'
      : null
    appStore.setState({ compare: { ...noComparison, dropped } })
    return
  }
  setCompare({ seedRuns: null })
  const key = runKey(last.ranking, catalog)
  if (compare.runs.length === 0 || key === runKey(former.ranking, catalog)) return
  const kept = asRun(former)
  const runs = compare.runs.map((run) => (runKey(run, catalog) === key ? kept : run))
  if (runs.includes(kept)) setCompare({ runs })
  else keepRun(kept)
})

/** What has to be equal for two rankings to be of the same features. */
function basisOf({ detector: _detector, params: _params, seed: _seed, ...basis }: DetectRequest): string {
  return JSON.stringify(basis)
}

function asRun({ ranking, request }: Ranked): ComparedRanking {
  const { detector, params, seed, order, notes, timingsMs } = ranking
  return { request, detector, params, seed, order, notes, timingsMs, ranks: ranksOf(ranking) }
}

/** The mid-ranks of the page's own ranking; worked out once. Cost: linear. */
export function ranksOf(ranking: Ranking): Float32Array {
  const known = ranks.get(ranking)
  if (known) return known
  const made = midRanks(ranking.scores, ranking.order)
  ranks.set(ranking, made)
  return made
}
const ranks = new WeakMap<Ranking, Float32Array>()
