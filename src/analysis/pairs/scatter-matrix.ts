import { UsageError } from '../errors.ts'
import { valueColumnAt, type QuestionContext } from '../questions/question.ts'
import { SLICE_ROWS, type Work } from '../work.ts'
import { cellsAlong, plotAxis, type Extent } from './plot-axis.ts'

export interface ScatterMatrixRequest {
  /** 2 … 6 number or datetime columns. */
  readonly columns: readonly number[]
  /** Per column: whether its axis is a log one. */
  readonly logs: readonly boolean[]
  /** Cells along each axis, 8 … 254. */
  readonly cells: number
}

export interface ScatterMatrix {
  readonly columns: readonly number[]
  readonly cells: number
  /** Per column: outer ends of its axis, in data units. */
  readonly extents: readonly Extent[]
  /** Per column and row: the cell along the column's axis from the low end; 255 where the row has no place on it. */
  readonly positions: readonly Uint8Array[]
  /** Per column: (cells,) rows per cell of its axis. */
  readonly histograms: readonly Uint32Array[]
  /**
   * Per pair of columns i < j, in the order 0·1, 0·2, 1·2, 0·3 …: (cells × cells) rows, row-major from the top left,
   * column i across and j upwards.
   */
  readonly rasters: readonly Uint32Array[]
}

const NO_PLACE = 255
const MOST_COLUMNS = 6
const RASTER_ROWS = 8 * SLICE_ROWS

/**
 * Everything a scatter-plot matrix shows: small rasters of all pairs, and one byte per row and column from which
 * the page can count the flagged and the selected rows of every raster itself.
 *
 * @throws UsageError for fewer than two columns or more than six; FlagstoneError when one is neither numbers nor datetimes
 *
 * Cost: linear in rows × pairs: some 150 ms for a million rows and six columns, in slices.
 */
export function* scatterMatrix(context: QuestionContext, request: ScatterMatrixRequest): Work<ScatterMatrix> {
  const { columns } = request
  if (columns.length < 2 || columns.length > MOST_COLUMNS) {
    const message = `A scatter-plot matrix takes 2 to ${MOST_COLUMNS} columns, not ${columns.length}.`
    throw new UsageError('matrix-columns', message, { columns: columns.length })
  }
  const cells = Math.max(8, Math.min(NO_PLACE - 1, Math.floor(request.cells)))
  const extents: Extent[] = []
  const positions: Uint8Array[] = []
  const histograms: Uint32Array[] = []
  const rasters: Uint32Array[] = []
  for (const [j, column] of columns.entries()) {
    const axis = yield* plotAxis(valueColumnAt(context, column).values, request.logs[j] === true, null)
    const along = yield* cellsAlong(axis, cells)
    const places = new Uint8Array(along.length)
    // What has no place is counted beyond the end.
    const histogram = new Uint32Array(NO_PLACE + 1)
    countPlaces(along, places, histogram)
    yield
    for (let i = 0; i < j; i++) rasters.push(yield* rasterOf(positions[i]!, places, cells))
    extents.push(axis.extent)
    positions.push(places)
    histograms.push(histogram.slice(0, cells))
    yield (j + 1) / columns.length
  }
  return { columns, cells, extents, positions, histograms, rasters }
}

function countPlaces(along: Int16Array, places: Uint8Array, histogram: Uint32Array): void {
  for (let row = 0; row < places.length; row++) {
    const at = along[row]!
    const place = at < 0 ? NO_PLACE : at
    places[row] = place
    histogram[place]!++
  }
}

function* rasterOf(across: Uint8Array, up: Uint8Array, cells: number): Work<Uint32Array> {
  const raster = new Uint32Array(cells * cells)
  for (let from = 0; from < across.length; from += RASTER_ROWS) {
    countPairs(across, up, from, Math.min(from + RASTER_ROWS, across.length), cells, raster)
    yield
  }
  return raster
}

function countPairs(
  across: Uint8Array,
  up: Uint8Array,
  from: number,
  to: number,
  cells: number,
  raster: Uint32Array,
): void {
  for (let row = from; row < to; row++) {
    const x = across[row]!
    const y = up[row]!
    if (x < cells && y < cells) raster[(cells - 1 - y) * cells + x]!++
  }
}
