import { proxy, transfer, wrap, type Remote } from 'comlink'
import type { ErrorReport } from '../analysis/errors.ts'
import type { EngineWorkerApi } from './engine-worker.api.ts'
import type {
  AnswerOf,
  AskOptions,
  EngineApi,
  EvidenceAnswer,
  EvidenceKind,
  EvidenceRequest,
  Progress,
  QuestionKind,
  RequestOf,
  Result,
} from './engine.api.ts'
import { CANCELLED, ENGINE_RESTARTED, engineDied, poolWorkerDied, reportOf } from './error-report.ts'
import { startWorker, type StartedWorker } from './worker-start.ts'

/** A cancel that is not answered within this ends the engine worker: some work did not pause in time. */
const CANCEL_LIMIT_MS = 160

export interface EngineOptions {
  /** Pool workers; by default one less than the processors, at least 1. */
  readonly poolSize?: number
}

export interface EngineClient extends EngineApi {
  /** Ends all workers; pending calls are settled as cancelled. */
  dispose(): void
}

/** What a call needs: `long` ones replace each other, and detectors run in the pool. */
interface CallKind {
  readonly long: boolean
  readonly pool: boolean
}

interface Pending extends CallKind {
  readonly fail: (report: ErrorReport) => void
  readonly settled: Promise<unknown>
}

interface Engine extends StartedWorker {
  readonly remote: Remote<EngineWorkerApi>
}

type Tell = (progress: Progress) => void

