import { exp } from '../math/exponential.ts'
import { log } from '../math/logarithm.ts'
import { moments } from '../statistics/moments.ts'
import { quantileOfSorted } from '../statistics/sorted-values.ts'
import type { Work } from '../work.ts'

/** How wide a histogram's bins are: by a rule, or as the user says. */
export type BinRule = 'freedman-diaconis' | 'scott'

/**
 * Bin width after Freedman and Diaconis: 2 × interquartile range ÷ n^⅓ (quartiles of type 7), as numpy's `fd`.
 *
 * @param sorted ascending, finite
 * @returns in the values' unit; 0 where half of the values or more are equal, NaN without a value
 */
export function freedmanDiaconisWidth(sorted: Float64Array): number {
  const n = sorted.length
  if (n === 0) return NaN
  return (2 * (quantileOfSorted(sorted, 0.75) - quantileOfSorted(sorted, 0.25))) / cubeRoot(n)
}

/**
 * Bin width after Scott: (24 √π ÷ n)^⅓ × standard deviation (÷ n), as numpy's `scott`.
 *
 * @param sorted finite, in any order
 * @returns in the values' unit; 0 for a constant, NaN without a value
 */
export function* scottWidth(sorted: Float64Array): Work<number> {
  const { populationSd } = yield* moments(sorted)
  return (cubeRoot(24 * SQRT_PI) * populationSd) / cubeRoot(sorted.length)
}

const SQRT_PI = 1.772453850905516

function cubeRoot(x: number): number {
  return exp(log(x) / 3)
}
