import type { DatasetSummary, Ranking } from '../../workers/engine.api.ts'

/** What every part beneath the plots of the Review screen is given. */
export interface ReviewTabProps {
  readonly dataset: DatasetSummary
  readonly ranking: Ranking
}
