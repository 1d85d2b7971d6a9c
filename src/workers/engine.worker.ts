import './network-lockdown.ts'
import { expose, releaseProxy, transfer, type Remote } from 'comlink'
import { FlagstoneError } from '../analysis/errors.ts'
import { teaches, unpackLessons, type Lesson } from '../analysis/feedback/feedback.ts'
import { loadRegistry } from '../analysis/detectors/load-registry.ts'
import type { KeptModel } from '../analysis/pipeline/kept-model.ts'
import { Session } from '../analysis/pipeline/session.ts'
import type { RequestOf, QuestionKind } from '../analysis/questions/questions.ts'
import { FORMATS } from '../analysis/table/formats.ts'
import type { EngineWorkerApi } from './engine-worker.api.ts'
import type {
  EvidenceKind,
  EvidenceRequest,
  ExportFile,
  ExportRequest,
  Progress,
  Ranking,
  Result,
} from './engine.api.ts'
import { settled } from './error-report.ts'
import { sourceOf } from './file-source.ts'
import { createPausingHost, type CancellableHost } from './pausing-host.ts'
import { createPoolRunner } from './pool-runner.ts'
import { createQuestionQueue } from './question-queue.ts'
import { whenStarted } from './worker-start.ts'

/** This worker owns the open file; the page gets summaries, scores and pages of rows. */
let session: Session | null = null
/** The call that works for long, if any; there is one at a time. */
let current: { readonly host: CancellableHost; readonly ended: Promise<unknown> } | null = null

const pool = createPoolRunner()
const queue = createQuestionQueue()
/** The groups of flagged rows that are being worked out. */
let grouping: CancellableHost | null = null
/** The selection that is being worked out. */
let selecting: CancellableHost | null = null
/** What is being learned, and what is made ready for it. */
let learner: CancellableHost | null = null
let preparing: CancellableHost | null = null
/** A model of an earlier visit, until a ranking is there. */
let offered: { readonly model: Blob; readonly stamp: string } | null = null
/** How often what can wait looks whether it still has to. */
const POLITE_MS = 30

