import { namedRows } from '../../analysis/decisions/decision-log.ts'
import { appendToLog } from '../actions/deciding.ts'
import { getEngine } from '../engine.ts'
import { appStore } from '../store.ts'

/** Where decided rows stand in the file, before it is read in another way. */
export interface Lines {
  readonly rows: readonly number[]
  readonly lines: readonly number[]
  /** Lines of decided rows that are not among those read now. */
  readonly unplaced: readonly number[]
}

const NOTHING: Lines = { rows: [], lines: [], unplaced: [] }

/** Where the decided rows stand now; null when the engine cannot say. */
export async function linesOfLog(): Promise<Lines | null> {
  const { dataset, review } = appStore.getState()
  const { rows, unplaced } = namedRows(review.log)
  if (rows.length === 0 && unplaced.length === 0) return NOTHING
  if (!dataset) return null
  const result = await getEngine().ask('rowAnchors', { rows, columns: [] })
  return result.ok ? { rows, lines: [...result.value.lines], unplaced } : null
}

/** Lets the decisions follow their lines, after the file was read in another way. @returns whether any row moved */
export async function followLines({ rows, lines, unplaced }: Lines): Promise<boolean> {
  const all = [...lines, ...unplaced]
  const { dataset, review } = appStore.getState()
  const decided = review.decided.decisions
  if (all.length === 0 || !dataset) return false
  const result = await getEngine().ask('rowsByLine', { lines: all })
  const now = appStore.getState()
  if (!result.ok || now.dataset !== dataset) return false
  const to = Array.from(result.value, (row) => (row < 0 ? null : row))
  const from = all.map((_, i) => rows[i] ?? null)
  if (to.every((row, i) => row === from[i])) return false
  appendToLog({ kind: 'renumber', lines: all, from, to })
  const lost = to.filter((row, i) => row === null && decided.has(rows[i] ?? -1)).length
  if (lost > 0) appStore.setState({ notice: waitingText(lost) })
  return true
}

function waitingText(rows: number): string {
  const subject = rows === 1 ? '1 decided row is' : `${rows.toLocaleString()} decided rows are`
  return `${subject} not among the rows that are read now. Nothing is lost: the decisions come back when the whole file is read again.`
}
