import type { DetectRequest, Progress } from '../workers/engine.api.ts'
import { detectRequest } from './actions/detecting.ts'
import { attempt, beginAlone, isCurrent, onProgress } from './actions/work.ts'
import { keepRun, runKey, setCompare } from './compare-runs.ts'
import type { ComparisonJob } from './compare-state.ts'
import { getEngine } from './engine.ts'
import { appStore } from './store.ts'

const get = appStore.getState

/**
 * Ranks the rows by other detectors with their own defaults, one after another; those whose ranking is there
 * already are left out. What was done stays when the rest is cancelled.
 */
export async function compareDetectors(ids: readonly string[]): Promise<void> {
  const { catalog, ranking, compare, seed } = get()
  if (ranking === null) return
  const known = new Set([ranking, ...compare.runs].map((run) => runKey(run, catalog)))
  const wanted = catalog.filter(
    ({ info, defaults }) =>
      ids.includes(info.id) && !known.has(runKey({ detector: info.id, params: defaults, seed }, catalog)),
  )
  if (wanted.length === 0) return
  const mine = await beginAlone('comparing', 'Comparing detectors')
  if (!isCurrent(mine)) return
  const requests = wanted.map(({ info }) => ({ ...detectRequest(get()), detector: info.id, params: {} }))
  setCompare({ dropped: null, jobs: requests.map(waiting) })
  for (const [at, request] of requests.entries()) {
    const name = wanted[at]!.info.name
    tellTitle(requests.length === 1 ? name : `${name} (${at + 1} of ${requests.length})`)
    change(request, { state: 'running' })
    const tell = onProgress(mine)
    const result = await attempt(
      getEngine().compare(request, (progress) => {
        if (!isCurrent(mine)) return
        tell(progress)
        change(request, { progress })
      }),
    )
    if (!isCurrent(mine)) {
      stopJobs(requests)
      return
    }
    if (result.ok) {
      setCompare({ jobs: get().compare.jobs.filter((job) => job.request !== request) })
      keepRun(result.value)
    } else if (result.error.code === 'cancelled') {
      stopJobs(requests)
      break
    } else change(request, { state: 'failed', problem: result.error.message })
  }
  appStore.setState({ work: null })
}

/** Takes away what is said of detectors that did not come to a ranking. */
export function dismissJobs(): void {
  setCompare({ jobs: get().compare.jobs.filter(({ state }) => state === 'waiting' || state === 'running') })
}

/** What the page says of the work beside its progress. */
export function tellTitle(what: string): void {
  const { work } = get()
  if (work) appStore.setState({ work: { ...work, title: `Comparing: ${what}`, progress: null } })
}

function waiting(request: DetectRequest): ComparisonJob {
  return { request, state: 'waiting', progress: null, problem: null }
}

function change(
  request: DetectRequest,
  patch: { state?: ComparisonJob['state']; progress?: Progress; problem?: string },
): void {
  const jobs = get().compare.jobs.map((job) => (job.request === request ? { ...job, ...patch } : job))
  setCompare({ jobs })
}

function stopJobs(requests: readonly DetectRequest[]): void {
  const jobs = get().compare.jobs.map((job) =>
    requests.includes(job.request) && job.state !== 'failed'
      ? ({ ...job, state: 'stopped', progress: null } as const)
      : job,
  )
  setCompare({ jobs })
}
