import { wilsonInterval } from '../analysis/statistics/wilson-interval.ts'

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
