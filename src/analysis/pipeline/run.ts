import type { Encoder } from '../features/encoder.ts'
import type { DetectorJob } from './host.ts'
import type { DetectRequest, Ranking } from './results.ts'

/** A finished run: its ranking, and what is needed to explain it. */
export interface Run {
  readonly request: DetectRequest
  readonly ranking: Ranking
  readonly job: DetectorJob
  readonly model: unknown
  /** How a row becomes what the model takes, for rows of this table or another one. */
  readonly encoder: Encoder
}
