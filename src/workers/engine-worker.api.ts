import type { ErrorReport } from '../analysis/errors.ts'
import type { EngineApi } from './engine.api.ts'

/** What the client asks the engine worker for, besides what the page asks the client for. */
export interface EngineWorkerApi extends EngineApi {
  /**
   * A pool worker can be reached through this port; null: the seat is empty. What waited for the
   * worker before is rejected with the reason.
   */
  seat(index: number, port: MessagePort | null, reason: ErrorReport | null): Promise<void>
}
