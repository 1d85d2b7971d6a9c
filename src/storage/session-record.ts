import type { LogEntry } from '../analysis/decisions/decision-log.ts'
import type { RowCondition } from '../analysis/preprocess/row-condition.ts'
import type { Settings } from '../analysis/settings.ts'

/** The present form of a session. A later form gets another number and a way to read this one. */
export const SESSION_VERSION = 1

/** One piece of work on one file, as the browser keeps it. The log is kept beside it, entry by entry. */
export interface SessionRecord {
  readonly version: typeof SESSION_VERSION
  readonly id: string
  /** As the user named it; the file's name to begin with. */
  readonly name: string
  /** Epoch ms. */
  readonly createdAt: number
  readonly savedAt: number
  readonly file: SessionFile
  readonly settings: Settings
  readonly view: SessionView
  readonly anchors: SessionAnchors
  readonly reviewer: string
  readonly reasonCodes: readonly string[]
  readonly progress: SessionProgress
  /** The fitted model that is kept beside it, where the fit took its time. */
  readonly model?: { readonly bytes: number; readonly kept: 'files' | 'database' }
}

export interface SessionFile {
  readonly name: string
  readonly bytes: number
  readonly sha256: string
  readonly kind: 'file' | 'text'
  readonly rows: number
  /** Names of the columns, in order. */
  readonly columns: readonly string[]
  /** Where a copy of the bytes is: the private file system, the database, or nowhere. */
  readonly kept: 'files' | 'database' | null
}

/** How far the review is. */
export interface SessionProgress {
  /** Rows with a label. */
  readonly decided: number
  /** Flagged rows with a label, of the flagged rows. */
  readonly decidedFlagged: number
  readonly flagged: number
}

/** What is looked at. Columns are by name and rows by condition, so that it holds for another reading of the file. */
export interface SessionView {
  readonly screen: 'overview' | 'explore' | 'correlations' | 'model' | 'evaluate' | 'review'
  readonly explore: {
    readonly section: 'column' | 'pair' | 'matrix' | 'outliers' | 'audit'
    readonly column: string | null
    readonly x: string | null
    readonly y: string | null
  }
  readonly evaluate: 'labels' | 'compare' | 'unlabelled'
  readonly tab: string
  readonly selectedRow: number | null
  readonly flaggedOnly: boolean
  readonly rowsShown: boolean
  readonly clauses: readonly SessionClause[]
}

export interface SessionClause {
  readonly source: string | null
  readonly label: string | null
  readonly condition: RowCondition | ScoreCondition
}

/** Rows by their score; an absent end is open. */
export interface ScoreCondition {
  readonly kind: 'score'
  readonly low?: number
  readonly high?: number
  readonly open?: boolean
}

/** What the rows that the log names are found again by. Lists of equal length. */
export interface SessionAnchors {
  readonly rows: readonly number[]
  readonly lines: readonly number[]
  /** Key columns: the cell of each of the rows; null where missing. */
  readonly keys: readonly { readonly column: string; readonly values: readonly (string | null)[] }[]
}

export const NO_ANCHORS: SessionAnchors = { rows: [], lines: [], keys: [] }

/** A session with its log: what an export holds, and what is opened. */
export interface WholeSession {
  readonly record: SessionRecord
  readonly log: readonly LogEntry[]
}
