import { logHead } from '../analysis/decisions/decision-log.ts'
import type { ExportContext } from '../workers/engine.api.ts'
import type { AppState } from './app-state.ts'
import type { ReviewState } from './review-state.ts'

/** What an export says of the decision log; null while nothing was decided. */
export function exportedLog({ log, decided }: ReviewState): ExportContext['log'] {
  const none = decided.decisions.size === 0 && !log.some(({ action }) => action.kind !== 'file')
  return none ? null : { head: logHead(log), entries: log.length }
}

/** Enough to tell logs apart; as in the names of other exports. */
const LOG_DIGITS = 16

/** What a file's name says of figures of flagged rows whose order decisions have changed; empty where none did. */
export function logMark({ ranking, review }: Pick<AppState, 'ranking' | 'review'>): string {
  const log = ranking?.learned === undefined ? null : exportedLog(review)
  return log === null ? '' : `-log-${log.head.slice(0, LOG_DIGITS)}`
}
