import { log } from '../math/logarithm.ts'
import { columnAt, type QuestionContext } from '../questions/question.ts'
import type { Column, Table } from '../table/table.ts'
import { SLICE_ROWS, type Work } from '../work.ts'
import { groupTexts } from './distinct.ts'

export interface ScatterRequest {
  /** Index of a table column. */
  readonly x: number
  readonly y: number
  readonly logX: boolean
  readonly logY: boolean
  /** Cells across and down, 1 … 2,048. */
  readonly width: number
  readonly height: number
}

export interface ScatterData {
  /** Rows counted into width × height cells, row-major from the top left. */
  readonly density: Uint32Array
  readonly width: number
  readonly height: number
  /** Per row: cell index into `density`, or −1 when it cannot be drawn (missing, ±∞, or ≤ 0 on a log axis). */
  readonly cell: Int32Array
  /** Per row: the values in data units (datetimes as epoch ms; categories as codes). */
  readonly x: Float64Array
  readonly y: Float64Array
  readonly xDomain: readonly [number, number]
  readonly yDomain: readonly [number, number]
  readonly xLabels: readonly string[] | null
  readonly yLabels: readonly string[] | null
  /** Rows that cannot be drawn. */
  readonly undrawn: number
}

/** Texts with more values than this are drawn by number, without labels. */
const MAX_LABELS = 2000

/** The question for a raster; see `scatterDensity`. */
export function scatter(context: QuestionContext, request: ScatterRequest): Work<ScatterData> {
  columnAt(context, request.x)
  columnAt(context, request.y)
  return scatterDensity(context.table, request)
}

/**
 * Counts all rows into a raster over two columns.
 *
 * @param table the parsed table
 * @param request the columns, axes and raster
 * @returns the raster and every row's place in it; the domains are the outer edges of the raster, in data units (> 0 on log axes)
 *
 * Cost: linear, in slices; 20 bytes per row.
 */
export function* scatterDensity(table: Table, request: ScatterRequest): Work<ScatterData> {
  const width = Math.max(1, Math.min(2048, Math.floor(request.width)))
  const height = Math.max(1, Math.min(2048, Math.floor(request.height)))
  const x = yield* axisOf(table.columns[request.x]!, request.logX)
  const y = yield* axisOf(table.columns[request.y]!, request.logY)
  const across = yield* positions(x, width)
  const down = yield* positions(y, height)
  const rows = table.rowCount
  const density = new Uint32Array(width * height)
  const cell = new Int32Array(rows)
  let undrawn = 0
  for (let from = 0; from < rows; from += SLICE_ROWS) {
    undrawn += countCells(across, down, from, Math.min(from + SLICE_ROWS, rows), width, height, cell, density)
    yield
  }
  return {
    density,
    width,
    height,
    cell,
    x: x.values,
    y: y.values,
    xDomain: x.domain,
    yDomain: y.domain,
    xLabels: x.labels,
    yLabels: y.labels,
    undrawn,
  }
}

interface Axis {
  /** A copy that may be given away. */
  readonly values: Float64Array
  readonly domain: readonly [number, number]
  readonly labels: readonly string[] | null
  readonly log: boolean
}

function* axisOf(column: Column, log: boolean): Work<Axis> {
  if (column.type === 'category') {
    const values = codesAsNumbers(column.codes)
    yield
    return {
      values,
      domain: [-0.5, Math.max(0, column.dictionary.length - 1) + 0.5],
      labels: column.dictionary,
      log: false,
    }
  }
  if (column.type === 'text') {
    const groups = yield* groupTexts(column)
    const decoder = new TextDecoder()
    const labels: string[] = []
    for (const row of groups.firstRows.subarray(0, MAX_LABELS)) {
      labels.push(decoder.decode(column.bytes.subarray(column.offsets[row], column.offsets[row + 1])))
    }
    const values = codesAsNumbers(groups.codes)
    const top = Math.max(0, groups.firstRows.length - 1) + 0.5
    return {
      values,
      domain: [-0.5, top],
      labels: groups.firstRows.length <= MAX_LABELS ? labels : null,
      log: false,
    }
  }
  const values = column.values.slice()
  yield
  let min = Infinity
  let max = -Infinity
  for (const value of values) {
    if (value - value !== 0 || (log && value <= 0)) continue
    if (value < min) min = value
    if (value > max) max = value
  }
  yield
  return { values, domain: domainOf(min, max, log), labels: null, log }
}

/** The outer edges: half a percent of room on both sides, so that no point sits on the frame. */
function domainOf(min: number, max: number, isLog: boolean): readonly [number, number] {
  if (min > max) return isLog ? [1, 10] : [0, 1]
  if (isLog) {
    const room = min === max ? 1.5 : 1 + 0.005 * Math.min(10, log(max / min))
    return [min / room, Math.min(max * room, Number.MAX_VALUE)]
  }
  const room = min === max ? Math.max(0.5, Math.abs(min) * 1e-6) : (max - min) * 0.005
  return [min - room, max + room]
}

/** Per row: the cell along the axis, −1 where it cannot be drawn. */
function* positions({ values, domain, log: isLog }: Axis, cells: number): Work<Int16Array> {
  const out = new Int16Array(values.length)
  const low = isLog ? log(domain[0]) : domain[0]
  const high = isLog ? log(domain[1]) : domain[1]
  const perUnit = cells / (high - low)
  for (let from = 0; from < values.length; from += SLICE_ROWS) {
    const to = Math.min(from + SLICE_ROWS, values.length)
    if (isLog) logPositions(values, from, to, low, perUnit, cells - 1, out)
    else linearPositions(values, from, to, low, perUnit, cells - 1, out)
    yield
  }
  return out
}

// The loops are functions of their own: inside a generator they would begin unoptimised after every pause.

function linearPositions(
  values: Float64Array,
  from: number,
  to: number,
  low: number,
  perUnit: number,
  last: number,
  out: Int16Array,
): void {
  for (let row = from; row < to; row++) {
    const value = values[row]!
    out[row] = value - value === 0 ? Math.min(Math.max(Math.floor((value - low) * perUnit), 0), last) : -1
  }
}

function logPositions(
  values: Float64Array,
  from: number,
  to: number,
  low: number,
  perUnit: number,
  last: number,
  out: Int16Array,
): void {
  for (let row = from; row < to; row++) {
    const value = values[row]!
    const drawn = value - value === 0 && value > 0
    out[row] = drawn ? Math.min(Math.max(Math.floor((log(value) - low) * perUnit), 0), last) : -1
  }
}

/** Counts some rows into cells; returns how many of them cannot be drawn. */
function countCells(
  across: Int16Array,
  down: Int16Array,
  from: number,
  to: number,
  width: number,
  height: number,
  cell: Int32Array,
  density: Uint32Array,
): number {
  let undrawn = 0
  for (let row = from; row < to; row++) {
    const column = across[row]!
    const line = down[row]!
    if (column < 0 || line < 0) {
      cell[row] = -1
      undrawn++
    } else {
      const at = (height - 1 - line) * width + column
      cell[row] = at
      density[at]!++
    }
  }
  return undrawn
}

function codesAsNumbers(codes: Int32Array): Float64Array {
  const values = new Float64Array(codes.length)
  for (let row = 0; row < codes.length; row++) values[row] = codes[row]! < 0 ? NaN : codes[row]!
  return values
}
