import type { Rng } from '../run-context.ts'

/**
 * Draws `take` of `total` row numbers uniformly at random without replacement, ascending.
 *
 * Knuth, The Art of Computer Programming 2, 3.4.2, algorithm S (selection sampling). Cost: linear in `total`.
 */
export function selectionSample(total: number, take: number, rng: Rng): Uint32Array {
  const wanted = Math.min(take, total)
  const chosen = new Uint32Array(wanted)
  let taken = 0
  for (let seen = 0; taken < wanted; seen++) {
    if (rng.next() * (total - seen) < wanted - taken) chosen[taken++] = seen
  }
  return chosen
}
