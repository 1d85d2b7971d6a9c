import { useMemo } from 'react'
import {
  createSeedCounts,
  meanJaccard,
  stabilityOf,
  type SeedCounts,
  type SeedStability,
} from '../analysis/compare/seed-stability.ts'
import type { SeedRuns } from './compare-state.ts'
import { useApp } from './store.ts'

/** The seeds' counts per row, worked out once; they follow the cut of whoever reads them. */
function countsOf(runs: SeedRuns): SeedCounts {
  const known = counts.get(runs)
  if (known) return known
  const made = createSeedCounts(runs.ranking.order.length, runs.orders)
  counts.set(runs, made)
  return made
}
const counts = new WeakMap<SeedRuns, SeedCounts>()

/** Stability at the store's cut. */
export interface StabilityReading extends SeedStability {
  readonly seeds: number
  /** Rows to review that it is told for: the cut, or as many as the seeds' orders reach. */
  readonly cut: number
  readonly reach: number
  /** The mean overlap of two seeds' flagged rows. */
  readonly jaccard: number
  /** Flagged rows, those that the fewest seeds flag first. */
  readonly leastStable: (limit?: number) => Uint32Array
  readonly seedsThatFlag: (row: number) => number
}

/** What other seeds make of the flagged rows; null while it is not worked out. Follows the slider. */
export function useStability(): StabilityReading | null {
  const runs = useApp((state) => state.compare.seedRuns)
  const ranking = useApp((state) => state.ranking)
  const cut = useApp((state) => state.cut)
  return useMemo(() => {
    if (runs === null || runs.ranking !== ranking) return null
    return readStability(runs, cut)
  }, [runs, ranking, cut])
}

function readStability(runs: SeedRuns, cut: number): StabilityReading {
  const kept = countsOf(runs)
  kept.moveTo(cut)
  const { order } = runs.ranking
  const flagged = order.subarray(0, kept.cut)
  return {
    ...stabilityOf(kept, flagged),
    seeds: kept.seeds,
    cut: kept.cut,
    reach: kept.reach,
    jaccard: meanJaccard(order.length, runs.orders, kept.cut),
    leastStable: (limit) => byCount(flagged, kept.counts, kept.seeds).subarray(0, limit),
    seedsThatFlag: (row) => kept.counts[row]!,
  }
}

/** The rows by their counts, the lowest first, and among equal ones the last of the order first. Cost: linear. */
function byCount(rows: Uint32Array, rowCounts: Uint16Array, most: number): Uint32Array {
  const next = new Uint32Array(most + 2)
  for (const row of rows) next[rowCounts[row]! + 1]!++
  for (let count = 0; count <= most; count++) next[count + 1]! += next[count]!
  const sorted = new Uint32Array(rows.length)
  for (let k = rows.length - 1; k >= 0; k--) {
    const row = rows[k]!
    sorted[next[rowCounts[row]!]!++] = row
  }
  return sorted
}

/** In how many of how many seeds a row is flagged at the cut; null while it is not worked out. */
export function useRowStability(
  row: number | null,
): { readonly flaggedIn: number; readonly seeds: number } | null {
  const runs = useApp((state) => state.compare.seedRuns)
  const ranking = useApp((state) => state.ranking)
  const cut = useApp((state) => state.cut)
  return useMemo(() => {
    if (runs === null || row === null || runs.ranking !== ranking) return null
    const kept = countsOf(runs)
    if (cut > kept.reach) return null
    kept.moveTo(cut)
    return { flaggedIn: kept.counts[row]!, seeds: kept.seeds }
  }, [runs, ranking, row, cut])
}
