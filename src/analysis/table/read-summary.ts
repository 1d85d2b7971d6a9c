import type { ColumnRole, Encoding } from '../settings.ts'
import type { ColumnFormat, ColumnType } from './table.ts'

/** How the file was read and what did not fit: everything the page and `inspect --json` tell about it. */
export interface ReadSummary {
  readonly encoding: Encoding
  readonly delimiter: string
  readonly quote: string
  readonly header: boolean
  /** Lines before the header or first row that were left out. */
  readonly skippedLines: number
  /** Rows of cells under the header. */
  readonly rowsRead: number
  /** Data lines that did not become rows, by reason. */
  readonly rowsSkipped: readonly {
    readonly reason: string
    readonly count: number
    readonly firstLines: readonly number[]
  }[]
  readonly raggedShort: number
  readonly raggedLong: number
  /** Set when only a uniform random sample was read. */
  readonly sampledFrom?: number
  readonly warnings: readonly ReadWarning[]
}

export interface ReadWarning {
  readonly code: string
  /** A sentence: what, where, what to do. */
  readonly message: string
  readonly column?: string
}

export interface ColumnSummary {
  readonly index: number
  readonly name: string
  readonly type: ColumnType
  readonly role: ColumnRole
  /** Why it has this role, a short sentence part, e.g. `unique text in every row`. */
  readonly roleReason: string
  readonly format: ColumnFormat
  readonly example: string
  readonly missing: number
  readonly unreadable: number
  /** Distinct non-missing values; exact up to a limit of the implementation, then a lower bound with `distinctIsLowerBound`. */
  readonly distinct: number
  readonly distinctIsLowerBound: boolean
  /** For numbers and datetimes (epoch ms), over non-missing finite values. */
  readonly min: number | null
  readonly max: number | null
  readonly mean: number | null
  readonly median: number | null
}
