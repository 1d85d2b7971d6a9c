import { logHead, type LogEntry } from '../analysis/decisions/decision-log.ts'
import { lineMark } from '../analysis/decisions/line-mark.ts'
import { drawPlaces } from '../analysis/evaluate/check-places.ts'
import { drawBelow } from '../analysis/evaluate/decided-draw.ts'
import type { Ranking } from '../workers/engine.api.ts'
import { appendToLog, setReview } from './actions/deciding.ts'
import { setDrawnRows } from './actions/marking.ts'
import { announce } from './announcements.ts'
import { blindChecks } from './blind.ts'
import { checksOf } from './checks-of-log.ts'
import { keepChoice } from './kept-choices.ts'
import { isDecided } from './queue.ts'
import { appStore } from './store.ts'

const get = appStore.getState

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
  const places = drawPlaces(undecidedRanks(5 * count), rows.length, cut, seed)
  appendToLog({ kind: 'check', rows, seed, flagged: cut, of: order.length, line, places })
  const where = get().queue.blind ? 'are mixed into the queue' : 'from below the line are in the queue'
  announce(`${rows.length.toLocaleString()} random rows ${where}.`)
}

/** Ranks of the first undecided flagged rows. Cost: these and the decided ones between them. */
function undecidedRanks(most: number): readonly number[] {
  const { ranking, cut, review } = get()
  const { decisions } = review.decided
  const ranks: number[] = []
  for (let rank = 0; rank < cut && ranks.length < most; rank++)
    if (!isDecided(decisions.get(ranking?.order[rank] ?? -1))) ranks.push(rank)
  return ranks
}

/**
 * Whether random checks are reviewed blind; kept for the next visit. The end of it shows what was hidden of checks
 * that are not decided yet, so they cannot be reviewed blind any more: that is put on record.
 */
export function setBlind(blind: boolean): void {
  const { review } = get()
  const shown = blind ? [] : blindChecks(review)
  if (shown.length > 0) {
    appendToLog({ kind: 'reveal', rows: shown })
    // The log of a session that is only looked at stays as it is, and so does what it hides.
    if (get().review.log === review.log) return
  }
  setReview({ blind })
  keepChoice('blind-checks', blind ? 'on' : 'off')
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
const NO_PLACES: ReadonlyMap<number, number> = new Map()

/** The queue lists what the log says was drawn, also in a session that is opened again. */
function listDrawn(): void {
  const { review, queue } = get()
  const checks = checksOf(review.log)
  const same =
    checks?.rows.length === queue.drawn.length && checks.rows.every((row, i) => row === queue.drawn[i])
  const drawn = same ? queue.drawn : (checks?.rows ?? NONE)
  const mixed = (review.blind && checks?.places) || NO_PLACES
  const places = same && mixed.size === queue.places.size ? queue.places : mixed
  const blind = review.blind && blindChecks(review).length > 0
  if (drawn !== queue.drawn || places !== queue.places || blind !== queue.blind)
    setDrawnRows({ drawn, places, blind })
}

let listed: { readonly log: readonly LogEntry[]; readonly blind: boolean } | null = null

appStore.subscribe(({ review: { log, blind } }) => {
  if (listed?.log === log && listed.blind === blind) return
  listed = { log, blind }
  listDrawn()
})
listDrawn()
