import { SLICE_ROWS, type Work } from '../work.ts'

/**
 * The value of a rank (from 0) among values, by Hoare's selection.
 *
 * @param values at least rank + 1 of them, without NaN; reordered
 * Cost: linear on average, in slices.
 */
export function* valueOfRank(values: Float64Array, rank: number): Work<number> {
  let low = 0
  let high = values.length - 1
  let moves = 0
  while (low < high) {
    const pivot = middleOfThree(values[low]!, values[(low + high) >>> 1]!, values[high]!)
    let i = low
    let j = high
    while (i <= j) {
      while (values[i]! < pivot) i++
      while (values[j]! > pivot) j--
      if (i > j) break
      const moved = values[i]!
      values[i++] = values[j]!
      values[j--] = moved
      if ((++moves & MOVES_MASK) === 0) yield
    }
    if (high - low > SLICE_ROWS) yield
    if (rank <= j) high = j
    else if (rank >= i) low = i
    else return values[rank]!
  }
  return values[rank]!
}

/** Pauses come every so many moves, a power of two. */
const MOVES_MASK = (1 << 16) - 1

function middleOfThree(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c))
}

/**
 * The rows with the `count` smallest values, ascending by row; of equal values at the limit the first rows.
 *
 * @param rows the row of each value
 */
export function* rowsOfSmallest(values: Float64Array, rows: Uint32Array, count: number): Work<Uint32Array> {
  const copy = values.slice()
  if (values.length > SLICE_ROWS) yield
  const limit = yield* valueOfRank(copy, count - 1)
  if (values.length > SLICE_ROWS) yield
  let below = 0
  for (let i = 0; i < values.length; i++) {
    if (values[i]! < limit) below++
    if (i % (4 * SLICE_ROWS) === 4 * SLICE_ROWS - 1) yield
  }
  let ties = count - below
  const chosen = new Uint32Array(count)
  let k = 0
  for (let i = 0; i < values.length; i++) {
    if (values[i]! < limit || (values[i] === limit && ties-- > 0)) chosen[k++] = rows[i]!
    if (i % (2 * SLICE_ROWS) === 2 * SLICE_ROWS - 1) yield
  }
  return chosen
}
