import { cutForScore } from './cut.ts'

/** Up to this many rows every cut is looked at, beyond it one in each step of a third of a percent. */
const EACH = 1024
const STEP = 1.003

/**
 * The cuts that a curve along the ranking is worked out at: every one of the first 1,024, then in steps of 0.3 %,
 * and never between equal scores.
 *
 * @param scores (rows,) finite, higher = more anomalous
 * @param order (rows,) row indices by score, descending
 * @returns (positions,) ascending, from 0 to all rows
 *
 * Cost: some 3,500 look-ups for a million rows.
 */
export function cutPositions(scores: Float32Array, order: Uint32Array): Uint32Array {
  const rows = order.length
  const positions = [0]
  let last = 0
  for (let k = 1; k < rows; k = k < EACH ? k + 1 : Math.ceil(k * STEP)) {
    if (k <= last) continue
    last = runEnd(scores, order, k)
    positions.push(last)
  }
  if (last < rows) positions.push(rows)
  return Uint32Array.from(positions)
}

/** Where the run of equal scores ends that the k-th row (from 1) is in. */
export function runEnd(scores: Float32Array, order: Uint32Array, k: number): number {
  const score = scores[order[k - 1]!]!
  if (k >= order.length || scores[order[k]!]! !== score) return k
  return cutForScore(scores, order, score)
}
