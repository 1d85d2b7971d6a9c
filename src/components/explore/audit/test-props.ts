import type { DatasetSummary, Ranking } from '../../../workers/engine.api.ts'
import type { AuditRequests, AuditSettings, ChangeSettings } from './audit-settings.ts'

/** What every test gets. */
export interface TestProps {
  readonly dataset: DatasetSummary
  /** Null while there is none: nothing is flagged then. */
  readonly ranking: Ranking | null
  readonly settings: AuditSettings
  readonly requests: AuditRequests
  readonly change: ChangeSettings
}
