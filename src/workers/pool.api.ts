/** The boundary between the engine worker and one pool worker, as types. */
import type { FeatureMatrix } from '../analysis/features/feature-matrix.ts'
import type { JobSettings } from '../analysis/pipeline/detector-jobs.ts'
import type { OnShare } from '../analysis/pipeline/host.ts'
import type { Result } from './engine.api.ts'

/**
 * A pool worker runs one detector job at a time and hears nothing meanwhile: it is stopped by being
 * terminated. It holds what was given for one run until it is given another or told to let go.
 */
export interface PoolApi {
  /** Fits on the held matrix; the model is held too. */
  fit(onProgress: OnShare): Promise<Result<unknown>>
  /** Takes in the run's detector, and the whole matrix or the model where the next calls need them. */
  hold(held: Held): Promise<void>
  /** Scores rows [start, end) of the held matrix. */
  scoreHeld(start: number, end: number): Promise<Result<Float32Array>>
  /** Scores the rows of a block that was sent along. */
  scoreBlock(block: FeatureMatrix): Promise<Result<Float32Array>>
  /** Contributions of every row of a block that was sent along. */
  explainBlock(block: FeatureMatrix): Promise<Result<Float64Array>>
  /** The held model as bytes that can be kept. */
  pack(): Promise<Result<Uint8Array<ArrayBuffer>>>
  /** A model out of such bytes; null where they are not usable. What is held stays. */
  unpack(job: JobSettings, bytes: Uint8Array<ArrayBuffer>): Promise<Result<unknown>>
  /** Lets the matrix go; the model stays for explanations. */
  releaseMatrix(): Promise<void>
}

export interface Held {
  readonly job: JobSettings
  readonly matrix: FeatureMatrix | null
  readonly model: unknown
}
