/**
 * The whole boundary between the page and the engine worker, as types. Everything here is plain
 * data that clones. Large arrays are transferred: the engine gives them away, the page owns them.
 */
import type { ErrorReport } from '../analysis/errors.ts'
import type { DetectorInfo, DetectorParams } from '../analysis/detectors/detector.ts'
import type { CutChoice, Settings } from '../analysis/settings.ts'
import type { ColumnType } from '../analysis/table/table.ts'
import type { PackedLessons } from '../analysis/feedback/feedback.ts'
import type { WhyLearned } from '../analysis/feedback/why-learned.ts'
import type { Reason } from '../analysis/explain/reasons.ts'
import type { FlaggedGroups } from '../analysis/groups/groups.ts'
import type { ComparedRanking, PlantedRound, PlantRequest } from '../analysis/pipeline/compare-results.ts'
import type { ExportFormat } from '../analysis/export/table-writer.ts'
import type { ExportContext } from '../analysis/pipeline/export-about.ts'
import type { ReportFile, ReportRequest } from '../analysis/pipeline/make-report.ts'
import type { EvidenceAnswer, EvidenceKind, EvidenceRequest } from '../analysis/evidence/evidence.ts'
import type { AnswerOf, QuestionKind, RequestOf } from '../analysis/questions/questions.ts'
import type { ResolvedCut } from '../analysis/ranking/plain-cut.ts'
import type { SelectClause, SelectedRows } from '../analysis/select/predicate.ts'
import type {
  DatasetSummary,
  DetectRequest,
  OpenOptions,
  Progress,
  Ranking,
  RowCells,
  RowDetails,
  UnreadableCell,
} from '../analysis/pipeline/results.ts'

export type {
  CellValue,
  DatasetSummary,
  DetectRequest,
  OpenOptions,
  Progress,
  Ranking,
  RowCells,
  RowDetails,
  UnreadableCell,
} from '../analysis/pipeline/results.ts'

export type { ExportFormat } from '../analysis/export/table-writer.ts'
export type { ExportContext } from '../analysis/pipeline/export-about.ts'
export type { ReportFile, ReportRequest } from '../analysis/pipeline/make-report.ts'
export type { ReportChoice, ReportSection } from '../analysis/report/report-data.ts'

export type { ComparedRanking, PlantedRound, PlantRequest } from '../analysis/pipeline/compare-results.ts'

export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ErrorReport }

export type OpenInput =
  | { readonly kind: 'file'; readonly file: File }
  | { readonly kind: 'text'; readonly name: string; readonly text: string }

export type { ScatterData } from '../analysis/profile/density.ts'
export type { SelectedRows } from '../analysis/select/predicate.ts'
export type { EvidenceAnswer, EvidenceKind, EvidenceRequest } from '../analysis/evidence/evidence.ts'
export type { AnswerOf, QuestionKind, RequestOf } from '../analysis/questions/questions.ts'

export interface AskOptions {
  /** Answer at once from some 20,000 evenly drawn rows. */
  readonly sample?: boolean
  /** Let questions that come later go first. */
  readonly background?: boolean
  readonly onProgress?: OnProgress
  /** Ends the question: it resolves to the error `cancelled`. */
  readonly signal?: AbortSignal
}

export interface ExportRequest {
  /** Flagged rows, all rows or chosen rows, with their scores. */
  readonly what: 'flagged' | 'all' | 'selected'
  readonly format: ExportFormat
  /** For `selected`: row indices in the order in which they are written. */
  readonly rows?: Uint32Array
  readonly neutraliseFormulas: boolean
  readonly context: ExportContext
}

export interface ExportFile {
  readonly blob: Blob
  readonly fileName: string
  readonly rows: number
  /** Cells that a spreadsheet would have run as a formula. */
  readonly neutralised: number
  /** Cells longer than the format allows, which were cut off. */
  readonly shortened: number
}

/** The formats that can be chosen for a column, by type: code and words. */
export type ColumnFormats = Readonly<
  Record<ColumnType, readonly { readonly code: string; readonly label: string }[]>
>

type OnProgress = (progress: Progress) => void

/**
 * Every method resolves to a `Result`; none rejects for a reason the user can mend. `onProgress`
 * is a top-level argument because comlink proxies only those.
 */
