import type { Ranking } from '../workers/engine.api.ts'
import { rankOf } from './selectors.ts'

/** A row that learning moved. Ranks count from 1. */
export interface Move {
  readonly row: number
  readonly before: number
  readonly now: number
}

export interface Moves {
  /** Undecided rows that climbed into, or within, the first rows; the longest ways up first. */
  readonly climbs: readonly Move[]
  /** Undecided rows that fell from, or within, the detector's first rows; the longest ways down first. */
  readonly falls: readonly Move[]
}

/** Where undecided rows of the next page come from, by their rank before. */
export interface Origin {
  /** Ranks from … to, from 1. */
  readonly from: number
  readonly to: number
  readonly rows: number
}

/**
 * The rows that moved most between two rankings of the same rows.
 *
 * @param top how far down either order is looked at
 * @param limit rows per direction
 *
 * Cost: linear in `top`; the first time per ranking also in the rows.
 */
export function movesOf(
  own: Ranking,
  learned: Ranking,
  isDecided: (row: number) => boolean,
  top: number,
  limit: number,
): Moves {
  const before = rankOf(own)
  const now = rankOf(learned)
  const moveOf = (row: number): Move => ({ row, before: before[row]! + 1, now: now[row]! + 1 })
  const undecided = (order: Uint32Array) =>
    Array.from(order.subarray(0, top))
      .filter((row) => !isDecided(row))
      .map(moveOf)
  const climbs = undecided(learned.order).filter((move) => move.now < move.before)
  const falls = undecided(own.order).filter((move) => move.now > move.before)
  const byWay = (a: Move, b: Move) => way(b) - way(a) || a.now - b.now
  return { climbs: climbs.sort(byWay).slice(0, limit), falls: falls.sort(byWay).slice(0, limit) }
}

/** From 812th to 3rd is a longer way than from 20,000th to 15,000th: places are compared as ratios. */
function way({ before, now }: Move): number {
  return Math.abs(Math.log(before / now))
}

/** Bounds of `originsOf`, in ranks. */
const BOUNDS = [200, 1000, 10_000, 100_000]

/**
 * The ranks that the next undecided rows had before.
 *
 * @param count how many rows are next
 */
export function originsOf(
  own: Ranking,
  order: Uint32Array,
  isDecided: (row: number) => boolean,
  count: number,
): Origin[] {
  const before = rankOf(own)
  const rows = before.length
  const bounds = [...BOUNDS.filter((bound) => bound < rows), rows]
  const counts = new Array<number>(bounds.length).fill(0)
  let taken = 0
  for (let k = 0; k < order.length && taken < count; k++) {
    const row = order[k]!
    if (isDecided(row)) continue
    taken++
    const rank = before[row]! + 1
    const at = bounds.findIndex((bound) => rank <= bound)
    counts[at] = counts[at]! + 1
  }
  return bounds.map((to, i) => ({ from: (bounds[i - 1] ?? 0) + 1, to, rows: counts[i]! }))
}
