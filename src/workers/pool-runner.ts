import { proxy, transfer, wrap, type Remote } from 'comlink'
import { CancelledError, type ErrorReport } from '../analysis/errors.ts'
import { sliceRows, type FeatureMatrix } from '../analysis/features/feature-matrix.ts'
import { gatherRows, matrixToFit, type JobSettings } from '../analysis/pipeline/detector-jobs.ts'
import type { DetectorJob, OnShare, Runner } from '../analysis/pipeline/host.ts'
import type { Result } from './engine.api.ts'
import { errorOf } from './error-report.ts'
import type { PoolApi } from './pool.api.ts'

/** Rows per block: some 30–60 ms of scoring, so that the pool finishes together and progress is smooth. */
const BLOCK_ROWS = 1 << 15

/** One pool worker as the engine sees it. */
interface Seat {
  readonly remote: Remote<PoolApi>
  readonly port: MessagePort
  /** The run whose model it holds, and whether it holds the matrix too. */
  run: object | null
  hasMatrix: boolean
  /** Work is queued behind this. */
  tail: Promise<unknown>
  /** Rejects what waits for this worker when it is gone. */
  readonly gone: Promise<never>
  readonly lose: (cause: Error) => void
}

export interface PoolRunner extends Runner {
  /** A new worker takes seat `index`, or none; what waited for the one before is rejected with the reason. */
  seat(index: number, port: MessagePort | null, reason: ErrorReport | null): void
}

/** Runs detectors in pool workers, block by block; whoever is free takes the next block. */
export function createPoolRunner(): PoolRunner {
  const seats: (Seat | undefined)[] = []
  /** One object per fitted model: what a seat holds is compared by identity. */
  const runs = new WeakMap<object, object>()

  function seat(index: number, port: MessagePort | null, reason: ErrorReport | null): void {
    const before = seats[index]
    before?.lose(reason === null ? new CancelledError() : errorOf(reason))
    before?.port.close()
    seats[index] = undefined
    if (port === null) return
    let lose: (cause: Error) => void = () => undefined
    const gone = new Promise<never>((_, reject) => (lose = reject))
    gone.catch(() => undefined)
    seats[index] = {
      remote: wrap<PoolApi>(port),
      port,
      run: null,
      hasMatrix: false,
      tail: Promise.resolve(),
      gone,
      lose,
    }
  }

  function first(): Seat {
    const seat = seats.find((candidate) => candidate !== undefined)
    if (seat === undefined) throw new Error('the pool has no worker')
    return seat
  }

  /** Queues a call behind what the worker already does; settles even when the worker never answers. */
  function ask<T>(seat: Seat, call: (remote: Remote<PoolApi>) => Promise<T>): Promise<T> {
    const answer = Promise.race([seat.tail.then(() => call(seat.remote)), seat.gone])
    seat.tail = answer.catch(() => undefined)
    return answer
  }

  /**
   * Asks a worker that holds the run's model. Giving it the model and asking are one turn in its queue, so
   * that a call about another run (a row of the last result, looked at meanwhile) cannot come between.
   */
  function askModel<T>(
    seat: Seat,
    run: object,
    job: JobSettings,
    model: unknown,
    call: (remote: Remote<PoolApi>) => Promise<T>,
  ): Promise<T> {
    return ask(seat, async (remote) => {
      if (seat.run !== run) {
        seat.run = null
        seat.hasMatrix = false
        await remote.hold({ job, matrix: null, model })
        seat.run = run
      }
      return await call(remote)
    })
  }

  async function fit(job: DetectorJob, onProgress: OnShare): Promise<unknown> {
    const seat = first()
    const run = {}
    const { x, fitRows, ...settings } = job
    // A part is gathered for the fit and is nobody else's; the whole is kept where it is fitted, to be scored there.
    const { matrix, transfers } = fitRows === null ? detached(x) : parcel(matrixToFit(job))
    const fitted = await ask<Result<unknown>>(seat, async (remote) => {
      seat.run = null
      seat.hasMatrix = false
      await remote.hold(transfer({ job: settings, matrix, model: null }, transfers))
      const result = await remote.fit(proxy(onProgress))
      if (fitRows !== null) await remote.releaseMatrix()
      seat.run = run
      seat.hasMatrix = fitRows === null
      return result
    })
    const model = unwrap(fitted)
    if (typeof model === 'object' && model !== null) runs.set(model, run)
    return model
  }

  async function score(job: DetectorJob, model: unknown, onProgress: OnShare): Promise<Float32Array> {
    const { x, ...settings } = withoutFitRows(job)
    const run = runOf(model)
    const scores = new Float32Array(x.rowCount)
    let next = 0
    let done = 0
    const serve = async (seat: Seat): Promise<void> => {
      while (next < x.rowCount) {
        const start = next
        const end = Math.min(start + BLOCK_ROWS, x.rowCount)
        next = end
        const block = await askModel(seat, run, settings, model, (remote) =>
          scoreRows(remote, seat, x, start, end),
        )
        scores.set(unwrap(block), start)
        done += end - start
        onProgress(done, x.rowCount)
      }
    }
    first() // throws when nobody is there to score
    try {
      await Promise.all(seats.filter((seat) => seat !== undefined).map(serve))
    } finally {
      next = x.rowCount // after a failure nobody takes another block
    }
    return scores
  }

  async function explain(job: DetectorJob, model: unknown, rows: Uint32Array): Promise<Float64Array> {
    const { x, ...settings } = withoutFitRows(job)
    const seat = first()
    const { matrix, transfers } = gathered(x, rows)
    const contributions = await askModel<Result<Float64Array>>(
      seat,
      runOf(model),
      settings,
      model,
      (remote) => remote.explainBlock(transfer(matrix, transfers)),
    )
    return unwrap(contributions)
  }

  async function pack(job: DetectorJob, model: unknown): Promise<Uint8Array<ArrayBuffer>> {
    const settings = settingsOf(job)
    const packed = await askModel<Result<Uint8Array<ArrayBuffer>>>(
      first(),
      runOf(model),
      settings,
      model,
      (remote) => remote.pack(),
    )
    return unwrap(packed)
  }

  async function unpack(job: DetectorJob, bytes: Uint8Array<ArrayBuffer>): Promise<unknown> {
    const given = transfer(bytes, [bytes.buffer])
    return unwrap(await ask<Result<unknown>>(first(), (remote) => remote.unpack(settingsOf(job), given)))
  }

  function release(): void {
    for (const seat of seats) {
      if (seat?.hasMatrix !== true) continue
      seat.hasMatrix = false
      void ask(seat, (remote) => remote.releaseMatrix()).catch(() => undefined)
    }
  }

  function runOf(model: unknown): object {
    if (typeof model !== 'object' || model === null) return {}
    const run = runs.get(model) ?? {}
    runs.set(model, run)
    return run
  }

  return { seat, fit, score, explain, pack, unpack, release }
}