const api: EngineWorkerApi = {
  seat(index, port, reason) {
    pool.seat(index, port, reason)
    return Promise.resolve()
  },
  async catalog() {
    const { detectors } = await loadRegistry()
    return detectors.map(({ info, defaults }) => ({ info, defaults }))
  },
  formats: () => Promise.resolve(FORMATS),
  open: (input, options, onProgress) =>
    long(onProgress, async (host) => {
      queue.stopAll()
      stopLearning()
      session = null // what was open is forgotten before the next file needs its memory
      session = await Session.open(sourceOf(input), options, pool, host)
      return session.dataset.summary
    }),
  reopen: (options, onProgress) =>
    long(onProgress, async (host) => {
      stopLearning()
      return (await opened().reopen(options, host)).summary
    }),
  async detect(request, onProgress) {
    stopLearning()
    grouping?.cancel()
    return giveRanking(
      await long(onProgress, async (host) => {
        const ranking = await opened().detect(request, host, await offeredModel())
        offered = null
        return ranking
      }),
    )
  },
  packModel: (stamp) =>
    short(async (host) => {
      const bytes = await opened().packModel(buildOf(stamp), host)
      return bytes === null ? null : new Blob([bytes])
    }),
  offerModel: (model, stamp) =>
    short(() => {
      offered = { model, stamp }
      return null
    }),
  async compare(request, onProgress) {
    return give(await long(onProgress, (host) => opened().compare(request, host)))
  },
  comparedReasons: (request, rows, limit) =>
    short((host) => opened().comparedReasons(request, rows, limit, host)),
  async groupFlagged(cut, onProgress, locale) {
    grouping?.cancel()
    const host = createPausingHost((progress) => onProgress(progress))
    grouping = host
    const result = await settled(() => opened().groupFlagged(cut, host, locale))
    release(onProgress)
    return give(result)
  },
  forgetCompared: (request) =>
    short(() => {
      opened().forgetCompared(request)
      return null
    }),
  async orderWithSeed(seed, top, onProgress) {
    return give(await long(onProgress, (host) => opened().orderWithSeed(seed, top, host)))
  },
  async plantRound(request, onProgress) {
    return give(await long(onProgress, (host) => opened().plantRound(request, host)))
  },
  prepareLearning(on) {
    if (on) return prepareLearning()
    stopLearning()
    session?.forgetLearning()
    return Promise.resolve({ ok: true, value: null })
  },
  async learnTop(lessons, count) {
    const list = unpackLessons(lessons)
    return give(await learning(list, (host) => opened().learnTop(list, count, host)))
  },
  async whyLearned(lessons, rows) {
    return give(await short((host) => opened().whyLearned(unpackLessons(lessons), rows, host)))
  },
  async learn(lessons) {
    const list = unpackLessons(lessons)
    return giveRanking(await learning(list, (host) => opened().learn(list, host)))
  },
  report: (request, onProgress) => long(onProgress, (host) => opened().report(request, host)),
  exportRows: (request, onProgress) => long(onProgress, (host) => exportFile(opened(), request, host)),
  async ask({ id, kind, request, sample, background }, onProgress) {
    const urgency = sample ? 'quick' : background ? 'background' : 'usual'
    const host = createPausingHost((progress) => onProgress?.(progress))
    const result = await settled(() =>
      // The client's types pair every kind with its request.
      queue.add(id, urgency, host, (running) =>
        opened().ask(kind, request as RequestOf<QuestionKind>, sample, running),
      ),
    )
    if (onProgress) release(onProgress)
    return give(result)
  },
  evidence({ id, kind, request }) {
    const host = createPausingHost(() => undefined)
    return settled(() =>
      // The client's types pair every kind with its request.
      queue.add(id, 'usual', host, (running) =>
        opened().evidence(kind, request as EvidenceRequest<EvidenceKind>, running),
      ),
    )
  },
  stopAsking(id) {
    queue.stop(id)
    return Promise.resolve()
  },
  async select(clauses) {
    selecting?.cancel()
    const host = createPausingHost(() => undefined)
    selecting = host
    return give(await settled(() => opened().select(clauses, host)))
  },
  rows: (rows) => short(() => opened().rows(rows)),
  details: (row, locale) => short((host) => opened().details(row, host, locale)),
  async sortRows(rows, column, descending) {
    return give(await short((host) => opened().sortRows(rows, column, descending, host)))
  },
  unreadable: (column, offset, limit) => short(() => opened().unreadable(column, offset, limit)),
  settings: (cut) => short(() => opened().settings(cut)),
  resolveCut: (choice) => short(() => opened().resolveCut(choice)),
  cancel,
  async close() {
    queue.stopAll()
    selecting?.cancel()
    grouping?.cancel()
    stopLearning()
    await cancel()
    session = null
    offered = null
  },
}

/** Runs a call that works for long; a newer one stops an older one. */
async function long<T>(
  onProgress: (progress: Progress) => void,
  run: (host: CancellableHost) => Promise<T>,
): Promise<Result<T>> {
  const before = current
  before?.host.cancel()
  const host = createPausingHost((progress) => onProgress(progress))
  const result = settled(async () => {
    await before?.ended
    await host.breathe()
    return await run(host)
  })
  const mine = { host, ended: result }
  current = mine
  const outcome = await result
  if (current === mine) current = null
  release(onProgress)
  return outcome
}

/**
 * Prepares on a host of its own, which lasts when a newer decision stops what an older one asked for. Until a
 * decision waits for it, questions go first.
 */
function prepareLearning(): Promise<Result<null>> {
  preparing ??= createPausingHost(() => undefined)
  const host = preparing
  const polite = {
    ...host,
    async breathe() {
      await host.breathe()
      while (learner === null && queue.busy()) {
        await new Promise((resolve) => setTimeout(resolve, POLITE_MS))
        await host.breathe()
      }
    },
  }
  return settled(async () => {
    await opened().prepareLearning(polite)
    return null
  })
}

