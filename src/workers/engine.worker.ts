import './network-lockdown.ts'
import { expose, releaseProxy, transfer, type Remote } from 'comlink'
import { FlagstoneError } from '../analysis/errors.ts'
import { detectors } from '../analysis/detectors/registry.ts'
import { runWork } from '../analysis/pipeline/host.ts'
import { Session } from '../analysis/pipeline/session.ts'
import { binColumn } from '../analysis/profile/binning.ts'
import { scatterDensity } from '../analysis/profile/density.ts'
import { FORMATS } from '../analysis/table/formats.ts'
import type { EngineWorkerApi } from './engine-worker.api.ts'
import type { ExportFile, ExportRequest, Progress, Ranking, Result } from './engine.api.ts'
import { settled } from './error-report.ts'
import { sourceOf } from './file-source.ts'
import { createPausingHost, type CancellableHost } from './pausing-host.ts'
import { createPoolRunner } from './pool-runner.ts'
import { whenStarted } from './worker-start.ts'

/** This worker owns the open file; the page gets summaries, scores and pages of rows. */
let session: Session | null = null
/** The call that works for long, if any; there is one at a time. */
let current: { readonly host: CancellableHost; readonly ended: Promise<unknown> } | null = null

const pool = createPoolRunner()

const api: EngineWorkerApi = {
  seat(index, port, reason) {
    pool.seat(index, port, reason)
    return Promise.resolve()
  },
  catalog: () => Promise.resolve(detectors.map(({ info, defaults }) => ({ info, defaults }))),
  formats: () => Promise.resolve(FORMATS),
  open: (input, options, onProgress) =>
    long(onProgress, async (host) => {
      session = null // what was open is forgotten before the next file needs its memory
      session = await Session.open(sourceOf(input), options, pool, host)
      return session.dataset.summary
    }),
  reopen: (options, onProgress) =>
    long(onProgress, async (host) => (await opened().reopen(options, host)).summary),
  async detect(request, onProgress) {
    return giveRanking(await long(onProgress, (host) => opened().detect(request, host)))
  },
  exportRows: (request, onProgress) => long(onProgress, (host) => exportFile(opened(), request, host)),
  async binned(column, spec) {
    const result = await short((host) => runWork(binColumn(columnOf(column), spec), host))
    return result.ok ? transfer(result, buffersOf(result.value)) : result
  },
  async scatter(request) {
    const result = await short((host) => {
      columnOf(request.x)
      columnOf(request.y)
      return runWork(scatterDensity(opened().dataset.read.table, request), host)
    })
    return result.ok ? transfer(result, buffersOf(result.value)) : result
  },
  rows: (rows) => short(() => opened().rows(rows)),
  details: (row) => short((host) => opened().details(row, host)),
  sortFlagged: (cut, column, descending) =>
    short((host) => opened().sortFlagged(cut, column, descending, host)),
  unreadable: (column, offset, limit) => short(() => opened().unreadable(column, offset, limit)),
  settings: (cut) => short(() => opened().settings(cut)),
  cancel,
  async close() {
    await cancel()
    session = null
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

/** Runs a call that answers soon; it pauses like the long ones, but nothing stops it. */
function short<T>(run: (host: CancellableHost) => T | Promise<T>): Promise<Result<T>> {
  return settled(() => run(createPausingHost(() => undefined)))
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

function columnOf(index: number) {
  const column = opened().dataset.read.table.columns[index]
  if (column === undefined)
    throw new FlagstoneError('unknown-column', `There is no column ${index + 1}.`, { column: index })
  return column
}

async function exportFile(from: Session, request: ExportRequest, host: CancellableHost): Promise<ExportFile> {
  const { what, cut, neutraliseFormulas: neutralise } = request
  // Each piece becomes a blob at once, so that the browser may keep it outside this worker's memory.
  const pieces: Blob[] = []
  const sink = (bytes: Uint8Array<ArrayBuffer>) => void pieces.push(new Blob([bytes]))
  const written =
    what === 'flagged'
      ? await from.writeFlagged(cut, neutralise, host, sink)
      : what === 'all'
        ? await from.writeAllRows(cut, neutralise, host, sink)
        : await from.writeTotals(cut, sink)
  return { ...written, blob: new Blob(pieces, { type: 'text/csv;charset=utf-8' }) }
}

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

function buffersOf(value: object): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>()
  for (const field of Object.values(value) as unknown[]) {
    if (ArrayBuffer.isView(field) && field.buffer instanceof ArrayBuffer) buffers.add(field.buffer)
  }
  return [...buffers]
}

/** Progress is told through a port of its own, which is closed with the call. */
function release(onProgress: (progress: Progress) => void): void {
  ;(onProgress as Remote<typeof onProgress>)[releaseProxy]()
}

whenStarted((port) => expose(api, port))
