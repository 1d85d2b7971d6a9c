import { createStore } from 'zustand/vanilla'
import { onWorkerRequests } from '../workers/worker-requests.ts'

/** Who asked: the page itself or a kind of worker. */
export interface Request {
  readonly by: string
  readonly url: string
  /** Bytes that came over the network; 0 for what was kept on the machine. */
  readonly bytes: number
}

/** Requests beyond these are counted but not listed. */
const LISTED = 2000

export interface RequestLog {
  readonly requests: readonly Request[]
  /** Of all, listed or not. */
  readonly count: number
}

/** What was asked for since the page was opened, as far as the page can see it. */
export const requestLog = createStore<RequestLog>()(() => ({ requests: [], count: 0 }))

let listening = false

/** Starts to listen; what came before is included. */
export function logRequests(): void {
  if (listening) return
  listening = true
  onWorkerRequests((worker, requests) =>
    add(requests.map((request) => ({ ...request, by: `${worker} worker` }))),
  )
  if (typeof PerformanceObserver === 'undefined') return
  // The page itself is a request too.
  const kinds = ['navigation', 'resource'].filter((kind) =>
    PerformanceObserver.supportedEntryTypes.includes(kind),
  )
  for (const type of kinds) {
    const observer = new PerformanceObserver((list) =>
      add(
        list.getEntries().map((entry) => ({
          by: 'page',
          url: entry.name,
          bytes: entry instanceof PerformanceResourceTiming ? entry.transferSize : 0,
        })),
      ),
    )
    observer.observe({ type, buffered: true })
  }
}

function add(more: readonly Request[]): void {
  const { requests, count } = requestLog.getState()
  requestLog.setState({
    requests: requests.length < LISTED ? [...requests, ...more] : requests,
    count: count + more.length,
  })
}
