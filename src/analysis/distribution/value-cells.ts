import { countAtMost, countBelow } from '../statistics/sorted-values.ts'
import { SLICE_ROWS, type Work } from '../work.ts'

/** Values cut into narrow cells, from which any group of rows can be drawn by counting its rows per cell. */
export interface ValueCells {
  /** (cells,) lowest and highest value in each cell. */
  readonly first: Float64Array
  readonly last: Float64Array
  /** (cells,) how many values each holds; at least one. */
  readonly counts: Uint32Array
  /** The largest share of the values in a cell of more than one value: an empirical distribution function drawn by cells is nowhere further off. */
  readonly error: number
}

/** Of the view: no cell is wider than this part of it. */
const STEPS = 256
/** Of the values: no cell of several values holds more than this part of them. */
const SHARES = 512
/** At either end, each value has a cell of its own. */
const ENDS = 64

/**
 * Cuts ascending values into cells that are narrow on both axes of an empirical distribution function: in the
 * values and in the share of them. A value that many rows share has a cell of its own, and so has each of the 64
 * smallest and largest.
 *
 * @param sorted ascending, finite
 * @param view what the plots show: cells are narrow within it
 * @param ranks further ranks (from 0) at which a cell begins
 * @param cuts further values that no cell crosses
 * @returns at most some 2,400 cells; none without a value
 *
 * Cost: logarithmic in the number of values for each cell.
 */
export function valueCells(
  sorted: Float64Array,
  view: readonly [low: number, high: number],
  ranks: ArrayLike<number> = [],
  cuts: readonly number[] = [],
): ValueCells {
  const n = sorted.length
  const starts = new Set<number>()
  const startAt = (rank: number): void => {
    if (rank < n) starts.add(countBelow(sorted, sorted[rank]!))
  }
  for (let k = 0; k <= Math.min(ENDS, n); k++) {
    startAt(k)
    if (k > 0) startAt(n - k)
  }
  for (let k = 0; k < SHARES; k++) {
    const rank = Math.floor((k * n) / SHARES)
    startAt(rank)
    // What starts after a run of equal values: the run is then alone.
    if (rank < n) startAt(countAtMost(sorted, sorted[rank]!))
  }
  for (let k = 0; k <= STEPS; k++) startAt(countBelow(sorted, view[0] + ((view[1] - view[0]) * k) / STEPS))
  for (let k = 0; k < ranks.length; k++) startAt(ranks[k]!)
  for (const cut of cuts) {
    startAt(countBelow(sorted, cut))
    startAt(countAtMost(sorted, cut))
  }
  const from = Uint32Array.from(starts).sort()
  const counts = from.map((start, c) => (from[c + 1] ?? n) - start)
  const first = Float64Array.from(from, (start) => sorted[start]!)
  const last = Float64Array.from(counts, (count, c) => sorted[from[c]! + count - 1]!)
  let error = 0
  for (let c = 0; c < counts.length; c++) if (first[c]! < last[c]!) error = Math.max(error, counts[c]! / n)
  return { first, last, counts, error }
}

/** In no cell: missing, infinite, or without a place on the scale. */
export const NO_CELL = 0xffff

/**
 * Which cell each row is in.
 *
 * @param values of the rows, in the column's own unit
 * @param lows (cells,) the lowest value of each cell in the same unit, ascending; fewer than 65,535
 * @param high the largest value of the last cell
 * @returns (rows,) cell or `NO_CELL`
 *
 * Cost: linear times the logarithm of the cells, some 60 ms for a million rows; in slices.
 */
export function* cellOfRows(values: Float64Array, lows: Float64Array, high: number): Work<Uint16Array> {
  const out = new Uint16Array(values.length).fill(NO_CELL)
  const cells = lows.length
  if (cells === 0) return out
  const low = lows[0]!
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!
    if (!(value >= low && value <= high)) continue
    let a = 0
    let b = cells
    while (b - a > 1) {
      const middle = (a + b) >>> 1
      if (lows[middle]! <= value) a = middle
      else b = middle
    }
    out[row] = a
    if (row % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  return out
}
