import type { DecisionPatch } from '../../analysis/decisions/decision.ts'
import { nextEntry, type LogAction } from '../../analysis/decisions/decision-log.ts'
import { afterEntry } from '../../analysis/decisions/decision-state.ts'
import { keepChoice, readChoice, readTexts } from '../kept-choices.ts'
import type { ReviewState, ReviewTab } from '../review-state.ts'
import { appStore } from '../store.ts'

const get = appStore.getState

/** What of the rows was hidden from the reviewer, as the log has it. */
export type Sight = Pick<Extract<LogAction, { kind: 'decide' }>, 'blind' | 'seen'>

/** Decides rows of the open file, one or many at once: one entry of the log, one step of undo. */
export function decide(rows: readonly number[], patch: DecisionPatch & Sight): void {
  if (rows.length > 0) appendToLog({ kind: 'decide', rows, ...patch })
}

/** Takes the last decision back. @returns whether there was one */
export function undoDecision(): boolean {
  return step('undo', get().review.decided.undoable.at(-1))
}

/** Makes the last decision that was taken back again. @returns whether there was one */
export function redoDecision(): boolean {
  return step('redo', get().review.decided.redoable.at(-1))
}

function step(kind: 'undo' | 'redo', of: number | undefined): boolean {
  if (of === undefined) return false
  appendToLog({ kind, of })
  return true
}

/** Every change of the decisions is an entry at the end of the log. A session that is only looked at gets none. */
export function appendToLog(action: LogAction): void {
  if (get().sessions.current?.mode === 'read-only') {
    const notice =
      'This session is open read-only. Take it over or open a copy to decide: see Sessions at the top.'
    appStore.setState({ notice })
    return
  }
  const { log, decided, reviewer } = get().review
  const entry = nextEntry(log, action, Date.now(), reviewer)
  setReview({ log: [...log, entry], decided: afterEntry(decided, log, entry) })
}

/** Who decides from now on; kept for the next visit. */
export function setReviewer(reviewer: string): void {
  setReview({ reviewer })
  keepChoice('reviewer', reviewer)
}

/** What a decision may give as its reason; kept for the next visit. */
export function setReasonCodes(reasonCodes: readonly string[]): void {
  setReview({ reasonCodes })
  keepChoice('reasons', JSON.stringify(reasonCodes))
}

/** The name, the reasons and the way of reviewing of the last visit, where nothing was set in this one. */
export function recallReviewer(): void {
  const { reviewer } = get().review
  const reasonCodes = readTexts('reasons')
  const blind = readChoice('blind-checks') !== 'off'
  setReview({
    reviewer: reviewer || (readChoice('reviewer') ?? ''),
    blind,
    ...(reasonCodes && { reasonCodes }),
  })
}

export function setReviewTab(tab: ReviewTab): void {
  setReview({ tab })
}

export function setReview(patch: Partial<ReviewState>): void {
  appStore.setState(({ review }) => ({ review: { ...review, ...patch } }))
}