/** A worker that scores needs no word of the rows that were fitted. */
function withoutFitRows({ detector, params, seed, x }: DetectorJob): Omit<DetectorJob, 'fitRows'> {
  return { detector, params, seed, x }
}

function settingsOf({ detector, params, seed }: DetectorJob): JobSettings {
  return { detector, params, seed }
}

function scoreRows(
  remote: Remote<PoolApi>,
  seat: Seat,
  x: FeatureMatrix,
  start: number,
  end: number,
): Promise<Result<Float32Array>> {
  if (seat.hasMatrix) return remote.scoreHeld(start, end)
  const { matrix, transfers } = detached(sliceRows(x, start, end))
  return remote.scoreBlock(transfer(matrix, transfers))
}

interface Parcel {
  readonly matrix: FeatureMatrix
  readonly transfers: ArrayBuffer[]
}

/** Columns to send: shared memory goes as it is, everything else as copies that can be given away. */
function detached(x: FeatureMatrix): Parcel {
  const columns = x.columns.map((column) => (column.buffer instanceof ArrayBuffer ? column.slice() : column))
  return parcel({ ...x, columns })
}

function gathered(x: FeatureMatrix, rows: Uint32Array): Parcel {
  return parcel(gatherRows(x, rows))
}

function parcel(matrix: FeatureMatrix): Parcel {
  const transfers = matrix.columns
    .map((column) => column.buffer)
    .filter((buffer) => buffer instanceof ArrayBuffer)
  return { matrix, transfers }
}

function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw errorOf(result.error)
  return result.value
}
