import type { Work } from '../work.ts'
import { pairMoments, pearson } from './pair-moments.ts'

/** A least-squares line y = intercept + slope · x with its correlation, over the rows in which both are finite. */
export interface Line {
  readonly count: number
  /** Pearson's r; NaN below two rows or where either is constant. */
  readonly r: number
  readonly slope: number
  readonly intercept: number
  /** Standard deviation of y (÷ n). */
  readonly spread: number
}

/**
 * Pearson's correlation and the line of least squares.
 *
 * @param x any values; rows in which either is NaN or ±∞ are left out
 * @param y as long as x
 * @param within leaves further rows out
 *
 * Cost: that of `pairMoments`.
 */
export function* lineThrough(
  x: Float64Array,
  y: Float64Array,
  within: ((row: number) => boolean) | null = null,
): Work<Line> {
  const moments = yield* pairMoments(x, y, within)
  const { n, meanX, meanY, sxx, syy, sxy } = moments
  const slope = sxy / sxx
  return {
    count: n,
    r: pearson(moments) ?? NaN,
    slope,
    intercept: meanY - slope * meanX,
    spread: Math.sqrt(syy / n),
  }
}
