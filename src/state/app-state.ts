import type { ErrorReport } from '../analysis/errors.ts'
import type { DetectorInfo, DetectorParams } from '../analysis/detectors/detector.ts'
import type { DatasetSummary, Progress, Ranking } from '../workers/engine.api.ts'

export type Screen = 'overview' | 'review'

/** What the page knows. Everything derivable is a selector (`selectors.ts`), never a field. */
export interface AppState {
  /** The registry as the engine tells it; empty until the engine answered. */
  readonly catalog: readonly { readonly info: DetectorInfo; readonly defaults: DetectorParams }[]
  readonly dataset: DatasetSummary | null
  /** Scores and order of the current run; null while there is none. Replaced as a whole, never mutated. */
  readonly ranking: Ranking | null
  /** How many rows are flagged: with `ranking.order` the single source of truth of every linked view. */
  readonly cut: number
  /** Whether the user moved the cut (otherwise it is the default cut and is explained as such). */
  readonly cutIsDefault: boolean
  readonly selectedRow: number | null
  readonly detector: string
  readonly params: DetectorParams
  readonly seed: number
  /** Names of the source columns the user chose; null: chosen by role and content. */
  readonly features: readonly string[] | null
  readonly screen: Screen
  /** What is running, if anything. */
  readonly work: { readonly kind: 'reading' | 'detecting' | 'exporting'; readonly title: string; readonly progress: Progress | null } | null
  readonly error: ErrorReport | null
}
