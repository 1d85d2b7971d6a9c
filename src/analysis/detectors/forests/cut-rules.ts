import type { Rng } from '../../run-context.ts'

/** Where a node's rows are parted along a line. */
export interface Cut {
  /** Projections at or below it go left; neither side is empty. */
  readonly threshold: number
  /** The left side's share of the projected range, strictly between 0 and 1. */
  readonly fraction: number
  /** What is best among several hyperplanes. */
  readonly gain: number
}

/**
 * @param projection (count,) finite; not changed
 * @returns null when all projections are equal
 */
export type CutRule = (projection: Float64Array, count: number, rng: Rng) => Cut | null

/** Keeps the logarithm of a share finite where a threshold falls on the edge of the range. */
const LEAST_FRACTION = 1e-6

/** Uniform in the range of the projections. */
export function cutAtRandom(projection: Float64Array, count: number, rng: Rng): Cut | null {
  let least = Infinity
  let greatest = -Infinity
  for (let i = 0; i < count; i++) {
    const value = projection[i]!
    if (value < least) least = value
    if (value > greatest) greatest = value
  }
  if (!(least < greatest)) return null
  const share = rng.next()
  const value = least + share * (greatest - least)
  // Rounding may reach the greatest value, which would leave the right side empty.
  const threshold = value < greatest ? Math.max(value, least) : least
  return { threshold, fraction: within(share), gain: 0 }
}

/**
 * Where the two sides together spread least: the pooled gain 1 − (n₁ s₁ + n₂ s₂) / (n s), s being standard
 * deviations. Halfway between two neighbouring projections.
 * Source: Cortes, arXiv 2110.13402.
 *
 * Cost: n log n.
 */
export function cutAtPooledGain(projection: Float64Array, count: number): Cut | null {
  const sorted = projection.slice(0, count).sort()
  const least = sorted[0]!
  const greatest = sorted[count - 1]!
  if (!(least < greatest)) return null
  let mean = 0
  for (let i = 0; i < count; i++) mean += sorted[i]!
  mean /= count
  let total = 0
  for (let i = 0; i < count; i++) total += (sorted[i]! - mean) * (sorted[i]! - mean)
  let sum = 0
  let squares = 0
  let bestAt = 0
  let best = Infinity
  for (let i = 1; i < count; i++) {
    const value = sorted[i - 1]! - mean
    sum += value
    squares += value * value
    if (sorted[i]! === sorted[i - 1]!) continue
    const rest = count - i
    // n s for each side: √(n Σx² − (Σx)²); the right sum is minus the left one, since the mean is taken off.
    const left = Math.sqrt(Math.max(0, i * squares - sum * sum))
    const right = Math.sqrt(Math.max(0, rest * (total - squares) - sum * sum))
    if (left + right >= best) continue
    best = left + right
    bestAt = i
  }
  const lower = sorted[bestAt - 1]!
  const upper = sorted[bestAt]!
  const middle = lower + (upper - lower) / 2
  const threshold = middle < upper ? middle : lower
  return {
    threshold,
    fraction: within((threshold - least) / (greatest - least)),
    gain: 1 - best / Math.sqrt(count * total),
  }
}

function within(share: number): number {
  return Math.min(Math.max(share, LEAST_FRACTION), 1 - LEAST_FRACTION)
}
