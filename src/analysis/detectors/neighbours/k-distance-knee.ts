import { log } from '../../math/logarithm.ts'

/** The distances of all rows to their k-th nearest, as a curve. */
export interface KDistances {
  /** Squared, ascending, finite. */
  readonly squares: Float32Array
  /** Rows up to and including each. */
  readonly upTo: Float64Array
}

/** @param counts how many rows have each of the distances; those of +∞ are left out */
export function sortKDistances(squares: Float32Array, counts: Int32Array): KDistances {
  const order = Uint32Array.from(squares.keys()).filter((i) => squares[i]! < Infinity)
  order.sort((a, b) => squares[a]! - squares[b]! || a - b)
  const upTo = new Float64Array(order.length)
  let rows = 0
  for (let i = 0; i < order.length; i++) upTo[i] = rows += counts[order[i]!]!
  return { squares: Float32Array.from(order, (i) => squares[i]!), upTo }
}

/** The lower quarter of the rows lies in the densest places, where the curve bends the other way. */
const FROM_SHARE = 0.25

/**
 * Where the curve of k-distances turns from flat to steep: the point farthest below the chord between its ends
 * (Satopää, Albrecht, Irwin & Raghavan, ICDCS workshops 2011), over the upper three quarters of the rows and on
 * the logarithm of the distances, so that a single row far out does not flatten all the others.
 *
 * @returns the squared distance there; half the least distance above 0 where that is 0, and 1 where there is none
 */
export function kneeOf({ squares, upTo }: KDistances): number {
  const end = squares.length - 1
  const positive = squares.findIndex((square) => square > 0)
  if (positive < 0) return 1
  const total = upTo[end]!
  let start = positive
  while (start < end && upTo[start]! < FROM_SHARE * total) start++
  // With most rows in places of several equal ones the turn is where distances begin.
  if (positive > 0 && upTo[positive - 1]! >= KNOWN_SHARE * total) return squares[positive]! / 4
  const low = log(squares[start]!)
  const rise = log(squares[end]!) - low
  const width = total - upTo[start]!
  let best = end
  let farthest = 0
  for (let i = start; i < end && rise > 0; i++) {
    const below = (upTo[i]! - upTo[start]!) / width - (log(squares[i]!) - low) / rise
    if (below <= farthest) continue
    farthest = below
    best = i
  }
  return squares[best]!
}

/** From so many rows with a k-distance of 0 on, any distance at all is the exception. */
const KNOWN_SHARE = 0.9
