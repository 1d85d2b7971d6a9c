/** Which rows are meant, as plain data: what a brush, a chip, a finding or a search says. */
export type Predicate =
  /** low ≤ value < high of a number or datetime column (epoch ms); `closed` includes high. ±Infinity: no end. */
  | {
      readonly kind: 'range'
      readonly column: number
      readonly low: number
      readonly high: number
      readonly closed?: boolean
    }
  /** The cell is one of these texts (category and text columns), or with `not` none of them; missing cells are never meant. */
  | {
      readonly kind: 'values'
      readonly column: number
      readonly values: readonly string[]
      readonly not?: boolean
    }
  /** The cell is missing, or with `not` present. */
  | { readonly kind: 'missing'; readonly column: number; readonly not?: boolean }
  /** Any set of rows. */
  | { readonly kind: 'rows'; readonly rows: Uint32Array }
  /** low ≤ score ≤ high of the latest run; `open` leaves high out. */
  | { readonly kind: 'score'; readonly low: number; readonly high: number; readonly open?: boolean }
  /** from ≤ row < to, in the file's order. */
  | { readonly kind: 'row-range'; readonly from: number; readonly to: number }
  /** Recurring times of a datetime column in UTC: weekday 0 is Monday, month 0 January. An absent list means every one. */
  | {
      readonly kind: 'calendar'
      readonly column: number
      readonly weekdays?: readonly number[]
      readonly hours?: readonly number[]
      readonly months?: readonly number[]
      /** 1 … 31 */
      readonly monthDays?: readonly number[]
    }
  /** Some cell of the row, as the file has it, contains this text; letter case does not matter, and “−” finds “-” too. */
  | { readonly kind: 'text'; readonly text: string }
  /** Every one of these. */
  | { readonly kind: 'all'; readonly of: readonly Predicate[] }
  /** At least one of these, or with `not` none of them. */
  | { readonly kind: 'any'; readonly of: readonly Predicate[]; readonly not?: boolean }

/** One part of a selection: the rows that pass are those that pass every clause. */
export interface SelectClause {
  /** Changes whenever the predicate does: what was worked out for an id is kept. */
  readonly id: number
  /** The view that it came from, which does not answer it; null for a filter of no view. */
  readonly source: string | null
  readonly predicate: Predicate
}

/** Rows that pass, one byte per row: 1 or 0. */
export type RowMask = Uint8Array

export interface SelectedRows {
  /** Rows that pass every clause. */
  readonly all: RowMask
  readonly count: number
  /** For each source of a clause: rows that pass the clauses of every other source; null: there are no others. */
  readonly without: readonly { readonly source: string; readonly mask: RowMask | null }[]
}
