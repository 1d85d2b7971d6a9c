import type { DatasetSummary, Ranking } from '../../../workers/engine.api.ts'

/** What every way to draw the line is given. */
export interface ThresholdWayProps {
  readonly ranking: Ranking
  readonly dataset: DatasetSummary
}
