import { sortedGroups } from '../pairs/group-boxes.ts'
import { foldLevels, type Level } from '../pairs/levels.ts'
import { columnAt, valueColumnAt, type QuestionContext } from '../questions/question.ts'
import { SLICE_ROWS, type Work } from '../work.ts'
import { silvermanBandwidth } from './bandwidth.ts'
import { boxStatistics, type BoxStatistics } from '../statistics/box-statistics.ts'
import { kernelDensity } from './kernel-density.ts'
import { exp10, log10, scaledColumn, type ValueRange, type ValueScale } from './scale.ts'
import { cellOfRows, NO_CELL } from './value-cells.ts'
import { viewRange } from './view-range.ts'

export interface GroupDistributionsRequest {
  /** A number or datetime column. */
  readonly column: number
  /** The column whose values make the groups: categories, texts, or numbers that are codes. */
  readonly by: number
  readonly scale: ValueScale
  readonly range: ValueRange
}

/** One group's box plot and density, in scale units. */
export interface ValueGroup {
  readonly level: Level
  /** Rows of the group, and those of them that have a place on the scale. */
  readonly rows: number
  readonly count: number
  /** Null without a value. */
  readonly box: BoxStatistics | null
  /** (points,) at the points of the answer's grid, each with an area of 1; null for a constant and without a value. */
  readonly density: Float64Array | null
}

export interface GroupDistributionsAnswer {
  readonly column: number
  readonly by: number
  readonly scale: ValueScale
  /** Most frequent first, then the rest folded into one, then rows without a level. */
  readonly groups: readonly ValueGroup[]
  readonly view: readonly [low: number, high: number]
  /** Points of each density, from one end of the view to the other. */
  readonly points: number
  /** Cells of each group: equal steps of the view with one more at either end for what lies beyond it, and a last one for rows without a place on the scale. */
  readonly cells: number
  /** (groups × cells) rows. */
  readonly counts: Uint32Array
  /** Per row: group × cells + cell. */
  readonly rows: Uint16Array
}

/** Groups shown on their own. */
const MOST_GROUPS = 12
const STEPS = 160
const POINTS = 128
const CELLS = STEPS + 3

/**
 * How the values of one column are distributed in each group of another, with every row's place.
 *
 * @throws FlagstoneError when the columns do not fit, see `foldLevels` and `valueColumnAt`
 * @returns at most 12 groups, the rest together, and the rows whose group is missing
 *
 * Cost: n log n (each group is sorted), in slices: some 250 ms for a million rows; 2 bytes per row.
 */
export function* groupDistributions(
  context: QuestionContext,
  request: GroupDistributionsRequest,
): Work<GroupDistributionsAnswer> {
  const { column, by, scale, range } = request
  const { values } = valueColumnAt(context, column)
  const folded = yield* foldLevels(columnAt(context, by), MOST_GROUPS + 1)
  const whole = yield* scaledColumn(context, column, scale)
  const view = viewRange(whole.sorted, range)
  const edges = cellLows(view, scale, whole.raw[0] ?? NaN)
  const along = yield* cellOfRows(values, edges, whole.raw[whole.raw.length - 1] ?? NaN)
  const rows = new Uint16Array(values.length)
  const counts = new Uint32Array(folded.levels.length * CELLS)
  for (let row = 0; row < values.length; row++) {
    const at = along[row]!
    const place = folded.codes[row]! * CELLS + (at === NO_CELL ? CELLS - 1 : at)
    rows[row] = place
    counts[place]!++
    if (row % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  const sorted = yield* sortedGroups(yield* onScale(values, scale), folded.codes, folded.counts)
  const made: ValueGroup[] = []
  for (const [g, level] of folded.levels.entries()) {
    const own = sorted[g]!
    const density = yield* kernelDensity(own, view, POINTS, yield* silvermanBandwidth(own))
    made.push({
      level,
      rows: folded.counts[g]!,
      count: own.length,
      box: boxStatistics(own),
      density: density?.density ?? null,
    })
    yield
  }
  return { column, by, scale, groups: made, view, points: POINTS, cells: CELLS, counts, rows }
}

/** The lower ends of the cells in the column's own unit; the first holds what is below the view. */
function cellLows([low, high]: readonly [number, number], scale: ValueScale, min: number): Float64Array {
  const lows = new Float64Array(STEPS + 2)
  for (let k = 0; k <= STEPS; k++) {
    const edge = low + (high - low) * (k / STEPS)
    lows[k + 1] = Math.max(min, scale === 'log' ? exp10(edge) : edge)
  }
  lows[0] = min
  return lows
}

/** The values themselves, or their logarithms; NaN where there is none. */
function* onScale(values: Float64Array, scale: ValueScale): Work<Float64Array> {
  if (scale === 'linear') return values
  const logs = new Float64Array(values.length)
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!
    logs[row] = value > 0 && value < Infinity ? log10(value) : NaN
    if (row % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  return logs
}
