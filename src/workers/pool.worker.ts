import './network-lockdown.ts'
import { expose, transfer } from 'comlink'
import { sliceRows, type FeatureMatrix } from '../analysis/features/feature-matrix.ts'
import { explainDetector, fitDetector, scoreDetector } from '../analysis/pipeline/detector-jobs.ts'
import { packRecord, unpackRecord } from '../analysis/pipeline/kept-model.ts'
import type { Result } from './engine.api.ts'
import { settled } from './error-report.ts'
import type { Held, PoolApi } from './pool.api.ts'
import { throttled } from './throttled.ts'
import { whenStarted } from './worker-start.ts'

/** A detector runs here and nowhere else, so that it can be stopped by ending this thread. */
let held: Held | null = null

const api: PoolApi = {
  hold(next) {
    held = next
    return Promise.resolve()
  },
  fit(onProgress) {
    return settled(async () => {
      const { job, matrix } = needMatrix()
      const model = await fitDetector(job, matrix, throttled(onProgress))
      held = { job, matrix, model }
      return model
    })
  },
  async scoreHeld(start, end) {
    return give(
      await settled(() => {
        const { job, model, matrix } = needMatrix()
        return scoreDetector(job, model, sliceRows(matrix, start, end), ignore)
      }),
    )
  },
  async scoreBlock(block) {
    return give(
      await settled(() => {
        const { job, model } = need()
        return scoreDetector(job, model, block, ignore)
      }),
    )
  },
  async explainBlock(block) {
    return give(
      await settled(() => {
        const { job, model } = need()
        return explainDetector(job, model, block, everyRow(block.rowCount))
      }),
    )
  },
  async pack() {
    return give(
      await settled(() => {
        const { job, model } = need()
        return packRecord(job, model)
      }),
    )
  },
  unpack: (job, bytes) => settled(() => unpackRecord(job, bytes)),
  releaseMatrix() {
    if (held) held = { ...held, matrix: null }
    return Promise.resolve()
  },
}

function need(): Held {
  if (held === null) throw new Error('the pool worker was given no run')
  return held
}

function needMatrix(): Held & { readonly matrix: FeatureMatrix } {
  const { matrix, ...rest } = need()
  if (matrix === null) throw new Error('the pool worker holds no matrix')
  return { ...rest, matrix }
}

/** Results are given away, not copied. */
function give<T extends Float32Array | Float64Array | Uint8Array>(result: Result<T>): Result<T> {
  return result.ok && result.value.buffer instanceof ArrayBuffer
    ? transfer(result, [result.value.buffer])
    : result
}

function ignore(): void {
  // Progress of scoring is told per block by whoever hands out the blocks.
}

function everyRow(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, row) => row)
}

whenStarted((port) => expose(api, port))
