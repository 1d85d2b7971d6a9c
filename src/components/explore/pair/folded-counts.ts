import type { LinkedCounts } from '../../../state/linked-views.ts'

/**
 * Counts of coarser parts of a view: each part is the sum of some bins. Nothing is counted per row.
 *
 * @param partOf (bins,) the part of each bin
 */
export function foldedCounts(counts: LinkedCounts, partOf: ArrayLike<number>, parts: number): LinkedCounts {
  const flagged = new Uint32Array(parts)
  return {
    flagged: () => foldInto(counts.flagged(), partOf, flagged),
    selected() {
      const selected = counts.selected()
      return selected && foldInto(selected, partOf, new Uint32Array(parts))
    },
    outside: counts.outside,
    subscribe: counts.subscribe,
  }
}

/** Adds the bins of each part into `into`, which is cleared first. */
export function foldInto(bins: ArrayLike<number>, partOf: ArrayLike<number>, into: Uint32Array): Uint32Array {
  into.fill(0)
  for (let bin = 0; bin < partOf.length; bin++) into[partOf[bin]!]! += bins[bin]!
  return into
}
