/**
 * What a worker asks the network for, told to the page: its own modules, and nothing after them. The worker has
 * no way left to ask for anything else; this is how the page can show it.
 */
export interface WorkerRequest {
  readonly url: string
  /** Bytes that came over the network; 0 for what was kept. */
  readonly bytes: number
}

interface RequestsMessage {
  /** The worker's name, e.g. `engine`. */
  readonly worker: string
  readonly requests: readonly WorkerRequest[]
}

type Listener = (worker: string, requests: readonly WorkerRequest[]) => void

const listeners = new Set<Listener>()

/** Page side: told of each request as it is noticed. */
export function onWorkerRequests(listener: Listener): void {
  listeners.add(listener)
}

/** Page side: whether a message was about requests, which it then passes on. */
export function takeRequests(message: unknown): boolean {
  if (!isRequests(message)) return false
  for (const tell of listeners) tell(message.worker, message.requests)
  return true
}

/** Worker side: tells the page what is asked for, from the worker's start on. */
export function tellRequests(): void {
  if (typeof PerformanceObserver === 'undefined') return
  const observer = new PerformanceObserver((list) => {
    const requests = list.getEntries().map((entry) => ({
      url: entry.name,
      bytes: entry instanceof PerformanceResourceTiming ? entry.transferSize : 0,
    }))
    const message: RequestsMessage = { worker: self.name, requests }
    postMessage(message)
  })
  observer.observe({ type: 'resource', buffered: true })
}

function isRequests(message: unknown): message is RequestsMessage {
  return typeof message === 'object' && message !== null && 'requests' in message
}
