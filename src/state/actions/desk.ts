import type { Decision, DecisionPatch } from '../../analysis/decisions/decision.ts'
import { announce } from '../announcements.ts'
import { decideWords, entryWords } from '../log-words.ts'
import { presentCounts, presentMarks, presentQueue, presentRows } from '../present-queue.ts'
import { isHidden, sightOf } from '../blind.ts'
import { insertionPoint, isDecided, placeByRank, searchPlace, type PlaceOf } from '../queue.ts'
import { rankOf } from '../selectors.ts'
import { nextUndecided, shownQueue, stepsFrom, type ShownQueue, type Steps } from '../shown-queue.ts'
import { appStore } from '../store.ts'
import { decide, redoDecision, undoDecision } from './deciding.ts'
import { clearMarks } from './marking.ts'
import { selectRow } from './view.ts'

/** What a reviewer does at the desk: every step says what it came to. */

const get = appStore.getState

/** A decision by key: about the marked rows, else about the selected one. */
export function decideByKey(patch: DecisionPatch, goOn: boolean): void {
  const { selectedRow } = get()
  if (presentMarks(get()).length > 0) decideMarked(patch, goOn)
  else if (selectedRow !== null) decideAtDesk([selectedRow], patch, goOn)
}

/**
 * Decides rows as one step of undo. Rows that it changes nothing of are left out; where none is left, nothing
 * is written to the log, and the desk goes on as if there were.
 *
 * @param goOn select the next undecided row afterwards
 */
export function decideAtDesk(rows: readonly number[], patch: DecisionPatch, goOn: boolean): void {
  const { decided, reviewer } = get().review
  const changed = rows.filter((row) => changes(decided.decisions.get(row), patch, reviewer))
  const checked = checkWords(changed)
  decide(changed, { ...patch, ...sightOf(get(), changed, patch) })
  announce(`${decideWords(changed.length > 0 ? changed : rows, patch)}. ${checked}${progressWords()}`)
  if (goOn) goToUndecided()
}

/** What comes to light with a decision about a row that was hidden. */
function checkWords(rows: readonly number[]): string {
  const [row] = rows
  if (row === undefined || rows.length > 1 || !isHidden(get(), row)) return ''
  return get().queue.drawn.includes(row) ? 'It was a random check. ' : ''
}

/**
 * Decides what is marked, with the reason and the note that are meant for it, as one step of undo. The marks go
 * with it: a second decision is not to meet them by mistake.
 */
export function decideMarked(patch: DecisionPatch, goOn: boolean): void {
  const rows = presentMarks(get())
  const { reason, note } = get().queue.draft
  const written = note.trim()
  if (rows.length === 0) return
  decideAtDesk(
    rows,
    { ...patch, ...(reason !== null && { reason }), ...(written !== '' && { note: written }) },
    goOn,
  )
  clearMarks()
}

/** `36 of 40 decided.` */
export function progressWords(): string {
  const counts = presentCounts(get())
  return counts ? `${counts.decided.toLocaleString()} of ${counts.rows.toLocaleString()} decided.` : ''
}

function changes(decision: Decision | undefined, patch: DecisionPatch, reviewer: string): boolean {
  if (decision && patch.label && decision.reviewer !== reviewer) return true
  return (
    (patch.label !== undefined && patch.label !== (decision?.label ?? null)) ||
    (patch.reason !== undefined && patch.reason !== (decision?.reason ?? null)) ||
    (patch.note !== undefined && patch.note !== (decision?.note ?? null))
  )
}

/** Takes the last decision back and shows the row it was about. */
export function undoAtDesk(): void {
  const { decided } = get().review
  stepBack(decided.undoable.at(-1), 'Took back', 'Nothing to take back.', undoDecision)
}

/** Makes the decision again that was taken back last, and shows its row. */
export function redoAtDesk(): void {
  const { decided } = get().review
  stepBack(decided.redoable.at(-1), 'Brought back', 'Nothing to bring back.', redoDecision)
}

function stepBack(of: number | undefined, did: string, nothing: string, step: () => boolean): void {
  const { log } = get().review
  const entry = of === undefined ? undefined : log[of]
  if (!step() || !entry) {
    announce(nothing)
    return
  }
  // Rows that were numbered anew since are not to be found under the numbers of the entry.
  const renumbered = log.some(({ seq, action }) => action.kind === 'renumber' && seq > entry.seq)
  const row = entry.action.kind === 'decide' && !renumbered ? entry.action.rows[0] : undefined
  if (row !== undefined) selectRow(row)
  announce(`${did}: ${entryWords(entry.action, log)}. ${progressWords()}`)
}

/** Selects the first undecided row after the selected one. @returns whether there is one */
export function goToUndecided(): boolean {
  const { review, selectedRow } = get()
  const next = nextUndecided(queueNow(), review.decided.decisions, selectedRow)
  if (next === null) return false
  wentTo = next
  selectRow(next)
  return true
}

/** The row that the desk went on to by itself. */
let wentTo: number | null = null

// What was learned from a decision can take the row below the line that the desk has just gone on to: then it
// is the next one's turn, unless the user went elsewhere or decided it.
appStore.subscribe((state, before) => {
  if (state.ranking === before.ranking || wentTo === null) return
  const { ranking, selectedRow, review } = state
  const row = wentTo
  wentTo = null
  if (!ranking?.learned || selectedRow !== row || isDecided(review.decided.decisions.get(row))) return
  const rows = presentRows(state)
  const placeOf = presentQueue(state)?.placeOf ?? placeByRank(ranking)
  if (searchPlace(rows, placeOf, row) >= 0) return
  const next = nextUndecided(byPlace(rows, placeOf), review.decided.decisions, null)
  if (next !== null) selectRow(next)
})

/** The rows before and after the selected one, as the queue is shown. */
export function stepsNow(): Steps {
  return stepsFrom(queueNow(), get().selectedRow)
}

/** Selects the next row of the queue (1) or the previous one (−1). */
export function stepAtDesk(by: 1 | -1): void {
  const { previous, next } = stepsNow()
  const row = by === 1 ? next : previous
  if (row === null) {
    announce(by === 1 ? 'This is the last row of the queue.' : 'This is the first row of the queue.')
    return
  }
  selectRow(row)
  const { ranking, review } = get()
  const shown = ranking !== null && !isHidden(get(), row)
  const rank = shown ? `rank ${(rankOf(ranking)[row]! + 1).toLocaleString()}, ` : ''
  const label = review.decided.decisions.get(row)?.label ?? null
  announce(
    `Row ${(row + 1).toLocaleString()}, ${rank}${label === null ? 'not decided' : label.replace('-', ' ')}.`,
  )
}

/** The queue as it is shown, or where it is not on the page, as it stands. */
function queueNow(): ShownQueue {
  const shown = shownQueue()
  if (shown) return shown
  return byPlace(presentRows(get()), presentQueue(get())?.placeOf ?? (() => Infinity))
}

function byPlace(rows: Uint32Array, placeOf: PlaceOf): ShownQueue {
  return {
    count: rows.length,
    rowAt: (position) => rows[position] ?? null,
    positionOf: (row) => searchPlace(rows, placeOf, row),
    placeOf: (row) => insertionPoint(rows, placeOf, row),
  }
}
