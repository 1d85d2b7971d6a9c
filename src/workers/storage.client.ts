import { wrap, type Remote } from 'comlink'
import type { ErrorReport } from '../analysis/errors.ts'
import type { Result } from './engine.api.ts'
import type { StorageWorkerApi } from './storage.api.ts'
import { startWorker, type StartedWorker } from './worker-start.ts'

/** Work on whole files, apart from the page and the engine. Every call settles. */
export type StorageClient = StorageWorkerApi

/** Starts a worker when there is something to do, and ends it when there is nothing any more. */
export function createStorageClient(): StorageClient {
  let running: { readonly started: StartedWorker; readonly remote: Remote<StorageWorkerApi> } | null = null
  const waiting = new Set<(error: ErrorReport) => void>()

  function start(): Remote<StorageWorkerApi> {
    if (running) return running.remote
    const { port1, port2 } = new MessageChannel()
    const worker = new Worker(new URL('./storage.worker.ts', import.meta.url), {
      type: 'module',
      name: 'storage',
    })
    const started = startWorker(worker, port2, (cause) => {
      running = null
      for (const fail of [...waiting]) fail(died(cause))
    })
    running = { started, remote: wrap<StorageWorkerApi>(port1) }
    return running.remote
  }

  function call<T>(ask: (remote: Remote<StorageWorkerApi>) => Promise<Result<T>>): Promise<Result<T>> {
    return new Promise((resolve) => {
      const settle = (result: Result<T>) => {
        if (!waiting.delete(fail)) return
        resolve(result)
        if (waiting.size > 0) return
        running?.started.stop()
        running = null
      }
      const fail = (error: ErrorReport) => settle({ ok: false, error })
      waiting.add(fail)
      ask(start()).then(settle, (cause: unknown) =>
        fail(died(cause instanceof Error ? cause.message : String(cause))),
      )
    })
  }

  return {
    hash: (data) => call((remote) => remote.hash(data)),
    keep: (data, name) => call((remote) => remote.keep(data, name)),
  }
}

function died(cause: string): ErrorReport {
  return { code: 'storage-died', message: `the worker for files ended (${cause})`, facts: { cause } }
}
