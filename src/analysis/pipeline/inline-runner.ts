import { sliceRows } from '../features/feature-matrix.ts'
import { explainDetector, fitDetector, matrixToFit, scoreDetector } from './detector-jobs.ts'
import type { Runner } from './host.ts'
import { packRecord, unpackRecord } from './kept-model.ts'

/** Rows scored between two words of progress. */
const BLOCK_ROWS = 1 << 16

/** Runs detectors in the calling thread: the command line's way, and the twin that the pool is tested against. */
export function createInlineRunner(): Runner {
  return {
    fit: (job, onProgress) => fitDetector(job, matrixToFit(job), onProgress),
    async score(job, model, onProgress) {
      const rows = job.x.rowCount
      const scores = new Float32Array(rows)
      for (let start = 0; start < rows; start += BLOCK_ROWS) {
        const end = Math.min(start + BLOCK_ROWS, rows)
        const block = await scoreDetector(job, model, sliceRows(job.x, start, end), () => undefined)
        scores.set(block, start)
        onProgress(end, rows)
      }
      return scores
    },
    explain: (job, model, rows) => explainDetector(job, model, job.x, rows),
    pack: packRecord,
    unpack: unpackRecord,
    release: () => undefined,
  }
}
