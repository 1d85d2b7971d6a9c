import { loadRegistry } from '../detectors/load-registry.ts'
import { rowsToFit, type FeatureMatrix } from '../features/feature-matrix.ts'
import { createRng } from '../math/rng.ts'
import type { Rng, RunContext } from '../run-context.ts'
import type { DetectorJob, OnShare } from './host.ts'

/** Streams of the run's generator: fitting, scoring and explaining never share draws. */
const FIT_STREAM = 0
const SCORE_STREAM = 1
const EXPLAIN_STREAM = 2

/** What a detector job needs besides the matrix. */
export type JobSettings = Omit<DetectorJob, 'x' | 'fitRows'>

/**
 * Fits a detector: the one place where a fit happens, whatever the door.
 *
 * @param x finite feature matrix of the rows to fit on; not changed
 * @returns the model, plain data
 * @throws UsageError when there is no such detector or its parameters do not fit
 */
export async function fitDetector(job: JobSettings, x: FeatureMatrix, onProgress: OnShare): Promise<unknown> {
  const { findDetector } = await loadRegistry()
  return findDetector(job.detector).fit(x, job.params, contextOf(job.seed, FIT_STREAM, onProgress))
}

/**
 * Scores rows with a fitted model; any cut of the rows into blocks gives the same scores.
 *
 * @returns (x.rowCount,) higher = more anomalous
 */
export async function scoreDetector(
  job: JobSettings,
  model: unknown,
  x: FeatureMatrix,
  onProgress: OnShare,
): Promise<Float32Array> {
  const { findDetector } = await loadRegistry()
  return findDetector(job.detector).score(model, x, contextOf(job.seed, SCORE_STREAM, onProgress))
}

/** Contributions per source column, rows.length × sources, row-major. */
export async function explainDetector(
  job: JobSettings,
  model: unknown,
  x: FeatureMatrix,
  rows: Uint32Array,
): Promise<Float64Array> {
  const { findDetector } = await loadRegistry()
  return findDetector(job.detector).explain(
    model,
    x,
    rows,
    contextOf(job.seed, EXPLAIN_STREAM, () => undefined),
  )
}

/** The matrix that a job's detector is fitted on. Cost: rows × columns where only some rows are. */
export function matrixToFit({ x, fitRows }: DetectorJob): FeatureMatrix {
  return fitRows === null ? x : rowsToFit(x, fitRows)
}

/** The generator that a detector's fit gets, for whoever fits in slices. */
export function fitRng(seed: number): Rng {
  return createRng(seed).fork(FIT_STREAM)
}

/** Whoever runs a detector stops it by ending its thread: there is nothing to check in between. */
function contextOf(seed: number, stream: number, progress: OnShare): RunContext {
  return { rng: createRng(seed).fork(stream), progress, checkpoint: () => undefined }
}

/** The given rows of the matrix as a matrix of their own, for work on a few rows elsewhere. */
export function gatherRows(x: FeatureMatrix, rows: Uint32Array): FeatureMatrix {
  const columns = x.columns.map((column) => {
    const picked = new Float32Array(rows.length)
    for (let i = 0; i < rows.length; i++) picked[i] = column[rows[i]!]!
    return picked
  })
  const { names, sourceOf, sources } = x
  return { rowCount: rows.length, columns, names, sourceOf, sources }
}
