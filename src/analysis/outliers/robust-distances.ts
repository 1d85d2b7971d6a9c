import {
  fitModel,
  notesOf,
  requireFewColumns,
  robustMahalanobis,
  type RobustMahalanobisModel,
  type RobustMahalanobisParams,
} from '../detectors/statistical/robust-mahalanobis.ts'
import { FlagstoneError } from '../errors.ts'
import { buildMatrix } from '../features/build-matrix.ts'
import { sliceRows } from '../features/feature-matrix.ts'
import { chiSquaredQuantile } from '../math/chi-squared.ts'
import { fitRng } from '../pipeline/detector-jobs.ts'
import { moments } from '../statistics/moments.ts'
import type { QuestionContext } from '../questions/question.ts'
import { columnAt } from '../questions/question.ts'
import type { Work } from '../work.ts'
import { SLICE_ROWS } from '../work.ts'
import type { TestRanking } from './column-tests.ts'
import { chiSquaredPlot, type ChiSquaredPlot } from './chi-squared-plot.ts'
import { BLOCK, blocksPerSlice } from './scaled-rows.ts'
import { restored, transformed, type Transform } from './transform.ts'

export interface RobustDistancesRequest {
  /** Number columns to look at together. */
  readonly columns: readonly number[]
  /** Share of ordinary normal rows that lie beyond the limit. */
  readonly alpha: number
  /** Share of rows of the core, ½ … 1. */
  readonly support: number
  /** What values are turned into first, in each column that has a place for all of them. */
  readonly transform: Transform
  readonly seed: number
}

export interface RobustDistancesAnswer {
  /**
   * Columns that take part, with the robust centre and sd beside the usual ones, of transformed values: centre and
   * mean put back into the column's unit, standard deviations on the transformed scale.
   */
  readonly columns: readonly {
    readonly column: number
    readonly transform: Transform
    readonly centre: number
    readonly sd: number
    readonly mean: number
    readonly usualSd: number
  }[]
  /** Sentences about the columns that do not. */
  readonly notes: readonly string[]
  /** Rows, those that have a value in every column, and those that shaped the first and the final estimate. */
  readonly rowCount: number
  readonly complete: number
  readonly core: number
  readonly kept: number
  /** Rows at this distance or beyond are called outliers: √ of the chi-squared quantile. */
  readonly limit: number
  readonly beyond: number
  /** Rows that would be beyond it if all were normal: a little more than that with few rows. */
  readonly expected: number
  readonly largest: number
  /** Histogram of the distances: (bins + 1,) edges, (bins,) rows, (rows,) the bin of every row. */
  readonly edges: Float64Array
  readonly counts: Uint32Array
  readonly bins: Uint8Array
  /** Bins from this one on hold the rows beyond the limit. */
  readonly firstBeyond: number
  /** The squared distances of all rows against those of normal ones. */
  readonly plot: ChiSquaredPlot
  readonly ranking: TestRanking & { readonly features: readonly string[] }
}

/**
 * Robust Mahalanobis distances of several columns together: the very distances that the detector
 * `robust-mahalanobis` ranks by.
 *
 * @throws FlagstoneError `not-numbers`, and `no-spread` when no column can take part
 *
 * Cost: see `fastMcd`; some seconds for a million rows of ten columns. Kept for another limit.
 */
export function* robustDistances(
  context: QuestionContext,
  request: RobustDistancesRequest,
): Work<RobustDistancesAnswer> {
  // In the table's order, which is the order of the detector's features.
  const chosen = [...new Set(request.columns)].sort((a, b) => a - b)
  const { support, transform, seed } = request
  const { model, names, notes, distances } = yield* context.kept(
    `robust distances ${chosen.join()} ${support} ${transform} ${seed}`,
    () => fitAndMeasure(context, chosen, { support, transform, mostlyEqual: 'leave-out' }, seed),
  )
  const { scatter } = model
  const d = scatter.columns.length
  const limit = Math.sqrt(chiSquaredQuantile(1 - request.alpha, d))
  const histogram = yield* histogramOf(distances, Math.fround(limit))
  const columns: RobustDistancesAnswer['columns'][number][] = []
  for (const [j, place] of scatter.columns.entries()) {
    const column = chosen[place]!
    const own = model.transforms[place] ?? 'none'
    const { mean, sd: usualSd } = yield* momentsOfColumn(context, column, own)
    let variance = 0
    for (let k = 0; k <= j; k++) variance += scatter.lower[j * d + k]! * scatter.lower[j * d + k]!
    const scale = scatter.scale[j]!
    const centre = restored(scatter.shift[j]! + scatter.centre[j]! * scale, own)
    const sd = Math.sqrt(variance) * scale
    columns.push({ column, transform: own, centre, sd, mean: restored(mean, own), usualSd })
  }
  return {
    columns,
    notes,
    rowCount: context.table.rowCount,
    complete: scatter.rows,
    core: scatter.core,
    kept: scatter.kept,
    limit,
    ...histogram,
    expected: request.alpha * scatter.rows,
    plot: yield* chiSquaredPlot(distances, d),
    ranking: {
      detector: robustMahalanobis.info.id,
      params: { support, transform, mostlyEqual: 'leave-out' },
      cut: { by: 'score', score: limit },
      features: names,
    },
  }
}

