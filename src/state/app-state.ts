import type { ErrorReport } from '../analysis/errors.ts'
import type { DetectorInfo, DetectorParams } from '../analysis/detectors/detector.ts'
import type { PreprocessingChoice } from '../analysis/preprocess/preprocessing.ts'
import type { ColumnChoice, CutChoice, DialectChoice, Settings } from '../analysis/settings.ts'
import type { ColumnFormats, DatasetSummary, OpenInput, Progress, Ranking } from '../workers/engine.api.ts'
import { noComparison, type CompareState } from './compare-state.ts'
import { firstEvaluate, type EvaluateState } from './evaluate-state.ts'
import { firstExplore, type ExploreState } from './explore-state.ts'
import { noLabels, type LabelsState } from './labels-state.ts'
import { noQueue, type QueueState } from './queue-state.ts'
import { noLearning, type LearningState } from './learning-state.ts'
import { noReview, type ReviewState } from './review-state.ts'
import { noSessions, type SessionsState } from './sessions-state.ts'
import { noSelection, type SelectionState } from './selection-state.ts'

export type Screen = 'overview' | 'explore' | 'correlations' | 'model' | 'evaluate' | 'review'

/** A dialog about what is written: rows in a format, or the report. */
export type ExportDialog = 'rows' | 'report'

export interface Work {
  readonly kind: 'reading' | 'detecting' | 'comparing' | 'exporting'
  readonly title: string
  /** What to know of it from the start, e.g. that a detector works on a sample. */
  readonly note?: string
  readonly progress: Progress | null
}

/** What the page knows. Everything derivable is a selector (`selectors.ts`), never a field. */
export interface AppState extends SelectionState {
  /** The registry as the engine tells it; empty until the engine answered. */
  readonly catalog: readonly { readonly info: DetectorInfo; readonly defaults: DetectorParams }[]
  /** The formats that a column of each type can be read in; null until the engine answered. */
  readonly formats: ColumnFormats | null
  /** What was opened, kept so that it can be opened again (a sample of it, or after the engine died). */
  readonly input: OpenInput | null
  /** A second file that waits for the user's word while a first one is being read. */
  readonly waitingInput: OpenInput | null
  /** Saved settings that wait for a file. */
  readonly waitingSettings: Settings | null
  readonly dataset: DatasetSummary | null
  /** Scores and order of the current run; null while there is none. Replaced as a whole, never mutated. */
  readonly ranking: Ranking | null
  /** How many rows are flagged: with `ranking.order` the single source of truth of every linked view. */
  readonly cut: number
  /** Whether the user moved the cut (otherwise it is the default cut and is explained as such). */
  readonly cutIsDefault: boolean
  /** How the cut was chosen, so that it holds for the next run and in saved settings. */
  readonly cutChoice: CutChoice
  readonly selectedRow: number | null
  readonly detector: string
  readonly params: DetectorParams
  readonly seed: number
  /** Names of the source columns the user chose; null: chosen by role and content. */
  readonly features: readonly string[] | null
  /** What is done to the cells first, and which rows are fitted on; what is absent is the default. */
  readonly preprocessing: PreprocessingChoice
  /** What the next run would do instead, while it is being edited; null: nothing is. */
  readonly preprocessingDraft: PreprocessingChoice | null
  /** What the user set instead of what was inferred. */
  readonly dialect: DialectChoice
  readonly columnChoices: Readonly<Record<string, ColumnChoice>>
  /** Read only a uniform random sample of this many rows; null: every row. */
  readonly sampleRows: number | null
  readonly neutraliseFormulas: boolean
  /** The dialog about what is written, where one is open. */
  readonly exportDialog: ExportDialog | null
  readonly screen: Screen
  readonly explore: ExploreState
  readonly evaluate: EvaluateState
  readonly compare: CompareState
  readonly labels: LabelsState
  readonly review: ReviewState
  readonly learning: LearningState
  /** What is kept between visits, and what of it is open. */
  readonly sessions: SessionsState
  /** How the rows to be reviewed are listed and marked. */
  readonly queue: QueueState
  /** What is running, if anything. */
  readonly work: Work | null
  /** A sentence about something that was done, e.g. an export. */
  readonly notice: string | null
  readonly error: ErrorReport | null
}

export const initialState: AppState = {
  catalog: [],
  formats: null,
  input: null,
  waitingInput: null,
  waitingSettings: null,
  dataset: null,
  ranking: null,
  cut: 0,
  cutIsDefault: true,
  cutChoice: { by: 'auto' },
  selectedRow: null,
  detector: 'auto',
  params: {},
  seed: 1,
  features: null,
  preprocessing: {},
  preprocessingDraft: null,
  dialect: {},
  columnChoices: {},
  sampleRows: null,
  neutraliseFormulas: true,
  exportDialog: null,
  screen: 'review',
  explore: firstExplore,
  evaluate: firstEvaluate,
  compare: noComparison,
  labels: noLabels,
  review: noReview,
  learning: noLearning,
  sessions: noSessions,
  queue: noQueue,
  ...noSelection,
  work: null,
  notice: null,
  error: null,
}
