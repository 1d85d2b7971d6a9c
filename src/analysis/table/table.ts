/**
 * A parsed file: typed columns of equal length, never row objects.
 * Every array has `rowCount` entries unless its comment says otherwise.
 */
export interface Table {
  readonly rowCount: number
  readonly columns: readonly Column[]
}

export type ColumnType = 'number' | 'datetime' | 'category' | 'text'

export type Column = NumberColumn | DatetimeColumn | CategoryColumn | TextColumn

export interface ColumnBase {
  readonly index: number
  /** Unique within the table; what the page, the command line and the exports show. */
  readonly name: string
  /** How the cells were read, in words and in a stable code (`integer`, `decimal-comma`, `day-first`, …). */
  readonly format: ColumnFormat
  /** Cells that are empty or spell a missing value (`NA`, `null`, `-` …). */
  readonly missing: number
  /** Cells that hold something which could not be read as the column's type; stored as missing, listed. */
  readonly unreadable: number
  /** Rows of the unreadable cells, ascending, at most the first 100,000; absent without any. */
  readonly unreadableRows?: Uint32Array
  /** The ways in which numbers or dates are written, most cells first; absent when there is only one. */
  readonly ways?: readonly WrittenWay[]
}

/** Cells of a column that are written alike, e.g. `with €` or `day first, slashes`. */
export interface WrittenWay {
  readonly label: string
  readonly example: string
  readonly cells: number
  /** Ascending, at most the first 100,000; empty where it is not known which rows they are. */
  readonly rows: Uint32Array
}

/** Numbers in the cell's own unit; NaN where missing or unreadable. ±∞ only where the file spells it. */
export interface NumberColumn extends ColumnBase {
  readonly type: 'number'
  readonly values: Float64Array
}

/** Milliseconds since 1970-01-01T00:00:00 UTC; NaN where missing or unreadable. */
export interface DatetimeColumn extends ColumnBase {
  readonly type: 'datetime'
  readonly values: Float64Array
}

/** Codes into `dictionary`, in order of first appearance; −1 where missing. */
export interface CategoryColumn extends ColumnBase {
  readonly type: 'category'
  readonly codes: Int32Array
  readonly dictionary: readonly string[]
}

/** Row r is the UTF-8 text bytes[offsets[r] .. offsets[r + 1]); empty where missing. */
export interface TextColumn extends ColumnBase {
  readonly type: 'text'
  readonly bytes: Uint8Array
  /** rowCount + 1 entries. */
  readonly offsets: Uint32Array
}

export interface ColumnFormat {
  /** Stable code, e.g. `integer`, `decimal-point`, `decimal-comma`, `percent`, `iso-date`, `day-first`, `boolean`, `category`, `text`. */
  readonly code: string
  /** For people, e.g. `day/month/year, 24-hour time`. */
  readonly label: string
  /** Said when another reading was possible, e.g. `03/04/2024 could also be month first`. */
  readonly ambiguity?: string
}
