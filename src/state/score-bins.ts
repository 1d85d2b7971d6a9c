import type { Ranking } from '../workers/engine.api.ts'
import { cutForScore, scoreRange } from './selectors.ts'

/** Scores cut into bins of equal width, by where each bin begins in the order. */
export interface ScoreBins {
  /** bins + 1 scores, rising. */
  readonly edges: Float64Array
  /** (bins,) rows per bin. */
  readonly rows: Uint32Array
  /** (bins,) rows with a higher score than the bin holds: where the bin starts in `order`. */
  readonly starts: Uint32Array
}

/** Bins of equal width over the range of scores; one bin when all scores are equal. O(bins · log rows). */
export function scoreBins(ranking: Ranking, maxBins: number): ScoreBins {
  const [low, high] = scoreRange(ranking)
  const bins = high > low ? Math.max(1, Math.min(maxBins, ranking.order.length)) : 1
  const edges = new Float64Array(bins + 1)
  for (let b = 0; b <= bins; b++) edges[b] = b === bins ? high : low + ((high - low) * b) / bins
  const rows = new Uint32Array(bins)
  const starts = new Uint32Array(bins)
  let above = 0
  for (let b = bins - 1; b >= 0; b--) {
    // The lowest bin takes what rounding left below its edge.
    const through = b === 0 ? ranking.order.length : cutForScore(ranking, edges[b]!)
    starts[b] = above
    rows[b] = through - above
    above = through
  }
  return { edges, rows, starts }
}

/** The bin of the row at a place of the order; null where there is none. */
export function scoreBinOf({ starts, rows }: ScoreBins, rank: number | undefined): number | null {
  if (rank === undefined) return null
  const bin = starts.findIndex((start, b) => rank >= start && rank < start + rows[b]!)
  return bin < 0 ? null : bin
}

/** Flagged rows per bin at a cut, written into `into`. */
export function flaggedInScoreBins(bins: ScoreBins, cut: number, into: Uint32Array): Uint32Array {
  for (let b = 0; b < bins.rows.length; b++) {
    into[b] = Math.max(0, Math.min(cut - bins.starts[b]!, bins.rows[b]!))
  }
  return into
}