/** Learns from decisions; newer ones stop what older ones asked for. */
async function learning<T>(
  lessons: readonly Lesson[],
  run: (host: CancellableHost) => Promise<T>,
): Promise<Result<T>> {
  learner?.cancel()
  const host = createPausingHost(() => undefined)
  learner = host
  const ready = teaches(lessons) ? await prepareLearning() : null
  return ready === null || ready.ok ? settled(() => run(host)) : ready
}

function stopLearning(): void {
  learner?.cancel()
  learner = null
  preparing?.cancel()
  preparing = null
}

/** Runs a call that answers soon; it pauses like the long ones, but nothing stops it. */
function short<T>(run: (host: CancellableHost) => T | Promise<T>): Promise<Result<T>> {
  return settled(() => run(createPausingHost(() => undefined)))
}

/** What was offered, read; nothing where it is gone, for fitting anew comes to the same. */
async function offeredModel(): Promise<KeptModel | null> {
  if (offered === null) return null
  const { model, stamp } = offered
  try {
    return { bytes: new Uint8Array(await model.arrayBuffer()), stamp: buildOf(stamp) }
  } catch {
    return null
  }
}

/** A model that another build of the program fitted is not used: the name of this worker's file says which it is. */
function buildOf(stamp: string): string {
  return `${stamp} ${self.location.pathname.split('/').at(-1) ?? ''}`
}

/** Resolves when nothing runs any more. */
async function cancel(): Promise<void> {
  const running = current
  running?.host.cancel()
  await running?.ended
}

function opened(): Session {
  if (session === null) throw new FlagstoneError('no-file', 'No file is open. Open a file first.')
  return session
}

async function exportFile(from: Session, request: ExportRequest, host: CancellableHost): Promise<ExportFile> {
  const { what, format, rows = new Uint32Array(), neutraliseFormulas, context } = request
  // Each piece becomes a blob at once, so that the browser may keep it outside this worker's memory.
  const pieces: Blob[] = []
  const sink = (bytes: Uint8Array<ArrayBuffer>) => void pieces.push(new Blob([bytes]))
  const chosen = what === 'selected' ? rows : what
  const written = await from.exportRows(chosen, format, context, neutraliseFormulas, host, sink)
  return { ...written, blob: new Blob(pieces, { type: MEDIA_TYPES[format] }) }
}

const MEDIA_TYPES = {
  csv: 'text/csv;charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  parquet: 'application/vnd.apache.parquet',
  json: 'application/json',
} as const

/** The page gets copies to own; the engine keeps its own for exports and details. */
function giveRanking(result: Result<Ranking>): Result<Ranking> {
  if (!result.ok) return result
  const { scores, order, amountAlong } = result.value
  const given = {
    ...result.value,
    scores: scores.slice(),
    order: order.slice(),
    amountAlong: amountAlong?.slice() ?? null,
  }
  return transfer({ ok: true, value: given }, buffersOf(given))
}

/** Gives the arrays of a result away instead of copying them. */
function give<T>(result: Result<T>): Result<T> {
  return result.ok ? transfer(result, buffersOf(result.value)) : result
}

/** The buffers of the typed arrays in a value, also some levels down. */
function buffersOf(value: unknown, found = new Set<ArrayBuffer>(), depth = 4): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) found.add(value.buffer)
  } else if (typeof value === 'object' && value !== null && depth > 0) {
    for (const part of Object.values(value) as unknown[]) buffersOf(part, found, depth - 1)
  }
  return [...found]
}

/** Progress is told through a port of its own, which is closed with the call. */
function release(onProgress: (progress: Progress) => void): void {
  ;(onProgress as Remote<typeof onProgress>)[releaseProxy]()
}

whenStarted((port) => expose(api, port))
