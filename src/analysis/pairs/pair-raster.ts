import { valueColumnAt, type QuestionContext } from '../questions/question.ts'
import { SLICE_ROWS, type Work } from '../work.ts'
import { cellsAlong, NO_CELL, plotAxis, type Extent } from './plot-axis.ts'

/** A raster over two number or datetime columns. */
export interface PairRasterRequest {
  /** Index of a table column. */
  readonly x: number
  readonly y: number
  readonly logX: boolean
  readonly logY: boolean
  /** Cells across and down, 1 … 2,048. */
  readonly width: number
  readonly height: number
  /** Only this part of an axis, in data units; null: all of it. */
  readonly xWithin: Extent | null
  readonly yWithin: Extent | null
}

export interface PairRaster {
  /**
   * (width × height + 1) rows per cell, row-major from the top left; the last entry counts the rows that are in
   * no cell.
   */
  readonly counts: Uint32Array
  readonly width: number
  readonly height: number
  /** Per row: index into `counts`. */
  readonly cells: Int32Array
  /** Outer edges of the raster in data units (datetimes: epoch ms); > 0 on log axes. */
  readonly xExtent: Extent
  readonly yExtent: Extent
  /** Rows that cannot be drawn: a value is missing, ±∞, or ≤ 0 on a log axis. */
  readonly undrawn: number
  /** Rows that are beyond the part that was asked for. */
  readonly beyond: number
}

/**
 * Counts all rows into a raster over two columns.
 *
 * @throws FlagstoneError when a column is neither numbers nor datetimes
 * @returns counts that add up to the rows, and every row's cell, so that what is flagged or selected can be
 *   counted without the table
 *
 * Cost: linear, in slices: some 40 ms for a million rows, 100 ms with two log axes; 4 bytes per row.
 */
export function* pairRaster(context: QuestionContext, request: PairRasterRequest): Work<PairRaster> {
  const width = Math.max(1, Math.min(2048, Math.floor(request.width)))
  const height = Math.max(1, Math.min(2048, Math.floor(request.height)))
  const x = yield* plotAxis(valueColumnAt(context, request.x).values, request.logX, request.xWithin)
  const y = yield* plotAxis(valueColumnAt(context, request.y).values, request.logY, request.yWithin)
  const across = yield* cellsAlong(x, width)
  const up = yield* cellsAlong(y, height)
  const nowhere = width * height
  const counts = new Uint32Array(nowhere + 1)
  const cells = new Int32Array(across.length)
  let undrawn = 0
  for (let from = 0; from < cells.length; from += SLICE_ROWS) {
    const to = Math.min(from + SLICE_ROWS, cells.length)
    undrawn += countCells(across, up, from, to, width, height, cells, counts)
    yield
  }
  const beyond = counts[nowhere]! - undrawn
  return { counts, width, height, cells, xExtent: x.extent, yExtent: y.extent, undrawn, beyond }
}

/** Counts some rows into cells; returns how many of them have no value on an axis. */
function countCells(
  across: Int16Array,
  up: Int16Array,
  from: number,
  to: number,
  width: number,
  height: number,
  cells: Int32Array,
  counts: Uint32Array,
): number {
  const nowhere = width * height
  let undrawn = 0
  for (let row = from; row < to; row++) {
    const column = across[row]!
    const line = up[row]!
    const cell = column < 0 || line < 0 ? nowhere : (height - 1 - line) * width + column
    if (column === NO_CELL || line === NO_CELL) undrawn++
    cells[row] = cell
    counts[cell]!++
  }
  return undrawn
}
