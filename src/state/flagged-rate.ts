import { wilsonInterval } from '../analysis/statistics/wilson-interval.ts'
import type { LinkedCounts } from './linked-views.ts'

export interface FlaggedRate {
  /** Flagged rows as a share of the rows, 0 … 1. */
  readonly share: number
  /** Its 95 % interval after Wilson. */
  readonly low: number
  readonly high: number
}

/** The share of flagged rows among some rows with its interval; NaN for no rows. */
export function flaggedRate(flagged: number, rows: number): FlaggedRate {
  return { share: rows > 0 ? flagged / rows : NaN, ...wilsonInterval(flagged, rows) }
}

/**
 * (bins,) the rows that flagged ones are a share of: where other views select rows, only those. With only
 * flagged rows as the selection every rate would be 100 %, so there all rows count.
 */
export function ratedRows(rows: Uint32Array, counts: LinkedCounts): Uint32Array {
  const selected = counts.selected()
  return selected === null || selected === counts.flagged() ? rows : selected
}
