import { SLICE_ROWS, type Work } from '../work.ts'

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
 * Pearson's correlation and the line of least squares, in one pass with updated means and products (Welford), so that
 * large offsets lose nothing.
 *
 * @param x,y of equal length; rows in which either is NaN or ±∞ are left out
 * @param within leaves further rows out
 *
 * Cost: linear, some 8 ms for a million rows, in slices.
 */
export function* lineThrough(
  x: Float64Array,
  y: Float64Array,
  within: ((row: number) => boolean) | null = null,
): Work<Line> {
  let count = 0
  let meanX = 0
  let meanY = 0
  let xx = 0
  let yy = 0
  let xy = 0
  for (let row = 0; row < x.length; row++) {
    if (row % SLICE_ROWS === SLICE_ROWS - 1) yield
    const a = x[row]!
    const b = y[row]!
    if (a - a !== 0 || b - b !== 0 || within?.(row) === false) continue
    count++
    const dx = a - meanX
    const dy = b - meanY
    meanX += dx / count
    meanY += dy / count
    xx += dx * (a - meanX)
    yy += dy * (b - meanY)
    xy += dx * (b - meanY)
  }
  const slope = xy / xx
  const r = xx > 0 && yy > 0 ? xy / (Math.sqrt(xx) * Math.sqrt(yy)) : NaN
  return {
    count,
    r: Math.max(-1, Math.min(1, r)),
    slope,
    intercept: meanY - slope * meanX,
    spread: Math.sqrt(yy / count),
  }
}
