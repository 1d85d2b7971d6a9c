import type { Rng } from '../run-context.ts'

/**
 * `count` different rows of `rowCount`, each set of rows equally likely: the first `count` steps
 * of a Fisher–Yates shuffle, of which only the entries that moved are kept.
 *
 * @param count 0 … rowCount
 * @returns (count,) row indices in drawn order
 * Cost: O(count), whatever rowCount.
 */
export function sampleRows(rowCount: number, count: number, rng: Rng): Uint32Array {
  const moved = new Map<number, number>()
  const drawn = new Uint32Array(count)
  for (let i = 0; i < count; i++) {
    const j = i + rng.below(rowCount - i)
    drawn[i] = moved.get(j) ?? j
    moved.set(j, moved.get(i) ?? i)
  }
  return drawn
}
