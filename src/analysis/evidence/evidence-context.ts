import type { Dataset } from '../pipeline/dataset.ts'
import type { Run } from '../pipeline/run.ts'
import type { Host, Runner } from '../pipeline/host.ts'

/** What the evidence on a row is drawn from: the open file, its latest run, and where detectors run. */
export interface EvidenceContext {
  readonly dataset: Dataset
  /** With the order that the page shows, which may have been learned from decisions. */
  readonly run: Run
  /** As the detector made it. */
  readonly own: Run
  readonly runner: Runner
  readonly host: Host
}
