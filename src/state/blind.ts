import type { DecisionPatch } from '../analysis/decisions/decision.ts'
import type { LogEntry } from '../analysis/decisions/decision-log.ts'
import type { Sight } from './actions/deciding.ts'
import type { AppState } from './app-state.ts'
import { checksOf } from './checks-of-log.ts'
import { isDecided } from './queue.ts'

/** Random checks are reviewed blind: what tells that a row is one is hidden of every undecided row. */

type Hiding = Pick<AppState, 'queue' | 'review'>

/** Whether score, rank, reasons and the like of a row are hidden. */
export function isHidden({ queue, review }: Hiding, row: number): boolean {
  return queue.blind && !isDecided(review.decided.decisions.get(row))
}

/** Whether the selected row is one of which they are hidden. */
export function isSelectedHidden(state: Hiding & Pick<AppState, 'selectedRow'>): boolean {
  return state.selectedRow !== null && isHidden(state, state.selectedRow)
}

/**
 * What is put on record of a decision about rows: that it is blind, and which rows had been shown before.
 *
 * It is blind only where nothing else tells what the rows are: groups and learning are about flagged rows, and
 * once every flagged row is decided, what is left in the queue can only be checks.
 */
export function sightOf(
  state: Hiding & Pick<AppState, 'ranking' | 'cut'>,
  rows: readonly number[],
  { label }: DecisionPatch,
): Sight {
  const { queue, review } = state
  if (!queue.blind || label === undefined || label === null) return {}
  if (review.tab === 'groups' || review.tab === 'learning' || !hasUndecidedFlagged(state)) return {}
  const known = seenRows(review.log)
  const seen = rows.filter((row) => known.has(row))
  if (seen.length === rows.length) return {}
  return { blind: true, ...(seen.length > 0 && { seen }) }
}

function hasUndecidedFlagged({
  ranking,
  cut,
  review,
}: Pick<AppState, 'ranking' | 'cut' | 'review'>): boolean {
  const { decisions } = review.decided
  for (let rank = 0; rank < cut; rank++)
    if (!isDecided(decisions.get(ranking?.order[rank] ?? -1))) return true
  return false
}

/** The checks of a log that can still be reviewed blind: undecided, mixed among the others, and never shown. */
export function blindChecks({
  log,
  decided,
}: Pick<AppState['review'], 'log' | 'decided'>): readonly number[] {
  const checks = checksOf(log)
  if (checks === null || checks.places.size === 0) return []
  const seen = seenRows(log)
  return checks.rows.filter(
    (row) => checks.places.has(row) && !seen.has(row) && !isDecided(decided.decisions.get(row)),
  )
}

/**
 * Rows whose score and reasons were shown at some time, by their present numbers: a label, even one that was taken
 * back, shows them, and so does the end of reviewing blind.
 *
 * Cost: the entries that came since it was asked last.
 */
export function seenRows(log: readonly LogEntry[]): ReadonlySet<number> {
  const goesOn = read.log.length <= log.length && log[read.log.length - 1] === read.log.at(-1)
  let rows = goesOn ? read.rows : new Set<number>()
  for (let seq = goesOn ? read.log.length : 0; seq < log.length; seq++) {
    const { action } = log[seq]!
    if (action.kind === 'decide' && action.label) for (const row of action.rows) rows.add(row)
    else if (action.kind === 'reveal') for (const row of action.rows) rows.add(row)
    else if (action.kind === 'carry') for (const { row } of action.decisions) rows.add(row)
    else if (action.kind === 'renumber') {
      const { from, to } = action
      const moved = to.filter((row, i) => row !== null && rows.has(from[i] ?? -1))
      rows = new Set(moved.filter((row) => row !== null))
    }
  }
  read = { log, rows }
  return rows
}

/** What was read last; a log only ever grows, so its rows are added to. */
let read: { readonly log: readonly LogEntry[]; readonly rows: Set<number> } = { log: [], rows: new Set() }
