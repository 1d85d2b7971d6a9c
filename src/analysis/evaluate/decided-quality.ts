import { hypergeometricInterval, type CountInterval } from '../statistics/hypergeometric-interval.ts'

/** Decisions on some rows, counted. */
export interface DecidedCounts {
  readonly anomalies: number
  readonly falseAlarms: number
  /** Decided as neither. */
  readonly unsure: number
}

/** A share with what it was worked out from: all of `low`, `value` and `high` are 0 … 1. */
export interface ShareEstimate {
  readonly value: number
  readonly low: number
  readonly high: number
}

/** How many of some rows are anomalies, told from those that were decided. */
export interface DecidedEstimate {
  /** Rows that it is about. */
  readonly rows: number
  readonly counts: DecidedCounts
  /** Rows that tell: anomalies and false alarms. */
  readonly known: number
  /** The share of anomalies with its 95 % interval; null while no row tells. */
  readonly share: ShareEstimate | null
  /** The same in rows; `value` need not be whole. */
  readonly anomalies: ShareEstimate | null
  /** Nothing is estimated: every row is decided, and none is unsure. */
  readonly exact: boolean
}

/** Of all anomalies in the file, the share that is above the line. */
export interface RecallEstimate extends ShareEstimate {
  /** Anomalies above and below the line together, with their interval. */
  readonly anomalies: ShareEstimate
}

export const CONFIDENCE = 0.95

/**
 * How many of some rows are anomalies, from the decisions on a part of them. The interval holds when the decided
 * rows are a random draw of the rows; whether they are is for the caller to say. Rows decided as unsure count
 * as not drawn.
 *
 * @param counts decisions on rows out of these
 * @param rows how many rows it is about, at least as many as are decided
 * @param confidence of the interval
 *
 * Cost: see `hypergeometricInterval`.
 */
export function estimateDecided(
  counts: DecidedCounts,
  rows: number,
  confidence = CONFIDENCE,
): DecidedEstimate {
  const known = counts.anomalies + counts.falseAlarms
  const exact = known === rows
  if (known === 0) return { rows, counts, known, share: null, anomalies: null, exact }
  const interval = hypergeometricInterval(counts.anomalies, known, rows, confidence)
  const value = counts.anomalies / known
  return {
    rows,
    counts,
    known,
    share: { value, low: interval.low / rows, high: interval.high / rows },
    anomalies: { value: value * rows, ...interval },
    exact,
  }
}

/**
 * Recall from the decisions on flagged rows and on a random draw of the others. Where both have to be estimated,
 * each gets half of the error that is allowed, so that the interval is at least as sure as either (Bonferroni).
 *
 * @param above decisions on rows above the line, of `flagged` rows
 * @param below decisions on rows drawn at random below it, of `unflagged` rows
 * @param missed anomalies that are known below the line, drawn or not: never estimated away
 * @returns null while either side has no row that tells, or no anomaly is estimated at all
 *
 * Cost: see `hypergeometricInterval`.
 */
export function estimateRecall(
  above: DecidedCounts,
  flagged: number,
  below: DecidedCounts,
  unflagged: number,
  missed = 0,
): RecallEstimate | null {
  const exact = [
    flagged === 0 || above.anomalies + above.falseAlarms === flagged,
    below.anomalies + below.falseAlarms === unflagged,
  ]
  const confidence = exact.includes(true) ? CONFIDENCE : (1 + CONFIDENCE) / 2
  const found = flagged === 0 ? NONE : estimateDecided(above, flagged, confidence).anomalies
  const rest = unflagged === 0 ? NONE : estimateDecided(below, unflagged, confidence).anomalies
  if (found === null || rest === null) return null
  const lost = {
    value: Math.max(rest.value, missed),
    low: Math.max(rest.low, missed),
    high: Math.max(rest.high, missed),
  }
  if (found.value + lost.value === 0) return null
  return {
    value: shareOf(found.value, lost.value),
    low: shareOf(found.low, lost.high),
    high: shareOf(found.high, lost.low),
    anomalies: {
      value: found.value + lost.value,
      low: found.low + lost.low,
      high: found.high + lost.high,
    },
  }
}

const NONE: CountInterval & ShareEstimate = { value: 0, low: 0, high: 0 }

/** Of nothing, all is found. */
function shareOf(found: number, lost: number): number {
  return found + lost === 0 ? 1 : found / (found + lost)
}
