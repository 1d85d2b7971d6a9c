import { exp } from '../math/exponential.ts'
import { log } from '../math/logarithm.ts'
import { SLICE_ROWS, type Work } from '../work.ts'

/** Lowest and highest value on an axis, in data units; both > 0 on a log axis. */
export type Extent = readonly [low: number, high: number]

/** How a column lies along one axis of a plot. */
export interface PlotAxis {
  readonly values: Float64Array
  readonly log: boolean
  readonly extent: Extent
}

/**
 * An axis over the values that can be drawn on it.
 *
 * @param values any; NaN and ±∞ have no place on an axis, nor have values ≤ 0 on a log one
 * @param isLog whether equal factors are equal steps
 * @param within only this part is wanted; null: all values, with 1.5 percent of room at both ends, so that
 *   no point sits on the frame
 * @returns an extent of positive width, also for constant and for empty columns
 *
 * Cost: linear, some 2 ms for a million rows; nothing with `within`.
 */
export function* plotAxis(values: Float64Array, isLog: boolean, within: Extent | null): Work<PlotAxis> {
  if (within !== null && within[0] < within[1] && (!isLog || within[0] > 0))
    return { values, log: isLog, extent: within }
  let min = Infinity
  let max = -Infinity
  for (let from = 0; from < values.length; from += SLICE_ROWS) {
    const part = rangeOf(values, from, Math.min(from + SLICE_ROWS, values.length), isLog ? 0 : -Infinity)
    min = Math.min(min, part.min)
    max = Math.max(max, part.max)
    yield
  }
  return { values, log: isLog, extent: withRoom(min, max, isLog) }
}

/** Per row: the cell along an axis from the low end; NO_CELL where the row has no place, OFF_AXIS where it is beyond an end. */
export const NO_CELL = -1
export const OFF_AXIS = -2

/**
 * Which cell along the axis each row is in.
 *
 * @param cells how many equal steps the extent is cut into, 1 … 4,096
 * @returns (rows,) 0 … cells − 1, `NO_CELL` or `OFF_AXIS`; the high end belongs to the last cell
 *
 * Cost: linear; some 8 ms for a million rows, 12 ms on a log axis.
 */
export function* cellsAlong({ values, log: isLog, extent }: PlotAxis, cells: number): Work<Int16Array> {
  const out = new Int16Array(values.length)
  const steps = isLog ? logSteps(extent, cells) : null
  for (let from = 0; from < values.length; from += SLICE_ROWS) {
    const to = Math.min(from + SLICE_ROWS, values.length)
    if (steps) logCells(values, from, to, extent, steps, out)
    else linearCells(values, from, to, extent, cells, out)
    yield
  }
  return out
}

// The loops are functions of their own: inside a generator they would begin unoptimised after every pause.

/** The range of finite values above `floor` in some rows. */
function rangeOf(values: Float64Array, from: number, to: number, floor: number) {
  let min = Infinity
  let max = -Infinity
  for (let row = from; row < to; row++) {
    const value = values[row]!
    if (value > floor && value < Infinity) {
      if (value < min) min = value
      if (value > max) max = value
    }
  }
  return { min, max }
}

function linearCells(
  values: Float64Array,
  from: number,
  to: number,
  [low, high]: Extent,
  cells: number,
  out: Int16Array,
): void {
  const perUnit = cells / (high - low)
  const last = cells - 1
  for (let row = from; row < to; row++) {
    const value = values[row]!
    if (value >= low && value <= high) {
      const at = ((value - low) * perUnit) | 0
      out[row] = at > last ? last : at
    } else out[row] = value - value === 0 ? OFF_AXIS : NO_CELL
  }
}

interface LogSteps {
  /** (cells + 1,) where cells begin, in data units; the last entry is beyond everything. */
  readonly starts: Float64Array
  /** The cell of the smallest value with given leading bits, so that no logarithm is taken per row. */
  readonly firstCell: Int16Array
}

/** Sign, exponent and five bits of the mantissa: steps of at most 3 %. */
const LEADING_BITS = 17
const BITS_BELOW = 32 - LEADING_BITS

function logSteps([low, high]: Extent, cells: number): LogSteps {
  const first = log(low)
  const step = (log(high) - first) / cells
  const starts = new Float64Array(cells + 1)
  for (let cell = 1; cell < cells; cell++) starts[cell] = exp(first + cell * step)
  starts[cells] = Infinity
  const firstCell = new Int16Array(1 << LEADING_BITS)
  const value = new Float64Array(1)
  const words = new Uint32Array(value.buffer)
  let cell = 0
  // Positive doubles rise with their bits.
  for (let bits = 0; bits < 1 << (LEADING_BITS - 1); bits++) {
    words[1] = bits << BITS_BELOW
    while (cell < cells - 1 && value[0]! >= starts[cell + 1]!) cell++
    firstCell[bits] = cell
  }
  return { starts, firstCell }
}

function logCells(
  values: Float64Array,
  from: number,
  to: number,
  [low, high]: Extent,
  { starts, firstCell }: LogSteps,
  out: Int16Array,
): void {
  // The upper halves of the doubles, on a machine that keeps the lower half first, as all of today do.
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length * 2)
  for (let row = from; row < to; row++) {
    const value = values[row]!
    if (value >= low && value <= high) {
      let cell = firstCell[words[2 * row + 1]! >>> BITS_BELOW]!
      while (value >= starts[cell + 1]!) cell++
      out[row] = cell
    } else out[row] = value - value === 0 && value > 0 ? OFF_AXIS : NO_CELL
  }
}

function withRoom(min: number, max: number, isLog: boolean): Extent {
  if (min > max) return isLog ? [1, 10] : [0, 1]
  if (isLog) {
    const room = min === max ? 1.5 : 1 + 0.015 * Math.min(10, log(max / min))
    // Factors of the smallest and the largest doubles would leave them.
    return [Math.max(min / room, Number.MIN_VALUE), Math.min(max * room, Number.MAX_VALUE)]
  }
  const room = min === max ? Math.max(0.5, Math.abs(min) * 1e-6) : (max - min) * 0.015
  const low = Math.max(min - room, -Number.MAX_VALUE / 4)
  const high = Math.min(max + room, Number.MAX_VALUE / 4)
  return low < high ? [low, high] : [min, max]
}
