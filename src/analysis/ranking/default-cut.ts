import { exp } from '../math/exponential.ts'
import { log } from '../math/logarithm.ts'
import { finish, type Work } from '../work.ts'
import { fitTail } from './tail-fit.ts'
import type { Tail } from './tail-fit.ts'

/** The cut that is proposed before the user moves anything, and how it was chosen. */
export interface DefaultCut {
  /** Number of rows flagged. */
  readonly cut: number
  /** False when nothing stands out from the tail: `cut` is then only a review budget. */
  readonly standsOut: boolean
  /** One or two sentences for the user. */
  readonly explanation: string
}

/** Flagged rows must outnumber the rows expected from the tail at least this many times. */
const EXCESS = 2.5
/** Chance of seeing so many rows there if all of them came from the tail (per length looked at). */
const CHANCE = 1e-3
/** Chance of an empty stretch of scores as wide as the one below the flagged rows, somewhere in the part looked at. */
const GAP_CHANCE = 0.05
/** And the tail must have fallen to this share across it: smaller steps are the grain of a forest's scores. */
const GAP_FALL = 0.75
/** More than this share is not an anomaly but a part of the data. */
const MAX_SHARE = 0.05
/** Fewer rows give too little of a tail to compare with. */
const MIN_ROWS = 50
const REVIEW_ROWS = 20
/** Cuts looked at in one slice of work. */
const SLICE_CUTS = 8192
const REVIEW_SHARE = 0.01

/**
 * Proposes how many rows to flag: the longest run from the top of the ranking in which at least 2.5 times
 * as many rows are seen as the tail of the other scores lets expect, and that chance would hardly give; where
 * there is none, the rows above a gap that this tail would hardly leave empty.
 *
 * Every ranking has a top; this says so when the top is no more than the end of the tail, and then proposes
 * a small budget of rows to review. The tail is that of `fitTail`: the larger of an exponential and a Pareto
 * tail through the scores between the 75th and the 95th percentile. Measured with isolation-forest scores of
 * 1,000 and 5,000 rows in 1, 3 and 6 columns of eight kinds: 9 of 384 such rankings were wrongly said to have rows
 * that stand out. It is cautious: 20 planted rows are mostly found in 1,000, often not in 5,000.
 *
 * @param scores (rows,) finite, higher = more anomalous, on any scale
 * @param order row indices by score, descending
 * @returns at most 5 % of the rows when something stands out, otherwise at most 20 rows or 1 %, at least 1
 *
 * Cost: in proportion to 5 % of the rows. Source: peaks over threshold (Siffer et al., KDD 2017), with a
 * bound on the share of false alarms in place of a fixed risk.
 */
export function proposeCut(scores: Float32Array, order: Uint32Array): DefaultCut {
  return finish(proposeCutInSlices(scores, order))
}