/** Starts the engine worker and its pool. Every call settles, also when a worker throws or dies. */
export function createEngine(options: EngineOptions = {}): EngineClient {
  const poolSize = Math.max(1, Math.floor(options.poolSize ?? (navigator.hardwareConcurrency || 2) - 1))
  const pool: (StartedWorker | null)[] = new Array<null>(poolSize).fill(null)
  const pending = new Map<number, Pending>()
  let engine: Engine | null = null
  /** Why the open file is gone, until another one is opened. */
  let lost: ErrorReport | null = null
  let hasFile = false
  let calls = 0
  let questions = 0

  function theEngine(): Engine {
    engine ??= startEngine()
    return engine
  }

  function startEngine(): Engine {
    const { port1, port2 } = new MessageChannel()
    const worker = new Worker(new URL('./engine.worker.ts', import.meta.url), {
      type: 'module',
      name: 'engine',
    })
    const started = startWorker(worker, port2, (cause) => endEngine(engineDied(cause)))
    return { ...started, remote: wrap<EngineWorkerApi>(port1) }
  }

  /** A fresh engine is started by the next call, so that one that cannot start is not tried for ever. */
  function endEngine(report: ErrorReport): void {
    engine?.stop()
    engine = null
    for (let index = 0; index < poolSize; index++) emptySeat(index)
    if (hasFile) lost = report
    hasFile = false
    for (const call of [...pending.values()]) call.fail(report)
  }

  function emptySeat(index: number): void {
    pool[index]?.stop()
    pool[index] = null
  }

  function fillSeats(): void {
    const { remote } = theEngine()
    for (let index = 0; index < poolSize; index++) if (pool[index] === null) fillSeat(index, remote)
  }

  function fillSeat(index: number, remote: Remote<EngineWorkerApi>): void {
    const { port1, port2 } = new MessageChannel()
    const worker = new Worker(new URL('./pool.worker.ts', import.meta.url), { type: 'module', name: 'pool' })
    pool[index] = startWorker(worker, port2, (cause) => {
      pool[index] = null
      void remote.seat(index, null, poolWorkerDied(cause))
    })
    void remote.seat(index, transfer(port1, [port1]), CANCELLED)
  }

  function call<T>(
    { long, pool: usesPool }: CallKind,
    ask: (remote: Remote<EngineWorkerApi>, tell: (onProgress: Tell) => Tell) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    if (long) void cancel()
    const { remote } = theEngine()
    if (usesPool) fillSeats()
    const id = ++calls
    let settle: (result: Result<T>) => void = () => undefined
    const settled = new Promise<Result<T>>((resolve) => {
      settle = (result) => {
        pending.delete(id)
        resolve(result)
      }
    })
    pending.set(id, { long, pool: usesPool, settled, fail: (error) => settle({ ok: false, error }) })
    // Progress that arrives after the call was settled is stale.
    const tell = (onProgress: Tell) =>
      proxy((progress: Progress) => {
        if (pending.has(id)) onProgress(progress)
      })
    ask(remote, tell).then(settle, (cause: unknown) => settle({ ok: false, error: reportOf(cause) }))
    return settled
  }

  /** A call that needs no file and cannot fail but with the engine. */
  async function plain<T>(ask: (remote: Remote<EngineWorkerApi>) => Promise<T>): Promise<T> {
    const result = await call(ASKING, async (remote) => ({ ok: true, value: await ask(remote) }))
    if (!result.ok) throw new Error(result.error.message)
    return result.value
  }

  /** A call about the open file, which may be lost. */
  function ofFile<T>(kind: CallKind, ask: Parameters<typeof call<T>>[1]): Promise<Result<T>> {
    return lost === null ? call(kind, ask) : Promise.resolve({ ok: false, error: lost })
  }

  /** Stops the long calls that wait. */
  async function cancel(): Promise<void> {
    const stopped = [...pending.values()].filter((waiting) => waiting.long)
    if (stopped.length === 0) return
    const asked = theEngine()
    if (stopped.some((waiting) => waiting.pool)) {
      // A detector hears nothing while it computes: its thread is ended, and a fresh one waits.
      for (let index = 0; index < poolSize; index++) emptySeat(index)
      fillSeats()
    }
    const late = setTimeout(() => {
      if (asked === engine) endEngine(ENGINE_RESTARTED)
    }, CANCEL_LIMIT_MS)
    asked.remote.cancel().then(
      () => {
        for (const waiting of stopped) waiting.fail(CANCELLED)
      },
      () => undefined,
    )
    await Promise.all(stopped.map((waiting) => waiting.settled))
    clearTimeout(late)
  }

  const READING = { long: true, pool: false }
  const DETECTING = { long: true, pool: true }
  const EXPLAINING = { long: false, pool: true }
  const ASKING = { long: false, pool: false }

  fillSeats()

  return {
    catalog: () => plain((remote) => remote.catalog()),
    formats: () => plain((remote) => remote.formats()),
    async open(input, openOptions, onProgress) {
      lost = null
      hasFile = false
      // Otherwise an engine that is ended because it does not stop in time would take this call with it.
      await cancel()
      const result = await call(READING, (remote, tell) => remote.open(input, openOptions, tell(onProgress)))
      if (result.ok) hasFile = true
      return result
    },
    reopen: (openOptions, onProgress) =>
      ofFile(READING, (remote, tell) => remote.reopen(openOptions, tell(onProgress))),
    detect: (request, onProgress) =>
      ofFile(DETECTING, (remote, tell) => remote.detect(request, tell(onProgress))),
    packModel: (stamp) => ofFile(EXPLAINING, (remote) => remote.packModel(stamp)),
    // It comes before the file that it is for.
    offerModel: (model, stamp) => call(ASKING, (remote) => remote.offerModel(model, stamp)),
    exportRows: (request, onProgress) =>
      ofFile(DETECTING, (remote, tell) => remote.exportRows(request, tell(onProgress))),
    report: (request, onProgress) =>
      ofFile(DETECTING, (remote, tell) => remote.report(request, tell(onProgress))),
    compare: (request, onProgress) =>
      ofFile(DETECTING, (remote, tell) => remote.compare(request, tell(onProgress))),
    comparedReasons: (request, rows, limit) =>
      ofFile(EXPLAINING, (remote) => remote.comparedReasons(request, rows, limit)),
    groupFlagged: (cut, onProgress, locale) =>
      ofFile(EXPLAINING, (remote, tell) => remote.groupFlagged(cut, tell(onProgress), locale)),
    forgetCompared: (request) => ofFile(ASKING, (remote) => remote.forgetCompared(request)),
    orderWithSeed: (seed, top, onProgress) =>
      ofFile(DETECTING, (remote, tell) => remote.orderWithSeed(seed, top, tell(onProgress))),
    plantRound: (request, onProgress) =>
      ofFile(DETECTING, (remote, tell) => remote.plantRound(request, tell(onProgress))),
    prepareLearning: (on) => ofFile(ASKING, (remote) => remote.prepareLearning(on)),
    learnTop: (lessons, count) => ofFile(ASKING, (remote) => remote.learnTop(lessons, count)),
    whyLearned: (lessons, rows) => ofFile(ASKING, (remote) => remote.whyLearned(lessons, rows)),
    learn: (lessons) => ofFile(ASKING, (remote) => remote.learn(lessons)),
    async ask<K extends QuestionKind>(kind: K, request: RequestOf<K>, askOptions: AskOptions = {}) {
      const { sample = false, background = false, onProgress, signal } = askOptions
      if (signal?.aborted === true) return { ok: false, error: CANCELLED }
      const id = ++questions
      const stop = () => void theEngine().remote.stopAsking(id)
      signal?.addEventListener('abort', stop, { once: true })
      const answer = await ofFile(ASKING, (remote, tell) =>
        remote.ask({ id, kind, request, sample, background }, onProgress ? tell(onProgress) : null),
      )
      signal?.removeEventListener('abort', stop)
      // The registry pairs every kind with its answer.
      return answer as Result<AnswerOf<K>>
    },
    async evidence<K extends EvidenceKind>(kind: K, request: EvidenceRequest<K>, signal?: AbortSignal) {
      if (signal?.aborted === true) return { ok: false, error: CANCELLED }
      const id = ++questions
      const stop = () => void theEngine().remote.stopAsking(id)
      signal?.addEventListener('abort', stop, { once: true })
      const answer = await ofFile(EXPLAINING, (remote) => remote.evidence({ id, kind, request }))
      signal?.removeEventListener('abort', stop)
      // The registry pairs every kind with its answer.
      return answer as Result<EvidenceAnswer<K>>
    },
    select: (clauses) => ofFile(ASKING, (remote) => remote.select(clauses)),
    rows: (rows) => ofFile(ASKING, (remote) => remote.rows(rows)),
    details: (row, locale) => ofFile(EXPLAINING, (remote) => remote.details(row, locale)),
    sortRows: (rows, column, descending) =>
      ofFile(ASKING, (remote) => remote.sortRows(rows, column, descending)),
    unreadable: (column, offset, limit) =>
      ofFile(ASKING, (remote) => remote.unreadable(column, offset, limit)),
    settings: (cut) => ofFile(ASKING, (remote) => remote.settings(cut)),
    resolveCut: (choice) => ofFile(ASKING, (remote) => remote.resolveCut(choice)),
    cancel,
    async close() {
      lost = null
      hasFile = false
      await cancel()
      await call(ASKING, async (remote) => {
        await remote.close()
        return { ok: true, value: null }
      })
    },
    dispose() {
      endEngine(CANCELLED)
    },
  }
}
