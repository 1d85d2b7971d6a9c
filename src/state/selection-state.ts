import type { Predicate, RowMask } from '../analysis/select/predicate.ts'

/** One part of the selection, shown as a chip: rows are selected that pass every clause. */
export interface Clause {
  /** New whenever the predicate changes. */
  readonly id: number
  /** The view it was made in, which goes on showing all rows; null for a filter of no view. */
  readonly source: string | null
  readonly predicate: Predicate
  /** What the chip says; null: told from the predicate. */
  readonly label: string | null
}

/** The rows that pass, as the engine worked them out for `clauses`. */
export interface Selection {
  readonly clauses: readonly Clause[]
  /** (rows,) 1 or 0. */
  readonly all: RowMask
  readonly count: number
  /** By source: rows that pass every other source's clauses; null: there are no others. */
  readonly without: ReadonlyMap<string, RowMask | null>
}

export interface SelectionState {
  readonly clauses: readonly Clause[]
  /** What the views show; lags behind `clauses` while the engine works. Null: every row. */
  readonly selection: Selection | null
  /** Clauses before and after the present ones, for undo and redo. */
  readonly past: readonly (readonly Clause[])[]
  readonly future: readonly (readonly Clause[])[]
  /** Only flagged rows count as selected. */
  readonly flaggedOnly: boolean
  /** The engine is working the selection out. */
  readonly selecting: boolean
  /** The list of selected rows at the bottom is open. */
  readonly rowsShown: boolean
}

export const noSelection: SelectionState = {
  clauses: [],
  selection: null,
  past: [],
  future: [],
  flaggedOnly: false,
  selecting: false,
  rowsShown: false,
}
