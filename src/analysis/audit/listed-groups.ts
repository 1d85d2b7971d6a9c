import type { Work } from '../work.ts'
import { orderBy } from './order-by.ts'

const SLICE = 1 << 16

/** Groups of rows that belong together, the weightiest first. */
export interface RankedGroups {
  /** (rows,) place of the row's group in the list of all groups, or −1. */
  readonly groupOf: Int32Array
  /** (groups,) rows of each group, in the list's order. */
  readonly sizes: Uint32Array
  /** (groups,) sum of the sizes of the amounts of all rows but the first; zeros without an amount column. */
  readonly stakes: Float64Array
  /** (groups,) the group's first row. */
  readonly firstRows: Uint32Array
  /** Sum of `sizes`. */
  readonly rows: number
  /** Sum of `stakes`. */
  readonly stake: number
}

/**
 * Keeps the groups of at least two rows and orders them by the amount at stake, then by size, then by first row.
 *
 * @param codes (rows,) group of each row, numbered from 0 without gaps; −1 in none
 * @param groups how many groups there are
 * @param amounts (rows,) null: no amount is at stake; NaN and ±∞ count as 0
 * @returns new arrays
 * Cost: linear.
 */
export function* rankGroups(
  codes: Int32Array,
  groups: number,
  amounts: Float64Array | null,
): Work<RankedGroups> {
  const sizes = new Uint32Array(groups)
  const stakes = new Float64Array(groups)
  const firstRows = new Uint32Array(groups)
  for (let row = 0; row < codes.length; row++) {
    if (row % SLICE === SLICE - 1) yield
    const code = codes[row]!
    if (code < 0) continue
    if (sizes[code]!++ === 0) firstRows[code] = row
    else if (amounts !== null) {
      const size = Math.abs(amounts[row]!)
      if (size - size === 0) stakes[code]! += size
    }
  }
  const several = new Uint32Array(groups)
  let count = 0
  for (let code = 0; code < groups; code++) {
    if (sizes[code]! > 1) several[count++] = code
  }
  yield
  const keyed = (values: ArrayLike<number>, sign: 1 | -1) => {
    const keys = new Float64Array(count)
    for (let i = 0; i < count; i++) keys[i] = sign * values[several[i]!]!
    return keys
  }
  // Sorts that keep ties: the last key first.
  const byRow = yield* orderBy(keyed(firstRows, 1))
  const bySize = yield* orderBy(keyed(sizes, -1), byRow)
  const order = yield* orderBy(keyed(stakes, -1), bySize)
  const place = new Int32Array(groups).fill(-1)
  for (let i = 0; i < count; i++) place[several[order[i]!]!] = i
  yield
  const groupOf = new Int32Array(codes.length).fill(-1)
  for (let row = 0; row < codes.length; row++) {
    if (row % SLICE === SLICE - 1) yield
    const code = codes[row]!
    if (code >= 0) groupOf[row] = place[code]!
  }
  const picked = <A extends Uint32Array | Float64Array>(from: A, to: A): A => {
    for (let i = 0; i < count; i++) to[i] = from[several[order[i]!]!]!
    return to
  }
  const rankedSizes = picked(sizes, new Uint32Array(count))
  const rankedStakes = picked(stakes, new Float64Array(count))
  let rows = 0
  let stake = 0
  for (let i = 0; i < count; i++) {
    rows += rankedSizes[i]!
    stake += rankedStakes[i]!
  }
  return {
    groupOf,
    sizes: rankedSizes,
    stakes: rankedStakes,
    firstRows: picked(firstRows, new Uint32Array(count)),
    rows,
    stake,
  }
}
