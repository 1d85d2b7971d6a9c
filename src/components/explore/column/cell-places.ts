/** Narrow cells of values: the lowest and the highest value in each, ascending. */
export interface Steps {
  readonly first: ArrayLike<number>
  readonly last: ArrayLike<number>
}

/** Where a cell's rows are marked: at its value, or in the middle of several. */
export function cellMiddle(cells: Steps, cell: number): number {
  const low = cells.first[cell]!
  return low + (cells.last[cell]! - low) / 2
}

/** What lies beyond the view is marked at its edge. */
export function clampTo([low, high]: readonly [number, number], place: number): number {
  return place < low ? low : place > high ? high : place
}

/**
 * The share of a group's rows at or below a position, from its counts per cell.
 *
 * @returns 0 … 1; within a cell of several values in proportion; NaN without a row
 */
export function shareAtMost(cells: Steps, counts: ArrayLike<number>, position: number): number {
  let below = 0
  let total = 0
  for (let c = 0; c < counts.length; c++) {
    const rows = counts[c]!
    total += rows
    if (cells.last[c]! <= position) below += rows
    else if (cells.first[c]! <= position) {
      below += (rows * (position - cells.first[c]!)) / (cells.last[c]! - cells.first[c]!)
    }
  }
  return below / total
}
