import { SLICE_ROWS, type Work } from '../work.ts'

/** Sums of squares and products of two columns about their means, over the rows where both are finite. */
export interface PairMoments {
  readonly n: number
  readonly meanX: number
  readonly meanY: number
  /** Σ (x − x̄)², Σ (y − ȳ)², Σ (x − x̄)(y − ȳ). */
  readonly sxx: number
  readonly syy: number
  readonly sxy: number
}

/**
 * Moments of two columns in two passes: the second one is about the means of the first and takes what rounding
 * left of them out again (the corrected two-pass algorithm), so that large offsets cost no digits.
 *
 * @param x any values; rows where either is NaN or ±∞ are left out
 * @param y as long as x
 * @param within leaves further rows out
 * @returns NaN means without a row
 *
 * Cost: linear, some 10 ms for a million rows. Source: Chan, Golub & LeVeque, The American Statistician 37 (1983).
 */
export function* pairMoments(
  x: Float64Array,
  y: Float64Array,
  within: ((row: number) => boolean) | null = null,
): Work<PairMoments> {
  let n = 0
  let meanX = 0
  let meanY = 0
  for (let row = 0; row < x.length; row++) {
    const a = x[row]!
    const b = y[row]!
    if (a - a === 0 && b - b === 0 && within?.(row) !== false) {
      n++
      // Running means: sums of the largest doubles would overflow.
      meanX += a / n - meanX / n
      meanY += b / n - meanY / n
    }
    if (row % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  let dx = 0
  let dy = 0
  let sxx = 0
  let syy = 0
  let sxy = 0
  for (let row = 0; row < x.length; row++) {
    const a = x[row]! - meanX
    const b = y[row]! - meanY
    if (a - a === 0 && b - b === 0 && within?.(row) !== false) {
      dx += a
      dy += b
      sxx += a * a
      syy += b * b
      sxy += a * b
    }
    if (row % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  if (n === 0) return { n, meanX: NaN, meanY: NaN, sxx: 0, syy: 0, sxy: 0 }
  return {
    n,
    meanX: meanX + dx / n,
    meanY: meanY + dy / n,
    sxx: Math.max(0, sxx - (dx * dx) / n),
    syy: Math.max(0, syy - (dy * dy) / n),
    sxy: sxy - (dx * dy) / n,
  }
}

/**
 * Pearson's r.
 *
 * @returns −1 … 1; null where a column does not vary, or a sum is beyond the range of doubles
 */
export function pearson({ n, sxx, syy, sxy, meanX, meanY }: PairMoments): number | null {
  if (n < 2 || !varies(sxx, n, meanX) || !varies(syy, n, meanY)) return null
  const r = sxy / Math.sqrt(sxx) / Math.sqrt(syy)
  return r - r === 0 ? Math.max(-1, Math.min(1, r)) : null
}

/** Whether a sum of squares is more than what rounding alone leaves of equal values. */
export function varies(sum: number, n: number, mean: number): boolean {
  const rounding = 4 * 2.220446049250313e-16 * Math.abs(mean)
  return sum > n * rounding * rounding && sum < Infinity
}
