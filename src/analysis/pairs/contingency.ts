import { chiSquaredUpperTail } from '../math/chi-squared.ts'

/** What a table of counts says about whether its rows and columns belong together. */
export interface Association {
  /** Rows counted. */
  readonly n: number
  /** Pearson's chi-squared, without Yates' correction. */
  readonly chiSquared: number
  readonly degreesOfFreedom: number
  /** Probability of a chi-squared this large without an association; null without degrees of freedom. */
  readonly p: number | null
  /** Smallest count that independence would let expect. */
  readonly leastExpected: number
  /**
   * (lines × columns) adjusted standardised residuals: about standard normal in each cell under independence. NaN
   * in a line or column that is empty or holds all rows.
   */
  readonly residuals: Float64Array
}

/**
 * Chi-squared and residuals of a table of counts.
 *
 * @param counts (lines × columns) row-major, whole numbers ≥ 0
 * @param columns how many columns
 * @returns residual (O − E) / √(E (1 − line share)(1 − column share)); empty lines and columns do not count as degrees of freedom
 *
 * Cost: linear in the cells. Source: Agresti, Categorical Data Analysis (2002), 3.3.1. The same as R's
 * `chisq.test(correct = FALSE)$stdres`.
 */
export function association(counts: Uint32Array, columns: number): Association {
  const lines = columns > 0 ? counts.length / columns : 0
  const lineSums = new Float64Array(lines)
  const columnSums = new Float64Array(columns)
  let n = 0
  for (let line = 0; line < lines; line++) {
    for (let column = 0; column < columns; column++) {
      const count = counts[line * columns + column]!
      lineSums[line]! += count
      columnSums[column]! += count
      n += count
    }
  }
  const residuals = new Float64Array(counts.length).fill(NaN)
  let chiSquared = 0
  let leastExpected = n > 0 ? Infinity : 0
  for (let line = 0; line < lines; line++) {
    for (let column = 0; column < columns; column++) {
      const expected = (lineSums[line]! * columnSums[column]!) / n
      if (!(expected > 0)) continue
      const at = line * columns + column
      const apart = counts[at]! - expected
      chiSquared += (apart * apart) / expected
      if (expected < leastExpected) leastExpected = expected
      const variance = expected * (1 - lineSums[line]! / n) * (1 - columnSums[column]! / n)
      if (variance > 0) residuals[at] = apart / Math.sqrt(variance)
    }
  }
  const usedLines = lineSums.filter((sum) => sum > 0).length
  const usedColumns = columnSums.filter((sum) => sum > 0).length
  const degreesOfFreedom = Math.max(0, usedLines - 1) * Math.max(0, usedColumns - 1)
  return {
    n,
    chiSquared,
    degreesOfFreedom,
    p: degreesOfFreedom > 0 ? chiSquaredUpperTail(chiSquared, degreesOfFreedom) : null,
    leastExpected,
    residuals,
  }
}