export interface EngineApi {
  catalog(): Promise<readonly { info: DetectorInfo; defaults: DetectorParams }[]>
  formats(): Promise<ColumnFormats>
  open(input: OpenInput, options: OpenOptions, onProgress: OnProgress): Promise<Result<DatasetSummary>>
  /** Type, format, role or dialect changes: reads again what it must. */
  reopen(options: OpenOptions, onProgress: OnProgress): Promise<Result<DatasetSummary>>
  detect(request: DetectRequest, onProgress: OnProgress): Promise<Result<Ranking>>
  /**
   * The model behind the page's ranking, to be kept; null where it is too large. What it was fitted on is in it.
   * @param stamp what else must be the same when it is used again: the file and the version of the page
   */
  packModel(stamp: string): Promise<Result<Blob | null>>
  /** A kept model for the next ranking, used instead of a fit where everything it was fitted on is the same. */
  offerModel(model: Blob, stamp: string): Promise<Result<null>>
  /** Ranks the rows by another detector, beside the page's own ranking. */
  compare(request: DetectRequest, onProgress: OnProgress): Promise<Result<ComparedRanking>>
  /** The strongest reasons of each row in the ranking that the request made, the page's own or a compared one. */
  comparedReasons(
    request: DetectRequest,
    rows: Uint32Array,
    limit: number,
  ): Promise<Result<readonly (readonly Reason[])[]>>
  /** The flagged rows in groups by why they stand out; a newer call stops an older one. */
  groupFlagged(cut: number, onProgress: OnProgress, locale?: string): Promise<Result<FlaggedGroups>>
  /** Lets what was kept of a compared ranking go. */
  forgetCompared(request: DetectRequest): Promise<Result<null>>
  /** The first rows of the page's ranking as they would be with another seed. */
  orderWithSeed(seed: number, top: number, onProgress: OnProgress): Promise<Result<Uint32Array>>
  /** Where made-up anomalies rank by the page's detector. */
  plantRound(request: PlantRequest, onProgress: OnProgress): Promise<Result<PlantedRound>>
  /** Gets the ranking ready to learn from decisions; `off` lets go of what is kept for it. Runs beside other calls. */
  prepareLearning(on: boolean): Promise<Result<null>>
  /** The first rows of the order learned from decisions, before all rows are in order; a newer call stops an older one. */
  learnTop(lessons: PackedLessons, count: number): Promise<Result<Uint32Array>>
  /** Makes the order learned from decisions the engine's own; lessons that teach nothing bring the detector's back. */
  learn(lessons: PackedLessons): Promise<Result<Ranking>>
  /** What each column did to rows in the order learned from decisions. */
  whyLearned(lessons: PackedLessons, rows: Uint32Array): Promise<Result<WhyLearned>>
  /** Answers a question of `analysis/questions`. Questions are answered one after another. */
  ask<K extends QuestionKind>(
    kind: K,
    request: RequestOf<K>,
    options?: AskOptions,
  ): Promise<Result<AnswerOf<K>>>
  /** Which rows pass all clauses; a newer selection stops an older one. */
  select(clauses: readonly SelectClause[]): Promise<Result<SelectedRows>>
  rows(rows: Uint32Array): Promise<Result<readonly RowCells[]>>
  details(row: number, locale?: string): Promise<Result<RowDetails>>
  /** What speaks for and against a row, beside its reasons; answered in turn with the questions. */
  evidence<K extends EvidenceKind>(
    kind: K,
    request: EvidenceRequest<K>,
    signal?: AbortSignal,
  ): Promise<Result<EvidenceAnswer<K>>>
  /** Rows ordered by a column; missing last, equal ones in the order given. */
  sortRows(rows: Uint32Array, column: number, descending: boolean): Promise<Result<Uint32Array>>
  unreadable(column: number, offset: number, limit: number): Promise<Result<readonly UnreadableCell[]>>
  exportRows(request: ExportRequest, onProgress: OnProgress): Promise<Result<ExportFile>>
  /** The report on the page's ranking, as one HTML page. */
  report(request: ReportRequest, onProgress: OnProgress): Promise<Result<ReportFile>>
  settings(cut: CutChoice): Promise<Result<Settings>>
  /** How many rows a choice flags, where the rows' labels are needed to say it. */
  resolveCut(choice: CutChoice): Promise<Result<ResolvedCut>>
  /** Stops whatever runs; within 200 ms the CPU is idle and the pending call resolves to the error `cancelled`. */
  cancel(): Promise<void>
  /** Forgets the file and everything derived from it. */
  close(): Promise<void>
}