function* fitAndMeasure(
  context: QuestionContext,
  columns: readonly number[],
  params: RobustMahalanobisParams,
  seed: number,
): Work<{
  readonly model: RobustMahalanobisModel
  readonly names: readonly string[]
  readonly notes: readonly string[]
  readonly distances: Float32Array
}> {
  requireFewColumns(columns.length)
  const choices = columns.map((index) => {
    const column = columnAt(context, index)
    if (column.type === 'number')
      return { column: index, name: column.name, used: true, reason: '', imputed: 0, encoding: '' }
    const message = `${column.name} is read as ${column.type}, and distances need numbers. Leave it out.`
    throw new FlagstoneError('not-numbers', message, { column: column.name })
  })
  const { matrix } = yield* buildMatrix(context.table, choices)
  const names = choices.map(({ name }) => name)
  // Columns that say what is missing have no spread in the core: the detector leaves them out.
  const own = matrix.columns.filter((_, c) => matrix.names[c] === matrix.sources[matrix.sourceOf[c]!]!.name)
  const standIns = matrix.standIns?.filter((_, c) => matrix.columns[c] === own[matrix.sourceOf[c]!])
  const x = {
    rowCount: matrix.rowCount,
    columns: own,
    names,
    sourceOf: Int32Array.from(own, (_, c) => c),
    sources: matrix.sources,
    ...(standIns ? { standIns } : {}),
  }
  const model = yield* fitModel(x, params, fitRng(seed))
  if (model.scatter.columns.length === 0) {
    const why = notesOf(model, x).slice(0, -1).join(' ')
    throw new FlagstoneError(
      'no-spread',
      `These columns have no robust covariance. ${why} Choose other columns.`,
      { columns: names.length },
    )
  }
  const run = { rng: fitRng(seed), progress: () => undefined, checkpoint: () => undefined }
  const distances = new Float32Array(matrix.rowCount)
  const slice = BLOCK * blocksPerSlice(own.length)
  for (let start = 0; start < matrix.rowCount; start += slice) {
    const end = Math.min(matrix.rowCount, start + slice)
    distances.set(robustMahalanobis.score(model, sliceRows(x, start, end), run), start)
    yield
  }
  return { model, names, notes: notesOf(model, x), distances }
}

const INSIDE_BINS = 24
const OUTSIDE_BINS = 24

/** Even bins up to the limit, then from there to the largest distance even ones or, where that is far, widening ones. */
function* histogramOf(distances: Float32Array, limit: number) {
  let largest = 0
  let beyond = 0
  for (const [row, distance] of distances.entries()) {
    if (distance > largest) largest = distance
    if (distance >= limit) beyond++
    if (row % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  const outside = largest >= limit ? OUTSIDE_BINS : 0
  const edges = new Float64Array(INSIDE_BINS + outside + 1)
  for (let b = 0; b <= INSIDE_BINS; b++) edges[b] = (limit * b) / INSIDE_BINS
  const step = limit / INSIDE_BINS
  const growth = growthTo(largest - limit, step, OUTSIDE_BINS)
  for (let b = 1, width = step; b <= outside; b++, width *= growth)
    edges[INSIDE_BINS + b] = b === outside ? largest : edges[INSIDE_BINS + b - 1]! + width
  const counts = new Uint32Array(edges.length - 1)
  const bins = new Uint8Array(distances.length)
  for (const [row, distance] of distances.entries()) {
    const bin = distance < limit ? insideBin(distance / step) : outsideBin(edges, distance)
    bins[row] = bin
    counts[bin]!++
    if (row % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  return { largest, beyond, edges, counts, bins, firstBeyond: INSIDE_BINS }
}

function insideBin(place: number): number {
  return Math.max(0, Math.min(INSIDE_BINS - 1, Math.floor(place)))
}

function outsideBin(edges: Float64Array, distance: number): number {
  let bin = INSIDE_BINS
  while (bin < edges.length - 2 && distance >= edges[bin + 1]!) bin++
  return bin
}

/** The factor by which widths must grow for `count` of them, the first `step`, to reach `span`; at least 1. */
function growthTo(span: number, step: number, count: number): number {
  const reach = (growth: number): number => {
    let sum = 0
    for (let i = 0, width = step; i < count; i++, width *= growth) sum += width
    return sum
  }
  let low = 1
  let high = 1
  if (reach(1) >= span) return 1
  while (reach(high) < span) high *= 2
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2
    if (reach(middle) < span) low = middle
    else high = middle
  }
  return high
}

function* momentsOfColumn(context: QuestionContext, index: number, transform: Transform) {
  const column = columnAt(context, index)
  if (column.type !== 'number') return { mean: NaN, sd: NaN }
  const { values } = column
  return yield* context.kept(`moments ${index} ${transform}`, () => momentsOn(values, transform))
}

function* momentsOn(values: Float64Array, transform: Transform) {
  if (transform === 'none') return yield* moments(values)
  const scaled = new Float64Array(values.length)
  for (let row = 0; row < values.length; row++) {
    scaled[row] = transformed(values[row]!, transform)
    if (row % (SLICE_ROWS / 2) === SLICE_ROWS / 2 - 1) yield
  }
  return yield* moments(scaled)
}
