import type { DetectorParams } from '../detectors/detector.ts'
import type { FeatureMatrix } from '../features/feature-matrix.ts'
import type { RunDetail } from '../run-context.ts'
import type { Work } from '../work.ts'
import type { Progress } from './results.ts'

/** What the engine gets from the door that it runs behind. */
export interface Host {
  /** Milliseconds from any fixed moment; only differences are used, and only for timings. */
  now(): number
  /**
   * Called between slices of work: lets waiting messages in when some time has passed since the last
   * pause, and throws `CancelledError` when the run was cancelled. Cheap when called often.
   */
  breathe(): Promise<void>
  progress(progress: Progress): void
}

/** How detectors are executed: in this thread, or by a pool of workers. Results do not depend on it. */
export interface Runner {
  /** Fits once, on the job's rows to fit on. The model is plain data. */
  fit(job: DetectorJob, onProgress: OnShare): Promise<unknown>
  /** (rows,) scores of all rows. Called after `fit` with the same job. */
  score(job: DetectorJob, model: unknown, onProgress: OnShare): Promise<Float32Array>
  /** rows.length × sources, row-major: see `Detector.explain`. */
  explain(job: DetectorJob, model: unknown, rows: Uint32Array): Promise<Float64Array>
  /** A model as bytes that can be kept; see `packRecord`. */
  pack(job: DetectorJob, model: unknown): Promise<Uint8Array<ArrayBuffer>>
  /** The model again, for `score` and `explain`; null where the bytes are not usable. They are given away. */
  unpack(job: DetectorJob, bytes: Uint8Array<ArrayBuffer>): Promise<unknown>
  /** The run is over: what was kept for it can go. The runner stays usable. */
  release(): void
}

export interface DetectorJob {
  readonly detector: string
  readonly params: DetectorParams
  readonly seed: number
  readonly x: FeatureMatrix
  /** Rows of `x` that the detector is fitted on, ascending; null: all of them. */
  readonly fitRows: Uint32Array | null
}

/** `done` of `total`; `done` never decreases. */
export type OnShare = (done: number, total: number, detail?: RunDetail) => void

/**
 * Runs a sliced computation, pausing between slices as the host wants.
 *
 * @param label what is being done; given, the shares that the computation yields are told as progress
 */
export async function runWork<T>(work: Work<T>, host: Host, label?: string): Promise<T> {
  for (;;) {
    const step = work.next()
    if (step.done === true) return step.value
    if (label !== undefined && step.value !== undefined)
      host.progress({ label, done: step.value, total: 1, unit: 'steps' })
    await host.breathe()
  }
}
