import { countAtMost, countBelow, quantileOfSorted } from './sorted-values.ts'

/** What a box plot shows. Every value is in the unit of the values it is made from. */
export interface BoxStatistics {
  readonly count: number
  readonly min: number
  /** Quartiles by linear interpolation (type 7 of Hyndman and Fan). */
  readonly q1: number
  readonly median: number
  readonly q3: number
  readonly max: number
  /** q1 − 1.5 and q3 + 1.5 interquartile ranges: beyond them values are outside. */
  readonly innerFences: readonly [low: number, high: number]
  /** q1 − 3 and q3 + 3 interquartile ranges: beyond them values are far out. */
  readonly outerFences: readonly [low: number, high: number]
  /** The outermost values that are not outside. */
  readonly whiskers: readonly [low: number, high: number]
  /** Values below and above the inner fences; among them those beyond the outer ones. */
  readonly outside: readonly [below: number, above: number]
  readonly farOut: readonly [below: number, above: number]
}

/**
 * The figures of a box plot after Tukey.
 *
 * @param sorted ascending, finite
 * @returns null without a value; for a constant everything is that value and nothing is outside
 *
 * Cost: logarithmic. Source: Tukey, Exploratory Data Analysis (1977); Hyndman & Fan 1996. R's `boxplot.stats` takes
 * hinges in place of the quartiles: the same where n − 1 is a multiple of 4.
 */
export function boxStatistics(sorted: Float64Array): BoxStatistics | null {
  const n = sorted.length
  if (n === 0) return null
  const q1 = quantileOfSorted(sorted, 0.25)
  const q3 = quantileOfSorted(sorted, 0.75)
  const inner = fences(q1, q3, 1.5)
  const outer = fences(q1, q3, 3)
  const outside = beyond(sorted, inner)
  return {
    count: n,
    min: sorted[0]!,
    q1,
    median: quantileOfSorted(sorted, 0.5),
    q3,
    max: sorted[n - 1]!,
    innerFences: inner,
    outerFences: outer,
    whiskers: [sorted[outside[0]]!, sorted[n - 1 - outside[1]]!],
    outside,
    farOut: beyond(sorted, outer),
  }
}

function fences(q1: number, q3: number, ranges: number): [low: number, high: number] {
  const reach = ranges * (q3 - q1)
  return [q1 - reach, q3 + reach]
}

function beyond(
  sorted: Float64Array,
  [low, high]: readonly [number, number],
): [below: number, above: number] {
  return [countBelow(sorted, low), sorted.length - countAtMost(sorted, high)]
}
