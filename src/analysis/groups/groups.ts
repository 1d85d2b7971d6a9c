import type { FeatureMatrix } from '../features/feature-matrix.ts'
import type { ColumnStatistics } from '../profile/summarise.ts'
import type { ColumnRole } from '../settings.ts'
import type { Table } from '../table/table.ts'

/** What flagged rows are grouped by. */
export interface GroupInput {
  readonly table: Table
  readonly statistics: readonly ColumnStatistics[]
  readonly roles: readonly { readonly role: ColumnRole }[]
  readonly amountColumn: number | null
  readonly sources: FeatureMatrix['sources']
  /** Flagged rows, most anomalous first, at most `MOST_GROUPED`. */
  readonly rows: Uint32Array
  /** rows × sources, row-major: why the detector scores them as it does. */
  readonly contributions: Float64Array
  /** The same of some rows that are not flagged: what is usual. */
  readonly ordinary: Float64Array
  /** Of numbers; leave it out for exports. */
  readonly locale?: string
}

/** Flagged rows put together by why they stand out: plain data. */
export interface FlaggedGroups {
  /** Rows that were looked at: the most anomalous ones where more are flagged than can be. */
  readonly lookedAt: number
  readonly flagged: number
  /** The largest first. */
  readonly groups: readonly RowGroup[]
  /** Rows that are like too few others to be a group, most anomalous first. */
  readonly own: Uint32Array
  /** How clearly the groups part, −1 … 1: the mean silhouette. */
  readonly silhouette: number
}

export interface RowGroup {
  /** Row indices, most anomalous first. */
  readonly rows: Uint32Array
  /** The sum of the amount column over them; null without one. */
  readonly amount: number | null
  /** E.g. `Amount high (1,200–9,800) and Hour at night (01:00–04:59), mostly Merchant m17`. */
  readonly sentence: string
  /** The columns that explain most of why these rows stand out, the strongest first. */
  readonly reasons: readonly GroupReason[]
  /** What most of them have in common far beyond chance, what tells them apart from other flagged rows first. */
  readonly shared: readonly GroupValue[]
}

export interface GroupReason {
  readonly column: number
  readonly name: string
  /** E.g. `high`, `at night`, `m17`, `unusual`. */
  readonly words: string
  /** The cells in the column's own units, e.g. `1,200–9,800`; empty where the words say all. */
  readonly range: string
  /** The mean part of the rows' reasons that is this column's, 0 … 1. */
  readonly share: number
  /** The same of the other flagged rows. */
  readonly others: number
}

export interface GroupValue {
  readonly column: number
  readonly name: string
  readonly kind: 'value' | 'hour' | 'day'
  readonly text: string
  /** E.g. `at night`; empty where the text says all. */
  readonly words: string
  /** Rows of the group that have it. */
  readonly count: number
  /** Shares of the group, of the other flagged rows and of all rows that have it, 0 … 1. */
  readonly share: number
  readonly others: number
  readonly all: number
}

/** More flagged rows than this are not put into groups: the most anomalous ones are. */
export const MOST_GROUPED = 4000

/** Fewer rows than this that are alike are no group. */
export const LEAST_GROUP = 3
