import { takeRequests, tellRequests } from './worker-requests.ts'

/**
 * How the page starts a worker and notices its end. A worker that dies without a word (killed by the
 * browser for its memory, closed by a bug) sends no event, so each one holds a lock for as long as it
 * lives: when the page is granted that lock, the worker is gone.
 */
export interface StartMessage {
  readonly lock: string
}

export interface StartedWorker {
  readonly worker: Worker
  /** Ends it at once; `onDeath` is not called. */
  stop(): void
}

/**
 * Page side: hands the port over and watches.
 *
 * @param onDeath called once, with what is known of the cause, unless the page stopped the worker itself
 */
export function startWorker(
  worker: Worker,
  port: MessagePort,
  onDeath: (cause: string) => void,
): StartedWorker {
  const watching = new AbortController()
  let ended = false
  const end = (cause: string) => {
    if (ended) return
    stop()
    onDeath(cause)
  }
  const stop = () => {
    ended = true
    watching.abort()
    worker.terminate()
  }
  const lock = `flagstone-${Math.random().toString(36).slice(2)}-${Date.now().toString(36)}`
  worker.addEventListener('error', (event) => {
    event.preventDefault()
    end(event.message || 'it could not be started')
  })
  worker.addEventListener('messageerror', () => end('a message could not be read'))
  worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (takeRequests(data)) return
    // Its one other message: it holds the lock. (Without lock support it never comes.)
    navigator.locks
      .request(lock, { signal: watching.signal }, () => end('it ended without a word'))
      .catch(() => undefined)
  })
  const message: StartMessage = { lock }
  worker.postMessage(message, [port])
  return { worker, stop }
}

/** Worker side: takes the port and holds the lock until the thread ends. */
export function whenStarted(serve: (port: MessagePort) => void): void {
  const listen = (event: MessageEvent<StartMessage>) => {
    const [port] = event.ports
    if (port === undefined) return
    removeEventListener('message', listen)
    serve(port)
    tellRequests()
    // Absent where the page is not served securely; errors are still noticed there.
    if (!('locks' in navigator)) return
    navigator.locks
      .request(event.data.lock, () => {
        postMessage('alive')
        return new Promise(() => undefined)
      })
      .catch(() => undefined)
  }
  addEventListener('message', listen)
}
