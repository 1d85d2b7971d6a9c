import type { SessionAnchors, SessionProgress, SessionRecord } from '../../storage/session-record.ts'
import type { AppState } from '../app-state.ts'
import { rankOf } from '../selectors.ts'
import { settingsOf } from './settings-of.ts'
import { viewOf } from './view-of.ts'

/** The session as it is now. What cannot be told in the middle of a run stays as it was last saved. */
export function recordOf(
  state: AppState,
  before: SessionRecord,
  anchors: SessionAnchors,
  at: number,
): SessionRecord {
  const { review, dataset, ranking } = state
  return {
    ...before,
    savedAt: at,
    file: dataset
      ? { ...before.file, rows: dataset.rowCount, columns: dataset.columns.map(({ name }) => name) }
      : before.file,
    settings: settingsOf(state),
    view: dataset && ranking ? viewOf(state) : before.view,
    anchors,
    reviewer: review.reviewer,
    reasonCodes: review.reasonCodes,
    progress: ranking ? progressOf(state) : before.progress,
  }
}

/** How far the review is. Cost: the decisions. */
export function progressOf({ review, ranking, cut }: AppState): SessionProgress {
  const rank = ranking && review.decided.decisions.size > 0 ? rankOf(ranking) : null
  let decided = 0
  let decidedFlagged = 0
  review.decided.decisions.forEach(({ label }, row) => {
    if (label === null) return
    decided++
    if (rank && rank[row]! < cut) decidedFlagged++
  })
  return { decided, decidedFlagged, flagged: cut }
}

/** Whether two states are saved alike, but for the log. */
export function savedAlike(a: AppState, b: AppState): boolean {
  return SAVED.every((key) => a[key] === b[key]) && REVIEW.every((key) => a.review[key] === b.review[key])
}

const SAVED = [
  'dataset',
  'dialect',
  'columnChoices',
  'features',
  'preprocessing',
  'detector',
  'params',
  'seed',
  'cutChoice',
  'cut',
  'sampleRows',
  'screen',
  'explore',
  'evaluate',
  'selectedRow',
  'flaggedOnly',
  'rowsShown',
  'clauses',
  'ranking',
] as const satisfies readonly (keyof AppState)[]

const REVIEW = [
  'reviewer',
  'reasonCodes',
  'tab',
  'log',
] as const satisfies readonly (keyof AppState['review'])[]
