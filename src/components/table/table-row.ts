import type { DecisionLabel } from '../../analysis/decisions/decision.ts'

/** One row of the window that is on the screen. */
export interface TableRow {
  /** Position in the table, from 0. */
  readonly position: number
  /** Null while it is not known which row stands here. */
  readonly row: number | null
  readonly rank: number | null
  /** Rank, score and whether the row is flagged are kept back until it is decided. */
  readonly hidden: boolean
  readonly flagged: boolean
  readonly score: string
  /** What was decided about the row: its label, null with a note or a reason alone; undefined: nothing. */
  readonly decision: DecisionLabel | null | undefined
  /** Whether it is marked; null: rows are not marked here. */
  readonly marked: boolean | null
  /** Formatted, one per table column; null while they are fetched. */
  readonly cells: readonly TableCell[] | null
}

export interface TableCell {
  readonly text: string
  readonly missing: boolean
}
