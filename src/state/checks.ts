import type { LogEntry } from '../analysis/decisions/decision-log.ts'
import { logHead } from '../analysis/decisions/decision-log.ts'
import { lineMark } from '../analysis/decisions/line-mark.ts'
import { drawBelow } from '../analysis/evaluate/decided-draw.ts'
import type { Ranking } from '../workers/engine.api.ts'
import { appendToLog } from './actions/deciding.ts'
import { setDrawnRows } from './actions/marking.ts'
import { announce } from './announcements.ts'
import { appStore } from './store.ts'

/** Rows drawn at random from below one line, in one or several goes. */
export interface Checks {
  /** By their present numbers. */
  readonly rows: readonly number[]
  /** How many rows were flagged then, of how many. */
  readonly flagged: number
  readonly of: number
  readonly line: string
}

const get = appStore.getState

/**
 * The checks that count: those drawn below the same line as the last ones. Null without any, and when the file
 * was read in another way since, so that they are no random draw of its rows any more.
 *
 * Cost: the log, once for as long as it stays the same.
 */
export function checksOf(log: readonly LogEntry[]): Checks | null {
  const known = checks.get(log)
  if (known !== undefined) return known
  const found = readChecks(log)
  checks.set(log, found)
  return found
}
const checks = new WeakMap<readonly LogEntry[], Checks | null>()

function readChecks(log: readonly LogEntry[]): Checks | null {
  let current: Checks | null = null
  for (const { action } of log) {
    if (action.kind === 'renumber') current = null
    if (action.kind !== 'check') continue
    const { rows, flagged, of, line } = action
    const before: readonly number[] = current?.line === line && current.of === of ? current.rows : []
    current = { rows: [...before, ...rows], flagged, of, line }
  }
  return current
}

/** Puts random rows from below the line into the queue; the draw is on record before any of them is seen. */
export function drawChecks(count: number): void {
  const { ranking, cut, review } = get()
  if (!ranking) return
  const { order } = ranking
  const line = markOf(ranking, cut)
  const before = checksOf(review.log)
  const same = before !== null && before.line === line && before.of === order.length
  // Nobody chooses the seed: it comes from everything that was decided so far.
  const seed = parseInt(logHead(review.log).slice(0, 8), 16)
  const rows = drawBelow(order, cut, count, seed, new Set(same ? before.rows : []))
  if (rows.length === 0) {
    announce('Every row below the line is in the queue already.')
    return
  }
  appendToLog({ kind: 'check', rows, seed, flagged: cut, of: order.length, line })
  announce(`${rows.length.toLocaleString()} random rows from below the line are in the queue.`)
}

/** The mark of a line in a ranking, worked out once. */
export function markOf(ranking: Ranking, cut: number): string {
  const known = marks.get(ranking) ?? new Map<number, string>()
  marks.set(ranking, known)
  const mark = known.get(cut) ?? lineMark(ranking.order, cut)
  known.set(cut, mark)
  return mark
}
const marks = new WeakMap<Ranking, Map<number, string>>()

const NONE: readonly number[] = []

/** The queue lists what the log says was drawn, also in a session that is opened again. */
function listDrawn(): void {
  const { review, queue } = get()
  const rows = checksOf(review.log)?.rows ?? NONE
  if (rows.length !== queue.drawn.length || rows.some((row, i) => row !== queue.drawn[i])) setDrawnRows(rows)
}

appStore.subscribe(({ review }, before) => {
  if (review.log !== before.review.log) listDrawn()
})
listDrawn()
