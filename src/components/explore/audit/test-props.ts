import type { SectionProps } from '../sections.ts'
import type { AuditRequests, AuditSettings, ChangeSettings } from './audit-settings.ts'

/** What every test gets. */
export interface TestProps extends SectionProps {
  readonly settings: AuditSettings
  readonly requests: AuditRequests
  readonly change: ChangeSettings
}
