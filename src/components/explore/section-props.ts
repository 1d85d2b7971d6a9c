import type { DatasetSummary, Ranking } from '../../workers/engine.api.ts'

/** What every part of the Explore screen gets. */
export interface SectionProps {
  readonly dataset: DatasetSummary
  /** Null while there is none: rows can be looked at before they are scored. */
  readonly ranking: Ranking | null
}
