import type { DatasetSummary, Ranking } from '../../workers/engine.api.ts'

/** What every part of the Evaluate screen gets. */
export interface EvaluateProps {
  readonly dataset: DatasetSummary
  readonly ranking: Ranking
}