/** `proposeCut` in slices. */
export function* proposeCutInSlices(scores: Float32Array, order: Uint32Array): Work<DefaultCut> {
  const n = order.length
  if (n === 0) return { cut: 0, standsOut: false, explanation: 'There are no rows.' }
  const budget = Math.max(1, Math.min(REVIEW_ROWS, Math.floor(REVIEW_SHARE * n)))
  const review = `The ${rowsText(budget)} at the top ${budget === 1 ? 'is' : 'are'} offered for review`
  const top = scores[order[0]!]!
  if (top === scores[order[n - 1]!]!) {
    return {
      cut: budget,
      standsOut: false,
      explanation: `All rows have the same score: nothing stands out. ${review}.`,
    }
  }
  if (n < MIN_ROWS) {
    const explanation = `With ${rowsText(n)} there are too few to tell whether any stands out. ${review}.`
    return { cut: budget, standsOut: false, explanation }
  }
  const limit = Math.floor(MAX_SHARE * n)
  const tail = fitTail(scores, order)
  if (tail === null) return cutAboveShared(scores, order, limit, budget, review)

  let cut = 0
  let expectedAtCut = 0
  for (let k = 1; k <= limit; k++) {
    if (k % SLICE_CUTS === 0) yield
    const score = scores[order[k - 1]!]!
    if (k < n && scores[order[k]!]! === score) continue // never between equal scores
    const expected = n * tail.shareFrom(score)
    if (k >= EXCESS * expected && chanceOfAtLeast(k, expected) <= CHANCE) {
      cut = k
      expectedAtCut = expected
    }
  }
  if (cut === 0) {
    const gap = yield* widestGap(scores, order, limit, tail)
    if (gap !== null) {
      const [lower, upper] = [scores[order[gap]!]!, scores[order[gap - 1]!]!]
      const explanation = `${rowsText(gap)} score${gap === 1 ? 's' : ''} at least ${figure(upper)}, and the next one only ${figure(lower)}: in the tail of the other scores such a gap has a chance below 5 %.`
      return { cut: gap, standsOut: true, explanation }
    }
    const explanation = `Nothing stands out: the highest scores are no more than the end of the tail of the others. ${review}.`
    return { cut: budget, standsOut: false, explanation }
  }
  const expectedText = expectedAtCut < 0.1 ? 'fewer than 0.1' : `about ${figure(expectedAtCut)}`
  return {
    cut,
    standsOut: true,
    explanation: `${rowsText(cut)} score${cut === 1 ? 's' : ''} at least ${figure(scores[order[cut - 1]!]!)}, where the tail of the other scores lets expect ${expectedText}. This is the longest such list with at least ${EXCESS} times as many rows as expected.`,
  }
}

/**
 * How many rows stand above the least likely gap among the first `limit` scores; null when every gap is one
 * that the tail gives by chance. Of k rows at or above the lower edge of a gap, each is above its upper edge
 * with the chance that the tail says, so that the gap is empty with the k-th power of it; `limit` such gaps are looked at.
 */
function* widestGap(
  scores: Float32Array,
  order: Uint32Array,
  limit: number,
  tail: Tail,
): Work<number | null> {
  let best: number | null = null
  let least = log(GAP_CHANCE / limit)
  for (let k = 1; k <= limit; k++) {
    if (k % SLICE_CUTS === 0) yield
    const [upper, lower] = [scores[order[k - 1]!]!, scores[order[k]!]!]
    if (upper === lower) continue
    const fall = tail.shareFrom(upper) / tail.shareFrom(lower)
    const chance = k * log(fall)
    if (fall > GAP_FALL || chance > least) continue
    least = chance
    best = k
  }
  return best
}

/** More than a fifth of the rows share one score, so there is no tail to fit: rows above it stand out if they are few. */
function cutAboveShared(
  scores: Float32Array,
  order: Uint32Array,
  limit: number,
  budget: number,
  review: string,
): DefaultCut {
  const shared = scores[order[limit]!]!
  let above = limit
  while (above > 0 && scores[order[above - 1]!]! === shared) above--
  if (above === 0) {
    const explanation = `Many rows share the highest score: nothing stands out from it. ${review}.`
    return { cut: budget, standsOut: false, explanation }
  }
  return {
    cut: above,
    standsOut: true,
    explanation: `At least a fifth of the rows have the same score, ${figure(shared)}; the ${rowsText(above)} with a higher one ${above === 1 ? 'is' : 'are'} flagged.`,
  }
}

/** An upper bound of P(X ≥ k) for a Poisson X whose mean is at most k / 2.5. */
function chanceOfAtLeast(k: number, mean: number): number {
  if (k > 50) return 0 // below 1e-8 then
  let term = 1
  for (let i = 1; i <= k; i++) term *= mean / i
  let sum = 0
  for (let i = k; i < k + 40; i++) {
    sum += term
    term *= mean / (i + 1)
  }
  return sum * exp(-mean)
}

const rowsText = (count: number): string => `${count.toLocaleString('en-US')} ${count === 1 ? 'row' : 'rows'}`

/** Three significant figures. */
function figure(value: number): string {
  return value.toLocaleString('en-US', { maximumSignificantDigits: 3 })
}
