import { detectors } from '../src/analysis/detectors/registry.ts'
import type { FeatureMatrix } from '../src/analysis/features/feature-matrix.ts'
import type { DetectorJob, Runner } from '../src/analysis/pipeline/host.ts'
import { uniform } from '../e2e/data.ts'

export interface ScoringTime {
  /** Fastest of the runs. */
  readonly milliseconds: number
  /** FNV-1a over the bits of all scores: equal scores, equal checksum. */
  readonly checksum: string
}

/** The default detector on rows × features of roughly normal values from a seed. */
export function scoringJob(rows: number, features: number): DetectorJob {
  const next = uniform(1)
  const columns = Array.from({ length: features }, () =>
    Float32Array.from({ length: rows }, () => next() + next() + next() + next() - 2),
  )
  const x: FeatureMatrix = {
    rowCount: rows,
    columns,
    names: columns.map((_, c) => `f${c}`),
    sourceOf: Int32Array.from(columns, (_, c) => c),
    sources: columns.map((_, column) => ({ column, name: `f${column}`, weight: 1 })),
  }
  const forest = detectors.find(({ info }) => info.id === 'iforest')
  if (!forest) throw new Error('there is no detector iforest')
  return { detector: 'iforest', params: forest.defaults, seed: 1, x, fitRows: null }
}

/** Fits once and scores `runs` times through a runner of the product. */
export async function timeScoring(runner: Runner, job: DetectorJob, runs: number): Promise<ScoringTime> {
  const model = await runner.fit(job, () => undefined)
  let milliseconds = Infinity
  let checksum = ''
  for (let run = 0; run < runs; run++) {
    const started = performance.now()
    const scores = await runner.score(job, model, () => undefined)
    milliseconds = Math.min(milliseconds, performance.now() - started)
    checksum = checksumOf(scores)
  }
  return { milliseconds, checksum }
}

function checksumOf(scores: Float32Array): string {
  const bytes = new Uint8Array(scores.buffer, scores.byteOffset, scores.byteLength)
  let hash = 0x811c9dc5
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}
