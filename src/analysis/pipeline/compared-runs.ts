import type { FeatureMatrix } from '../features/feature-matrix.ts'
import { amountAlong } from '../ranking/amount-along.ts'
import { rankInSlices } from '../ranking/rank-scores.ts'
import type { Dataset } from './dataset.ts'
import type { Run } from './run.ts'
import { runWork, type Host } from './host.ts'
import type { DetectRequest } from './results.ts'

/** Runs kept beside the one that ranks the page: a model and four bytes per row each. */
export const MOST_COMPARED = 12

const NO_ORDER = new Uint32Array()

/** Finished runs of other detectors on the same features: to explain their rows, and to make one of them the ranking. */
export class ComparedRuns {
  readonly #kept = new Map<string, Run>()

  get size(): number {
    return this.#kept.size
  }

  /** The file was read again. */
  clear(): void {
    this.#kept.clear()
  }

  /**
   * Keeps a run without what can be had again from its scores; beyond `MOST_COMPARED` the oldest
   * one goes.
   *
   * @param shared the features of the run that ranks the page, which are held once
   */
  keep(run: Run, shared: FeatureMatrix): void {
    const ranking = { ...run.ranking, order: NO_ORDER, amountAlong: null }
    this.#kept.set(keyOf(run.request), withFeatures({ ...run, ranking }, shared))
    for (const key of this.#kept.keys()) {
      if (this.#kept.size <= MOST_COMPARED) break
      this.#kept.delete(key)
    }
  }

  /** Forgets a run. */
  drop(request: DetectRequest): void {
    this.#kept.delete(keyOf(request))
  }

  /** These are the features now: runs on others go, and the rest share them. */
  keepOnly(features: FeatureMatrix): void {
    for (const [key, run] of this.#kept) {
      const shared = withFeatures(run, features)
      if (shared.job.x === features) this.#kept.set(key, shared)
      else this.#kept.delete(key)
    }
  }

  /** Null when it is not kept. */
  find(request: DetectRequest): Run | null {
    return this.#kept.get(keyOf(request)) ?? null
  }

  /**
   * A kept run with its order, as it was when it was made; null when none is kept.
   *
   * Cost: a sort of the scores.
   */
  async restore(dataset: Dataset, request: DetectRequest, host: Host): Promise<Run | null> {
    const run = this.#kept.get(keyOf(request))
    if (run === undefined) return null
    host.progress({ label: 'Ranking', done: 0, total: 0, unit: 'steps' })
    const order = await runWork(rankInSlices(run.ranking.scores), host)
    const { amountColumn } = dataset.summary
    const amount = amountColumn === null ? undefined : dataset.read.table.columns[amountColumn]
    const along = amount?.type === 'number' ? await runWork(amountAlong(amount.values, order), host) : null
    return { ...run, ranking: { ...run.ranking, order, amountAlong: along } }
  }
}

/** The run with the given matrix in place of its own, where they hold the same. */
function withFeatures(run: Run, x: FeatureMatrix): Run {
  return sameFeatures(run.job.x, x) ? { ...run, job: { ...run.job, x } } : run
}

/** Whether two requests ask for the same scores. */
export function sameRequest(a: DetectRequest, b: DetectRequest): boolean {
  return keyOf(a) === keyOf(b)
}

/** Equal requests give equal scores; the order of the keys in their text is that of whoever wrote them. */
function keyOf(request: DetectRequest): string {
  return JSON.stringify(request, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
}

/** Whether two matrices hold the same values. Cost: one pass, some 20 ms for ten million values. */
function sameFeatures(a: FeatureMatrix, b: FeatureMatrix): boolean {
  if (a === b) return true
  if (a.rowCount !== b.rowCount || a.names.join('\n') !== b.names.join('\n')) return false
  return a.columns.every((column, c) => sameValues(column, b.columns[c]!))
}

function sameValues(a: Float32Array, b: Float32Array): boolean {
  if (a === b) return true
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}
