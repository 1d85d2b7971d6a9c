/** What the engine tells its doors (page, command line): plain data that clones. */
import type { Learned } from '../feedback/feedback.ts'
import type { FeatureChoice } from '../features/choose-features.ts'
import type { EncodedSource } from '../features/describe-encoding.ts'
import type { DetectorParams, Diagnostic } from '../detectors/detector.ts'
import type { Reason } from '../explain/reasons.ts'
import type { Preprocessing, PreprocessingChoice } from '../preprocess/preprocessing.ts'
import type { DefaultCut } from '../ranking/default-cut.ts'
import type { ColumnChoice, DialectChoice } from '../settings.ts'
import type { RunDetail } from '../run-context.ts'
import type { ColumnSummary, ReadSummary } from '../table/read-summary.ts'

export interface Progress {
  /** What is being done: `Reading`, `Building features`, `Fitting`, `Scoring`, `Ranking`, `Writing`. */
  readonly label: string
  /** Never decreases under one label. */
  readonly done: number
  /** 0 when unknown. */
  readonly total: number
  readonly unit: 'bytes' | 'rows' | 'steps'
  /** What the running detector tells beside how far it is. */
  readonly detail?: RunDetail
  /** Rows read so far, while reading. */
  readonly rows?: number
}

export interface OpenOptions {
  readonly dialect?: DialectChoice
  readonly columns?: Readonly<Record<string, ColumnChoice>>
  readonly sampleRows?: number
  readonly seed?: number
  /** Refuse files that would need more than this; the page passes its estimate of what the browser allows. */
  readonly memoryLimitBytes?: number
}

/** What a door knows of an open file. Rows stay in the engine. */
export interface DatasetSummary {
  readonly name: string
  readonly bytes: number
  readonly rowCount: number
  readonly columns: readonly ColumnSummary[]
  readonly read: ReadSummary
  /** The column whose sum is the control total, if there is one. */
  readonly amountColumn: number | null
  readonly amountTotal: number | null
  readonly timeColumn: number | null
  /** Used when no feature list is set; also says why each column is or is not used. */
  readonly features: readonly FeatureChoice[]
}

export interface DetectRequest {
  readonly detector: string
  readonly params: DetectorParams
  readonly seed: number
  /** Names of source columns; absent: by role and content. */
  readonly features?: readonly string[]
  /** What is done to the cells first, and which rows all of it is fitted on; absent: nothing, and every row. */
  readonly preprocessing?: PreprocessingChoice
}

export interface Ranking {
  readonly detector: string
  readonly params: DetectorParams
  readonly seed: number
  /** (rows,) higher = more anomalous. */
  readonly scores: Float32Array
  /** (rows,) row indices by score, descending; ties by row index. */
  readonly order: Uint32Array
  /** (rows,) the amount column as running sum along `order` (amountAlong[k] = sum of the first k + 1 rows); null without one. Missing counts as 0. */
  readonly amountAlong: Float64Array | null
  readonly defaultCut: DefaultCut
  readonly features: readonly FeatureChoice[]
  readonly prepared: PreparedSummary
  /** Table columns in the order of how much they made the top rows stand out: what to look at first. */
  readonly drivers: readonly number[]
  /** E.g. cells imputed, rows with ±∞ clamped, detector limits: sentences for the user. */
  readonly notes: readonly string[]
  /** What can be seen of the fitted model. */
  readonly diagnostics: readonly Diagnostic[]
  /** The model is one that was kept from an earlier visit; the scores are those of a new fit, to the bit. */
  readonly fittedBefore?: boolean
  /** Set when decisions changed the order; absent: it is the detector's own. */
  readonly learned?: Learned
  readonly timingsMs: {
    readonly features: number
    readonly fit: number
    readonly score: number
    readonly rank: number
  }
}

/** What was done to the cells before the detector saw them. */
export interface PreparedSummary {
  /** Every choice, the defaults too. */
  readonly preprocessing: Preprocessing
  /** Rows that the preprocessing and the detector were fitted on. */
  readonly fittedRows: number
  /** How each source column became matrix columns, and what was learned for it. */
  readonly encoding: readonly EncodedSource[]
}

export interface RowCells {
  readonly row: number
  /** Line of the file on which the row starts. */
  readonly line: number
  /** One per table column: as shown on the page (typed value in a neutral spelling), null where missing. */
  readonly cells: readonly CellValue[]
}
export type CellValue = string | number | null

export interface RowDetails extends RowCells {
  readonly score: number
  readonly rank: number
  /** Verbatim cells as the file has them, one per column; null where the file cannot be read any more. */
  readonly raw: readonly string[] | null
  /** Why it cannot, and what to do. */
  readonly rawProblem?: string
  readonly reasons: readonly Reason[]
}

export interface UnreadableCell {
  readonly row: number
  readonly line: number
  readonly column: string
  readonly text: string
}
