import type { PlantedRanks } from '../analysis/compare/planted/planted-recall.ts'
import type { DetectorParams } from '../analysis/detectors/detector.ts'
import type {
  ComparedRanking,
  DetectRequest,
  PlantedRound,
  Progress,
  Ranking,
} from '../workers/engine.api.ts'

/** A detector that was chosen to be compared, until its ranking is there. */
export interface ComparisonJob {
  readonly request: DetectRequest
  readonly state: 'waiting' | 'running' | 'failed' | 'stopped'
  readonly progress: Progress | null
  /** Why it failed, for people. */
  readonly problem: string | null
}

/** Rankings of the page's detector with other seeds. */
export interface SeedRuns {
  /** What they belong to. */
  readonly ranking: Ranking
  readonly wanted: number
  /** The seeds whose orders are there, the ranking's own first. */
  readonly seeds: readonly number[]
  /** Per seed: the first rows of its order, all of one length. */
  readonly orders: readonly Uint32Array[]
}

/** What a detector found of planted anomalies. */
export interface PlantedRun {
  readonly detector: string
  readonly params: DetectorParams
  readonly seed: number
  readonly rounds: number
  readonly perKind: number
  readonly kinds: readonly PlantedRanks[]
  readonly leftOut: PlantedRound['leftOut']
}

/** What the page knows of other rankings of the same rows. */
export interface CompareState {
  /** Beside the page's own ranking, in the order in which they came. */
  readonly runs: readonly ComparedRanking[]
  readonly jobs: readonly ComparisonJob[]
  /** What was let go, and why: a sentence. */
  readonly dropped: string | null
  readonly seedRuns: SeedRuns | null
  /** One per detector and parameters. */
  readonly planted: readonly PlantedRun[]
}

export const noComparison: CompareState = {
  runs: [],
  jobs: [],
  dropped: null,
  seedRuns: null,
  planted: [],
}
