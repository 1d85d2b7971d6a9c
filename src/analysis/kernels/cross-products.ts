/**
 * Works out sums of products between columns, one block of rows after another. A block's values are written
 * into the columns of a panel, centred there, and multiplied column by column into running sums.
 */
export interface CrossProducts {
  /**
   * A column of the panel: BLOCK_ROWS values to write a block into.
   *
   * @param column 0 … the panel's columns − 1
   */
  column(column: number): Float64Array
  /**
   * Replaces a column's values by value × scale − shift.
   *
   * @param rows 1 … BLOCK_ROWS; all of the block's values are finite
   * @returns the sum of what they became
   */
  centre(column: number, rows: number, shift: number, scale: number): number
  /**
   * The same where values may be missing: NaN and ±∞ become 0.
   *
   * @param mask a column of the panel, receives 1 for a value and 0 for none
   */
  centreWithGaps(column: number, mask: number, rows: number, shift: number, scale: number): number
  /** Writes the squares of a column into another. */
  square(column: number, target: number, rows: number): void
  /**
   * sums[at + i × rightCount + j] += Σ over the block's rows of column (left + i) × column (right + j).
   *
   * @param triangle left and right are the same columns: what lies below the diagonal is not worked out
   *   everywhere and must not be read
   */
  addProducts(
    left: number,
    leftCount: number,
    right: number,
    rightCount: number,
    rows: number,
    at: number,
    triangle: boolean,
  ): void
  /** All running sums, from 0 on. */
  readonly sums: Float64Array
}

/** Rows of a block: 30 columns of it fit the second-level cache, the 6 columns of a tile the first. Even. */
export const BLOCK_ROWS = 256

/**
 * The plain twin of the WebAssembly kernel. It adds in the same order, even and odd rows apart, so that the
 * sums are the same to the bit.
 *
 * @param columns columns of the panel
 * @param sums how many running sums
 */
export function plainCrossProducts(columns: number, sums: number): CrossProducts {
  const panel = new Float64Array(columns * BLOCK_ROWS)
  const totals = new Float64Array(sums)
  return {
    sums: totals,
    column: (column) => panel.subarray(column * BLOCK_ROWS, (column + 1) * BLOCK_ROWS),
    centre: (column, rows, shift, scale) => centre(panel, column * BLOCK_ROWS, rows, shift, scale),
    centreWithGaps: (column, mask, rows, shift, scale) =>
      centreWithGaps(panel, column * BLOCK_ROWS, mask * BLOCK_ROWS, rows, shift, scale),
    square: (column, target, rows) => square(panel, column * BLOCK_ROWS, target * BLOCK_ROWS, rows),
    addProducts: (left, leftCount, right, rightCount, rows, at, triangle) => {
      for (let i = 0; i < leftCount; i++) {
        for (let j = triangle ? i : 0; j < rightCount; j++) {
          const sum = productSum(panel, (left + i) * BLOCK_ROWS, (right + j) * BLOCK_ROWS, rows)
          totals[at + i * rightCount + j]! += sum
        }
      }
    },
  }
}

function centre(panel: Float64Array, at: number, rows: number, shift: number, scale: number): number {
  for (let r = 0; r < rows; r++) panel[at + r] = panel[at + r]! * scale - shift
  const whole = rows - (rows % 2)
  const fours = rows - (rows % 4)
  let even = 0
  let odd = 0
  let even2 = 0
  let odd2 = 0
  for (let r = 0; r < fours; r += 4) {
    even += panel[at + r]!
    odd += panel[at + r + 1]!
    even2 += panel[at + r + 2]!
    odd2 += panel[at + r + 3]!
  }
  if (fours < whole) {
    even += panel[at + fours]!
    odd += panel[at + fours + 1]!
  }
  const sum = even + even2 + (odd + odd2)
  if (whole === rows) return sum
  panel[at + rows] = 0
  return sum + panel[at + whole]!
}

function centreWithGaps(
  panel: Float64Array,
  at: number,
  mask: number,
  rows: number,
  shift: number,
  scale: number,
): number {
  const end = rows + (rows % 2)
  if (end > rows) panel[at + rows] = NaN
  const sums = [0, 0]
  for (let r = 0; r < end; r++) {
    const value = panel[at + r]!
    const there = value - value === 0
    const centred = there ? value * scale - shift : 0
    panel[at + r] = centred
    panel[mask + r] = there ? 1 : 0
    sums[r % 2]! += centred
  }
  return sums[0]! + sums[1]!
}

function square(panel: Float64Array, at: number, target: number, rows: number): void {
  const end = rows + (rows % 2)
  for (let r = 0; r < end; r++) panel[target + r] = panel[at + r]! * panel[at + r]!
}

function productSum(panel: Float64Array, left: number, right: number, rows: number): number {
  let even = 0
  let odd = 0
  for (let r = 0; r < rows; r += 2) {
    even += panel[left + r]! * panel[right + r]!
    odd += panel[left + r + 1]! * panel[right + r + 1]!
  }
  return even + odd
}
