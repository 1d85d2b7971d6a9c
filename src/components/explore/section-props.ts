import type { DatasetSummary, Ranking } from '../../workers/engine.api.ts'

/** What each part of the Explore screen is given. */
export interface SectionProps {
  readonly dataset: DatasetSummary
  /** Null while there is none: rows can be looked at before they are scored. */
  readonly ranking: Ranking | null
}
