import { chiSquaredUpperTail } from '../math/chi-squared.ts'
import { regularisedBeta } from '../math/incomplete-beta.ts'
import { SLICE_ROWS, type Work } from '../work.ts'
import type { GroupMean } from './group-mean.ts'

/** How much of a number's variation lies between groups. */
export interface GroupTests {
  /** Groups with at least one value, and values in all of them. */
  readonly groups: number
  readonly n: number
  /** Correlation ratio: √(squares between groups / all squares), 0 … 1; null where nothing varies. */
  readonly eta: number | null
  /** One-way analysis of variance, null where it is not defined. */
  readonly f: number | null
  readonly fP: number | null
  /** Kruskal and Wallis' H with the correction for ties, null where it is not defined. */
  readonly h: number | null
  readonly hP: number | null
}

/**
 * The correlation ratio, one-way analysis of variance, and the Kruskal–Wallis test of groups.
 *
 * @param sortedGroups the ascending finite values of each group
 * @param means of the same groups, null for an empty one
 *
 * Cost: values × groups comparisons, in slices. Source: Kruskal & Wallis, JASA 47 (1952); as `scipy.stats.f_oneway`
 * and `scipy.stats.kruskal`.
 */
export function* groupTests(
  sortedGroups: readonly Float64Array[],
  means: readonly (GroupMean | null)[],
): Work<GroupTests> {
  const used = means.filter((group) => group !== null)
  let n = 0
  let mean = 0
  for (const group of used) {
    n += group.n
    mean += (group.mean - mean) * (group.n / n)
  }
  let between = 0
  let within = 0
  for (const group of used) {
    between += group.n * (group.mean - mean) * (group.mean - mean)
    within += group.squares
  }
  const all = between + within
  const d1 = used.length - 1
  const d2 = n - used.length
  const defined = d1 > 0 && d2 > 0 && within > 0
  const f = defined ? between / d1 / (within / d2) : null
  const h = d1 > 0 ? yield* kruskal(sortedGroups, n) : null
  return {
    groups: used.length,
    n,
    eta: d1 > 0 && all > 0 && all < Infinity ? Math.sqrt(between / all) : null,
    f,
    fP: f === null ? null : fUpperTail(f, d1, d2),
    h,
    hP: h === null ? null : chiSquaredUpperTail(h, d1),
  }
}

/** The share of an F distribution above f. */
function fUpperTail(f: number, d1: number, d2: number): number {
  const x = d2 / (d2 + d1 * f)
  return regularisedBeta(x, d2 / 2, d1 / 2, (d1 * f) / (d2 + d1 * f))
}

/** Steps through all groups at once in ascending order: equal values share the mean of their ranks. */
function* kruskal(groups: readonly Float64Array[], n: number): Work<number | null> {
  const at = new Uint32Array(groups.length)
  const rankSums = new Float64Array(groups.length)
  let ties = 0
  let done = 0
  let sinceYield = 0
  while (done < n) {
    let value = Infinity
    for (let g = 0; g < groups.length; g++) {
      const next = groups[g]![at[g]!]
      if (next !== undefined && next < value) value = next
    }
    const before = done
    const starts = at.slice()
    for (let g = 0; g < groups.length; g++) {
      const group = groups[g]!
      while (at[g]! < group.length && group[at[g]!] === value) at[g]!++
      done += at[g]! - starts[g]!
    }
    const t = done - before
    const rank = before + (t + 1) / 2
    for (let g = 0; g < groups.length; g++) rankSums[g]! += rank * (at[g]! - starts[g]!)
    ties += t * (t * t - 1)
    sinceYield += groups.length
    if (sinceYield > SLICE_ROWS) {
      sinceYield = 0
      yield
    }
  }
  const correction = 1 - ties / (n * (n * n - 1))
  if (!(correction > 0)) return null
  let sum = 0
  for (let g = 0; g < groups.length; g++) {
    const size = groups[g]!.length
    // About the mean rank: the usual formula subtracts two large numbers.
    const apart = size > 0 ? rankSums[g]! / size - (n + 1) / 2 : 0
    sum += size * apart * apart
  }
  return ((12 / (n * (n + 1))) * sum) / correction
}
