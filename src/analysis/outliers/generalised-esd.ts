import { SLICE_ROWS, type Work } from '../work.ts'
import { grubbsCritical } from './grubbs.ts'

/** One step: the value that is then farthest from the mean of what is left. */
export interface EsdStep {
  readonly value: number
  /** R: its distance from the mean in standard deviations of what is left, itself included. */
  readonly statistic: number
  /** λ: what R must exceed. */
  readonly critical: number
}

export interface EsdResult {
  /** One per value that may be an outlier, in the order in which they are taken away. */
  readonly steps: readonly EsdStep[]
  /** The outliers: as many of the first steps. */
  readonly outliers: number
  /** How many of them are the smallest, and how many the largest values. */
  readonly below: number
  readonly above: number
  /** Mean and standard deviation of the values that are kept. */
  readonly mean: number
  readonly sd: number
  /** λ for the kept values: from here on another value would be called an outlier. */
  readonly critical: number
}

/**
 * The generalised extreme Studentized deviate test (Rosner): up to `most` outliers of a normal sample, not
 * masked by each other. All steps are taken, and the last one whose R exceeds its λ decides.
 *
 * The values left at a step lie between two places of the ascending ones, so that mean and sd of every step
 * come from sums built outwards from the middle: nothing is ever subtracted, and one value of 10¹² among
 * values of 1 leaves the sd of the others exact. The sd of the kept values is 0 where they are all equal;
 * then the last step before it counts.
 *
 * @param sorted ascending, finite
 * @param most outliers to look for; at most half of the values are
 * @param alpha chance of finding any outlier in a normal sample
 *
 * Cost: linear, plus a quantile of Student's t per step (some 20 µs). Source: Rosner, Technometrics 25 (1983).
 */
export function* generalisedEsd(sorted: Float64Array, most: number, alpha: number): Work<EsdResult> {
  const n = sorted.length
  const limit = esdLimit(n, most)
  const { low, core, high } = yield* sumsOutwards(sorted, limit)
  const steps: EsdStep[] = []
  const atStep: {
    readonly below: number
    readonly above: number
    readonly mean: number
    readonly sd: number
  }[] = []
  let below = 0
  let above = 0
  let outliers = 0
  for (let i = 0; ; i++) {
    const { mean, sd } = finish(merged(merged(low[below]!, core), high[above]!))
    atStep.push({ below, above, mean, sd })
    if (i === limit || !(sd > 0)) break
    const toLow = mean - sorted[below]!
    const toHigh = sorted[n - 1 - above]! - mean
    const takesLow = toLow > toHigh
    const critical = grubbsCritical(n - i, alpha)
    const statistic = (takesLow ? toLow : toHigh) / sd
    steps.push({ value: takesLow ? sorted[below]! : sorted[n - 1 - above]!, statistic, critical })
    if (statistic > critical) outliers = i + 1
    if (takesLow) below++
    else above++
    if (i % 64 === 63) yield
  }
  const kept = atStep[outliers]!
  const measured = kept.sd > 0 || outliers === 0 ? kept : atStep[outliers - 1]!
  return {
    steps,
    outliers,
    below: kept.below,
    above: kept.above,
    mean: measured.mean,
    sd: measured.sd,
    critical: grubbsCritical(n - outliers, alpha),
  }
}

/** How many steps the test takes on n values when `most` are asked for: two values must be left to differ. */
export function esdLimit(n: number, most: number): number {
  return Math.max(0, Math.min(Math.floor(most), Math.floor(n / 2), n - 2))
}

interface Sums {
  readonly count: number
  readonly mean: number
  /** Sum of squared differences from the mean. */
  readonly squares: number
}

/**
 * low[i]: sums of the values from place i up to the core; high[j]: of those after the core but the last j.
 */
function* sumsOutwards(
  sorted: Float64Array,
  limit: number,
): Work<{ readonly low: readonly Sums[]; readonly core: Sums; readonly high: readonly Sums[] }> {
  const n = sorted.length
  let core: Sums = NO_SUMS
  for (let start = limit; start < n - limit; start += BLOCK) {
    core = merged(core, sumsOf(sorted, start, Math.min(start + BLOCK, n - limit)))
    if ((start - limit) % SLICE_ROWS === 0) yield
  }
  const low = new Array<Sums>(limit + 1).fill(NO_SUMS)
  const high = new Array<Sums>(limit + 1).fill(NO_SUMS)
  for (let i = limit - 1; i >= 0; i--) {
    low[i] = merged(low[i + 1]!, single(sorted[i]!))
    high[i] = merged(high[i + 1]!, single(sorted[n - 1 - i]!))
  }
  return { low, core, high }
}

const NO_SUMS: Sums = { count: 0, mean: 0, squares: 0 }
const BLOCK = 4096

function single(value: number): Sums {
  return { count: 1, mean: value, squares: 0 }
}

function sumsOf(values: Float64Array, start: number, end: number): Sums {
  const first = values[start]!
  let sum = 0
  for (let i = start; i < end; i++) sum += values[i]! - first
  const mean = first + sum / (end - start)
  let squares = 0
  for (let i = start; i < end; i++) squares += (values[i]! - mean) * (values[i]! - mean)
  return { count: end - start, mean, squares }
}

/** Sums of both sets of values (Chan, Golub & LeVeque 1983). */
function merged(a: Sums, b: Sums): Sums {
  if (a.count === 0 || b.count === 0) return a.count === 0 ? b : a
  const count = a.count + b.count
  const delta = b.mean - a.mean
  return {
    count,
    mean: a.mean + (delta * b.count) / count,
    squares: a.squares + b.squares + delta * delta * ((a.count * b.count) / count),
  }
}

function finish({ count, mean, squares }: Sums): { readonly mean: number; readonly sd: number } {
  return { mean: count === 0 ? NaN : mean, sd: count < 2 ? 0 : Math.sqrt(squares / (count - 1)) }
}
