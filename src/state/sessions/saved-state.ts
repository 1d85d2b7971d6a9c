import type { AppState } from '../app-state.ts'

/** What would be there again after the page was loaded anew. */
export type SavedState = 'saved' | 'saving' | 'without-file' | 'not-saved'

/** Whether the work on the open file is safe in this browser. */
export function savedState({ sessions, review }: Pick<AppState, 'sessions' | 'review'>): SavedState {
  const { keep, problem, current } = sessions
  if (!keep || problem !== null || (current && (current.problem !== null || current.mode !== 'saving')))
    return 'not-saved'
  // The session begins a moment after the ranking.
  if (!current || current.entries < review.log.length) return 'saving'
  if (current.record.file.kept !== null) return 'saved'
  return current.fileProblem === null ? 'saving' : 'without-file'
}
