import { cutAtRisk, scoreAtRisk, type PeaksTail } from './peaks-over-threshold.ts'
import type { CutSubject } from './plain-cut.ts'

/** A line by extreme values, and whether the rows above it say anything. */
export interface TailSuggestion {
  readonly cut: number
  readonly score: number
  /** Ordinary rows that the risk lets expect above the line. */
  readonly expected: number
  /** False: the rows above it are no more than the end of the tail. */
  readonly standsOut: boolean
}

/** Rows above the line must outnumber those expected there as many times as for the proposed cut. */
const EXCESS = 2.5

/**
 * The line at a risk.
 *
 * @param risk the chance that an ordinary row is above it; above 0
 * @returns null where the risk reaches below the tail
 *
 * Cost: logarithmic.
 */
export function suggestByTail(
  peaks: PeaksTail,
  { scores, order, defaultCut }: CutSubject,
  risk: number,
): TailSuggestion | null {
  const expected = risk * peaks.rows
  if (expected >= peaks.peaks) return null
  const cut = cutAtRisk(peaks, scores, order, risk)
  // Any tail has an end: rows stand out only where the test of the proposed cut finds some, too.
  const standsOut = defaultCut.standsOut && cut > 0 && cut >= EXCESS * expected
  return { cut, score: scoreAtRisk(peaks, risk), expected, standsOut }
}
