import { boxStatistics, type BoxStatistics } from '../statistics/box-statistics.ts'
import { columnAt, valueColumnAt, type QuestionContext } from '../questions/question.ts'
import { sortedFinite } from '../statistics/sorted-values.ts'
import { SLICE_ROWS, type Work } from '../work.ts'
import { groupMean, type GroupMean } from './group-mean.ts'
import { groupTests, type GroupTests } from './group-tests.ts'
import { foldLevels, type Level } from './levels.ts'
import { asOnAxis } from './pair-lines.ts'
import { cellsAlong, NO_CELL, plotAxis, type Extent } from './plot-axis.ts'

export interface GroupBoxesRequest {
  /** A column of categories, texts or numeric codes. */
  readonly groups: number
  /** A number or datetime column. */
  readonly values: number
  /** Whether the axis of the values is a log one. */
  readonly log: boolean
  /** Groups shown on their own, 1 … 200. */
  readonly most: number
  /** Cells along the axis of the values, 8 … 512. */
  readonly cells: number
}

export interface GroupBoxes {
  readonly levels: readonly Level[]
  /** (levels,) all rows of each level, also those without a place on the axis. */
  readonly rows: Uint32Array
  readonly cells: number
  /** (levels × (cells + 1)) rows per level and cell from the low end; each level's last entry counts those without a place. */
  readonly counts: Uint32Array
  /** Per row: index into `counts`. */
  readonly places: Uint16Array | Uint32Array
  readonly extent: Extent
  /** Per level, in axis units: log10 of the values on a log axis. */
  readonly boxes: readonly (BoxStatistics | null)[]
  readonly means: readonly (GroupMean | null)[]
  /** Of the levels that are not missing, in axis units. */
  readonly tests: GroupTests
}

/**
 * One number by the levels of another column: a box, a mean and the density of each level.
 *
 * @throws FlagstoneError when the columns do not fit, see `foldLevels` and `valueColumnAt`
 * @returns figures over finite values (> 0 on a log axis, where they are of the logarithms)
 *
 * Cost: n log n (each level is sorted), in slices: some 200 ms for a million rows; 2 bytes per row.
 */
export function* groupBoxes(context: QuestionContext, request: GroupBoxesRequest): Work<GroupBoxes> {
  const { levels, counts: rows, codes } = yield* foldLevels(columnAt(context, request.groups), request.most)
  const { values } = valueColumnAt(context, request.values)
  const cells = Math.max(8, Math.min(512, Math.floor(request.cells)))
  const axis = yield* plotAxis(values, request.log, null)
  const along = yield* cellsAlong(axis, cells)
  const stride = cells + 1
  const counts = new Uint32Array(levels.length * stride)
  const places = counts.length <= 65_536 ? new Uint16Array(codes.length) : new Uint32Array(codes.length)
  for (let row = 0; row < codes.length; row++) {
    const at = along[row]!
    const place = codes[row]! * stride + (at === NO_CELL ? cells : at)
    places[row] = place
    counts[place]!++
    if (row % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  const sorted = yield* sortedGroups(yield* asOnAxis(values, request.log), codes, rows)
  const means: (GroupMean | null)[] = []
  for (const group of sorted) {
    means.push(groupMean(group))
    yield
  }
  const known = levels.at(-1)?.kind === 'missing' ? levels.length - 1 : levels.length
  const tests = yield* groupTests(sorted.slice(0, known), means.slice(0, known))
  return {
    levels,
    rows,
    cells,
    counts,
    places,
    extent: axis.extent,
    boxes: sorted.map(boxStatistics),
    means,
    tests,
  }
}

/** The finite values of each group, ascending. */
export function* sortedGroups(
  values: Float64Array,
  codes: Uint8Array,
  sizes: Uint32Array,
): Work<readonly Float64Array[]> {
  const starts = new Uint32Array(sizes.length)
  for (let g = 1; g < sizes.length; g++) starts[g] = starts[g - 1]! + sizes[g - 1]!
  const next = starts.slice()
  const together = new Float64Array(values.length)
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!
    if (value - value === 0) together[next[codes[row]!]!++] = value
    if (row % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  const groups: Float64Array[] = []
  for (let g = 0; g < sizes.length; g++)
    groups.push(yield* sortedFinite(together.subarray(starts[g], next[g])))
  return groups
}
