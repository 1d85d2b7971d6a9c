import { NO_DECISIONS, type DecisionState } from '../analysis/decisions/decision-state.ts'
import type { LogEntry } from '../analysis/decisions/decision-log.ts'

/** What stands beneath the plots of the Review screen. */
export type ReviewTab = 'flagged' | 'groups' | 'learning' | 'decisions'

/** Decisions on the rows of the open file, and who makes them. */
export interface ReviewState {
  /** SHA-256 of the open file's bytes, in hex; null while it is being worked out. */
  readonly fileHash: string | null
  /** Everything that was done, append-only: `decided` is what it comes to. */
  readonly log: readonly LogEntry[]
  readonly decided: DecisionState
  /** The name as typed; it outlives the file. */
  readonly reviewer: string
  /** What a decision may give as its reason; the list outlives the file. */
  readonly reasonCodes: readonly string[]
  /** Whether random checks are to be reviewed without knowing what they are. */
  readonly blind: boolean
  readonly tab: ReviewTab
}

export const noReview: ReviewState = {
  fileHash: null,
  log: [],
  decided: NO_DECISIONS,
  reviewer: '',
  reasonCodes: [
    'Duplicate',
    'Wrong amount',
    'Unknown counterparty',
    'Unusual time',
    'Expected, seasonal',
    'Data error',
  ],
  blind: true,
  tab: 'flagged',
}

/** What of it goes on with another file. */
export function keptReview({ reviewer, reasonCodes, blind }: ReviewState): ReviewState {
  return { ...noReview, reviewer, reasonCodes, blind }
}
