import type { DecisionLabel } from '../analysis/decisions/decision.ts'
import { NO_MARKS, type RowMarks } from './row-marks.ts'

/** Which rows of the queue are listed. All but `all` and `undecided` list decided rows wherever they rank now. */
export type QueueFilter = 'all' | 'undecided' | 'decided' | DecisionLabel

export interface MarkedDraft {
  readonly reason: string | null
  readonly note: string
}

const NO_DRAFT: MarkedDraft = { reason: null, note: '' }

/** The queue is what is to be reviewed: the flagged rows and those drawn beside them, as the user looks at it. */
export interface QueueState {
  readonly filter: QueueFilter
  /** Rows marked to be decided together. */
  readonly marked: RowMarks
  /** Where a range of marks begins: the row that was marked last. */
  readonly anchor: number | null
  /** What the marked rows get beside their label. */
  readonly draft: MarkedDraft
  /** Rows below the line that are to be reviewed too, e.g. drawn at random; those above it are listed once. */
  readonly drawn: readonly number[]
  /** Where drawn rows stand among the flagged ones, on the scale of the rank; none: after them. */
  readonly places: ReadonlyMap<number, number>
  /** Whether drawn rows are reviewed blind now: what tells of a row's score is hidden until it is decided. */
  readonly blind: boolean
}

/** No marks, and nothing that is meant for them. */
export const noMarks = { marked: NO_MARKS, anchor: null, draft: NO_DRAFT } as const

export const noQueue: QueueState = { filter: 'all', ...noMarks, drawn: [], places: new Map(), blind: false }
