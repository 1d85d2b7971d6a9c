import { exp } from '../math/exponential.ts'
import { log } from '../math/logarithm.ts'
import { cutForScore } from './cut.ts'
import { fitGeneralizedPareto, paretoQuantile, type GeneralizedPareto } from './generalized-pareto.ts'

/** The tail of the scores beyond a high one. */
export interface PeaksTail {
  /** Where it begins, as a score. */
  readonly from: number
  /** Rows that score more, without those that were left out. */
  readonly peaks: number
  readonly tail: GeneralizedPareto
  /** Scores from 0 to 1 are fitted as −log(1 − score). */
  readonly bounded: boolean
  /** Rows that the tail is of: all but those left out. */
  readonly rows: number
}

/** Fewer peaks say too little of a tail. */
export const FEWEST_PEAKS = 50
const PEAK_SHARE = 0.02
/** So that small files can be used: never more than this share is taken as peaks. */
const MOST_SHARE = 0.1
/** As many of the peaks, evenly drawn by rank, say as much as all of them. */
const POINTS = 2048
/** A score of 1 has no logarithm: it counts as the largest Float32 below 1. */
const CLOSEST = 5.960464477539063e-8

/**
 * Fits the tail of the scores: the 2 % highest (in files of fewer than 2,500 rows the 50 highest), less the score
 * below them, as a generalized Pareto distribution.
 *
 * @param scores (rows,) finite; where all are from 0 to 1 they are stretched first, because a bounded tail is none
 * @param order (rows,) row indices by score, descending
 * @param leftOut so many rows at the top stand out by another test: they are no part of the tail, so that anomalies do
 *   not hide themselves by stretching it
 * @returns null with fewer than 500 rows, or where fewer than 50 rows score more than the one below the peaks
 *
 * Cost: some 20 ms whatever the rows. Source: peaks over threshold, Siffer et al., KDD 2017, who fit on rows that are
 * taken to be ordinary.
 */
export function fitPeaks(scores: Float32Array, order: Uint32Array, leftOut: number): PeaksTail | null {
  const rows = order.length - leftOut
  const wanted = Math.max(FEWEST_PEAKS, Math.floor(PEAK_SHARE * rows))
  if (wanted > MOST_SHARE * rows) return null
  const from = scores[order[leftOut + wanted]!]!
  const bounded = scores[order[order.length - 1]!]! >= 0 && scores[order[0]!]! <= 1
  const start = stretched(from, bounded)
  let peaks = wanted
  while (peaks > 0 && scores[order[leftOut + peaks - 1]!]! === from) peaks--
  if (peaks < FEWEST_PEAKS) return null
  const points = Math.min(POINTS, peaks)
  const excesses = new Float64Array(points)
  for (let i = 0; i < points; i++) {
    const k = points === peaks ? i : Math.floor(((i + 0.5) / points) * peaks)
    excesses[i] = stretched(scores[order[leftOut + k]!]!, bounded) - start
  }
  return { from, peaks, tail: fitGeneralizedPareto(excesses), bounded, rows }
}

/**
 * The score that an ordinary row exceeds with a chance of `risk`, if the tail goes on as it was fitted.
 *
 * @param risk above 0, below the share of peaks
 */
export function scoreAtRisk({ from, peaks, tail, bounded, rows }: PeaksTail, risk: number): number {
  const place = stretched(from, bounded) + paretoQuantile(tail, (risk * rows) / peaks)
  return bounded ? 1 - exp(-place) : place
}

/** The rows above the score of a risk. */
export function cutAtRisk(peaks: PeaksTail, scores: Float32Array, order: Uint32Array, risk: number): number {
  // Scores are Float32: a score that is at the line to the last bit is above it.
  return cutForScore(scores, order, scoreAtRisk(peaks, risk))
}

function stretched(score: number, bounded: boolean): number {
  return bounded ? -log(Math.max(CLOSEST, 1 - score)) : score
}
