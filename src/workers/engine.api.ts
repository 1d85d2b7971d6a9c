/**
 * The whole boundary between the page and the engine worker, as types. Everything here is plain
 * data that clones. Large arrays are transferred: the engine gives them away, the page owns them.
 */
import type { ErrorReport } from '../analysis/errors.ts'
import type { DetectorInfo, DetectorParams } from '../analysis/detectors/detector.ts'
import type { ColumnChoice, CutChoice, DialectChoice, Settings } from '../analysis/settings.ts'
import type { ColumnSummary, ReadSummary } from '../analysis/table/read-summary.ts'
import type { FeatureChoice } from '../analysis/features/choose-features.ts'
import type { DefaultCut } from '../analysis/ranking/default-cut.ts'
import type { Reason } from '../analysis/explain/reasons.ts'
import type { BinSpec, BinnedColumn } from '../analysis/profile/binning.ts'

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ErrorReport }

export interface Progress {
  /** What is being done, e.g. `Reading`, `Building features`, `Fitting`, `Scoring`, `Writing`. */
  readonly label: string
  readonly done: number
  /** 0 when unknown. */
  readonly total: number
  readonly unit: 'bytes' | 'rows' | 'steps'
  /** Rows read so far, while reading. */
  readonly rows?: number
}

export type OpenInput =
  | { readonly kind: 'file'; readonly file: File }
  | { readonly kind: 'text'; readonly name: string; readonly text: string }

export interface OpenOptions {
  readonly dialect?: DialectChoice
  readonly columns?: Readonly<Record<string, ColumnChoice>>
  readonly sampleRows?: number
  readonly seed?: number
  /** Refuse files that would need more than this; the page passes its estimate of what the browser allows. */
  readonly memoryLimitBytes?: number
}

/** What the page knows of an open file. Rows stay in the worker. */
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
  /** E.g. cells imputed, rows with ±∞ clamped, detector limits: sentences for the user. */
  readonly notes: readonly string[]
  readonly timingsMs: { readonly features: number; readonly fit: number; readonly score: number; readonly rank: number }
}

export interface ScatterRequest {
  readonly x: number
  readonly y: number
  readonly logX: boolean
  readonly logY: boolean
  readonly width: number
  readonly height: number
}

export interface ScatterData {
  /** Rows counted into width × height cells, row-major from the top left. */
  readonly density: Uint32Array
  readonly width: number
  readonly height: number
  /** Per row: cell index into `density`, or −1 when it cannot be drawn (missing, or ≤ 0 on a log axis). */
  readonly cell: Int32Array
  /** Per row: the values in data units (datetimes as epoch ms; categories as codes). */
  readonly x: Float64Array
  readonly y: Float64Array
  readonly xDomain: readonly [number, number]
  readonly yDomain: readonly [number, number]
  readonly xLabels: readonly string[] | null
  readonly yLabels: readonly string[] | null
  /** Rows that cannot be drawn. */
  readonly undrawn: number
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
  /** Verbatim cells as the file has them, one per column. */
  readonly raw: readonly string[]
  readonly reasons: readonly Reason[]
}

export interface UnreadableCell {
  readonly row: number
  readonly line: number
  readonly column: string
  readonly text: string
}

export interface ExportRequest {
  readonly what: 'flagged' | 'all'
  readonly cut: number
  readonly neutraliseFormulas: boolean
}

export interface ExportFile {
  readonly blob: Blob
  readonly fileName: string
  readonly rows: number
  /** Cells that a spreadsheet would have run as a formula. */
  readonly neutralised: number
}

type OnProgress = (progress: Progress) => void

/**
 * Every method resolves to a `Result`; none rejects for a reason the user can mend. `onProgress`
 * is a top-level argument because comlink proxies only those.
 */
export interface EngineApi {
  catalog(): Promise<readonly { info: DetectorInfo; defaults: DetectorParams }[]>
  open(input: OpenInput, options: OpenOptions, onProgress: OnProgress): Promise<Result<DatasetSummary>>
  /** Type, format, role or dialect changes: reads again what it must. */
  reopen(options: OpenOptions, onProgress: OnProgress): Promise<Result<DatasetSummary>>
  detect(request: DetectRequest, onProgress: OnProgress): Promise<Result<Ranking>>
  binned(column: number, spec: BinSpec): Promise<Result<BinnedColumn>>
  scatter(request: ScatterRequest): Promise<Result<ScatterData>>
  rows(rows: Uint32Array): Promise<Result<readonly RowCells[]>>
  details(row: number): Promise<Result<RowDetails>>
  /** The flagged rows (first `cut` of the order) ordered by a column; missing last. */
  sortFlagged(cut: number, column: number, descending: boolean): Promise<Result<Uint32Array>>
  unreadable(column: number, offset: number, limit: number): Promise<Result<readonly UnreadableCell[]>>
  exportRows(request: ExportRequest, onProgress: OnProgress): Promise<Result<ExportFile>>
  settings(cut: CutChoice): Promise<Result<Settings>>
  /** Stops whatever runs; within 200 ms the CPU is idle and the pending call resolves to the error `cancelled`. */
  cancel(): Promise<void>
  /** Forgets the file and everything derived from it. */
  close(): Promise<void>
}
