import { createRng } from '../math/rng.ts'

/** Undecided flagged rows that checks are mixed among, for each check: so many that a check stays the exception. */
const ROWS_PER_CHECK = 4

/** The stream of the seed that places come from; the rows come from the seed itself. */
const PLACES = 1

/**
 * Where random checks stand in the queue, so that nothing in their place tells what they are: among the next
 * undecided flagged rows, every mixture of both being equally likely.
 *
 * @param ranks ranks (from 0) of undecided flagged rows, rising; of them the first four per check are used
 * @param count how many checks
 * @param cut how many rows are flagged: what comes after all of them stands there
 * @param seed the same seed gives the same places
 * @returns one per check, rising: before the row of this rank
 *
 * Cost: five times the count.
 */
export function drawPlaces(ranks: ArrayLike<number>, count: number, cut: number, seed: number): number[] {
  const rng = createRng(seed).fork(PLACES)
  const among = Math.min(ranks.length, ROWS_PER_CHECK * count)
  const end = among < ranks.length ? ranks[among]! : cut
  const places: number[] = []
  // Selection sampling: each of the slots becomes a check with the chance that is left.
  for (let passed = 0; places.length < count;) {
    const slots = among - passed + count - places.length
    if (rng.below(slots) < count - places.length) places.push(passed < among ? ranks[passed]! : end)
    else passed++
  }
  return places
}
