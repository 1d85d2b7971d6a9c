import {
  estimateDecided,
  estimateRecall,
  type DecidedCounts,
  type DecidedEstimate,
  type RecallEstimate,
} from '../analysis/evaluate/decided-quality.ts'
import type { Decision } from '../analysis/decisions/decision.ts'
import type { AppState } from './app-state.ts'
import { checksOf, type Checks } from './checks-of-log.ts'
import { markOf } from './checks.ts'
import { isDecided } from './queue.ts'
import { rankOf } from './selectors.ts'

/** What the decisions tell of the line. */
export interface WorkQuality {
  readonly flagged: DecidedEstimate
  /**
   * Decided flagged rows that come first: when they are all of the decided ones, the decided rows are the most
   * anomalous, and no random part of the flagged.
   */
  readonly fromTheTop: boolean
  /** Null without random checks. */
  readonly missed: MissedQuality | null
  readonly recall: RecallEstimate | null
}

export interface MissedQuality {
  readonly estimate: DecidedEstimate
  /** Checks that are drawn, and those of them without a label. */
  readonly drawn: number
  readonly undecided: number
  /** Decided checks of which score and reasons were hidden, and those of which they were in sight. */
  readonly blind: number
  readonly seen: number
  /** Whether only what was decided blind is counted. */
  readonly onlyBlind: boolean
  /** Anomalies that were found below the line, drawn or not. */
  readonly known: number
  /**
   * `present`: they are a random draw of the rows below the present line. `raised`: the line was moved up, and the
   * rows between are not covered. `reordered`: the order is another one; they tell of the line as it was.
   */
  readonly standing: 'present' | 'raised' | 'reordered'
  /** Rows between the present line and the one they were drawn below; 0 but for `raised`. */
  readonly between: number
}

type Sources = Pick<AppState, 'ranking' | 'cut' | 'review'>

/**
 * Precision at the line, what is missed below it, and recall. Null while there is no ranking.
 *
 * Cost: the decisions and the checks, never the rows.
 */
export function workQuality({ ranking, cut, review }: Sources): WorkQuality | null {
  if (!ranking) return null
  const { decisions } = review.decided
  const rank = rankOf(ranking)
  const { above, deepest } = countAbove(decisions, rank, cut)
  const flagged = estimateDecided(above, cut)
  const decided = above.anomalies + above.falseAlarms + above.unsure
  const checks = checksOf(review.log)
  const missed = checks && missedQuality({ ranking, cut, review }, rank, checks)
  return {
    flagged,
    fromTheTop: decided > 0 && decided < cut && deepest < decided * 1.25,
    missed,
    recall:
      missed?.standing === 'present'
        ? estimateRecall(above, cut, missed.estimate.counts, missed.estimate.rows, missed.known)
        : null,
  }
}

function missedQuality(
  { ranking, cut, review }: Sources,
  rank: Uint32Array,
  checks: Checks,
): MissedQuality | null {
  if (!ranking) return null
  const { decisions } = review.decided
  const rows = ranking.order.length
  const same = checks.of === rows && markOf(ranking, checks.flagged) === checks.line
  // An order that was learned from decisions on the checks themselves moves them: its lower rows are no random draw.
  const present = same && (cut === checks.flagged || (cut > checks.flagged && !ranking.learned))
  const raised = same && cut < checks.flagged
  const line = present ? cut : checks.flagged
  const below = (row: number) => !present || rank[row]! >= line
  const drawn = checks.rows.filter(below)
  const isBlind = (row: number) => decisions.get(row)?.blind === true
  const decided = drawn.filter((row) => isDecided(decisions.get(row)))
  const blind = decided.filter(isBlind).length
  const counts = count(decisions, drawn, review.blind ? isBlind : () => true)
  return {
    estimate: estimateDecided(counts, checks.of - line),
    drawn: drawn.length,
    undecided: drawn.length - decided.length,
    blind,
    seen: decided.length - blind,
    onlyBlind: review.blind,
    known: anomaliesFrom(decisions, rank, line),
    standing: present ? 'present' : raised ? 'raised' : 'reordered',
    between: raised ? checks.flagged - cut : 0,
  }
}

/** Decided rows above a line, and the lowest place among them; −1 without any. One walk: they may be 200,000. */
function countAbove(decisions: ReadonlyMap<number, Decision>, rank: Uint32Array, cut: number) {
  const above = { anomalies: 0, falseAlarms: 0, unsure: 0 }
  let deepest = -1
  decisions.forEach(({ label }, row) => {
    const at = rank[row] ?? Infinity
    if (label === null || at >= cut) return
    if (at > deepest) deepest = at
    above[KINDS[label]]++
  })
  return { above, deepest }
}

function anomaliesFrom(decisions: ReadonlyMap<number, Decision>, rank: Uint32Array, line: number): number {
  let found = 0
  decisions.forEach(({ label }, row) => {
    if (label === 'anomaly' && (rank[row] ?? -1) >= line) found++
  })
  return found
}

const KINDS = { anomaly: 'anomalies', 'false-alarm': 'falseAlarms', unsure: 'unsure' } as const

function count(
  decisions: ReadonlyMap<number, Decision>,
  rows: Iterable<number>,
  counted: (row: number) => boolean,
): DecidedCounts {
  const counts = { anomalies: 0, falseAlarms: 0, unsure: 0 }
  for (const row of rows) {
    const label = decisions.get(row)?.label ?? null
    if (label !== null && counted(row)) counts[KINDS[label]]++
  }
  return counts
}
