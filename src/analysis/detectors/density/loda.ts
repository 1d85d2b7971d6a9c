import { rowsToFit, type FeatureMatrix } from '../../features/feature-matrix.ts'
import type { RunContext } from '../../run-context.ts'
import type { Directions } from '../../kernels/directions.ts'
import { quantileOfSorted } from '../../statistics/sorted-values.ts'
import type { Detector } from '../detector.ts'
import { requireRowsAndColumns, requireSameColumns } from '../input-checks.ts'
import { readRecord } from '../model-record.ts'
import { sampleRows } from '../sample-rows.ts'
import { fitScaling } from '../scaling.ts'
import { binsFor, type Bins, type Spread } from './bins.ts'
import { pick } from './by-source.ts'
import {
  addOtherScores,
  countOthers,
  histogramAt,
  histogramOf,
  joined,
  lookup,
  packHistograms,
  readHistograms,
  readScores,
  type Histograms,
} from './histograms.ts'
import {
  directionsFor,
  drawProjections,
  packProjections,
  placeRows,
  project,
  projectBlock,
  readProjections,
  type Projections,
} from './projections.ts'

export type LodaParams = {
  readonly projections: number
  readonly bins: number
}

export interface LodaModel {
  readonly columnCount: number
  readonly projections: Projections
  /** One per projection; scores are 0 on average over the fitted rows. */
  readonly histograms: Histograms
}

/** Rows that say where the middle of a projection is: as good as all of them for the width of bins. */
const QUANTILE_ROWS = 1024
/**
 * Lightweight on-line detector of anomalies: the mean over sparse random projections of −ln of the density there, each
 * density a histogram. A row with a missing value is scored by the projections without that column.
 * Source: Pevný, Machine Learning 2016; bins as in `binsFor`.
 */
export const loda: Detector<LodaParams, LodaModel> = {
  info: {
    id: 'loda',
    name: 'Random projections (LODA)',
    family: 'density',
    source: 'Pevný, Machine Learning 2016',
    summary:
      'Looks at the rows from many random directions, and adds up how rare each row’s place is in them.',
    goodAt:
      'Tables of any size, unusual combinations of a few columns, and rows to score with missing values.',
    badAt: 'Rows that are only unusual beside their neighbours, and many columns that say nothing.',
    params: [
      {
        kind: 'number',
        key: 'projections',
        label: 'Directions',
        help: 'More directions give steadier scores and take longer in proportion.',
        min: 10,
        max: 2000,
        step: 10,
        integer: true,
      },
      {
        kind: 'number',
        key: 'bins',
        label: 'Bins in the middle',
        help: 'At most so many bins of equal width around the median; bins that widen follow in long tails.',
        min: 5,
        max: 1000,
        step: 5,
        integer: true,
      },
    ],
    cost: 'linear',
    seeded: true,
    additive: false,
  },
  defaults: { projections: 100, bins: 30 },

  fit(x, params, run) {
    requireRowsAndColumns(x)
    run.checkpoint()
    const scaling = fitScaling(x, 'standard')
    const projections = drawProjections(x, scaling, params.projections, run.rng.fork(0))
    return fitAlong(x, projections, params.bins, run)
  },

  score(model, x, run) {
    requireSameColumns(x, model.columnCount)
    run.checkpoint()
    const result = new Float32Array(x.rowCount)
    const { offset } = model.projections
    const histograms = Array.from(offset, (_, k) => histogramAt(model.histograms, k))
    const along = directionsFor(model.projections, x, model.histograms.scores.length)
    along.scores.set(model.histograms.scores)
    const missing = new Int32Array(along.stride)
    for (let start = 0; start < x.rowCount; start += along.stride) {
      const rows = placeRows(x, undefined, start, along)
      along.sums.fill(0)
      missing.fill(0)
      for (let k = 0; k < histograms.length; k++) {
        const histogram = histograms[k]!
        projectBlock(model.projections, k, rows, along)
        const at = model.histograms.start[k]! + histogram.first
        const others = along.addScores(histogram, at, rows)
        addOtherScores(histogram, along, others, missing)
      }
      for (let i = 0; i < rows; i++) {
        const known = offset.length - missing[i]!
        result[start + i] = known > 0 ? along.sums[i]! / known : 0
      }
      run.checkpoint()
      run.progress(start, x.rowCount)
    }
    run.progress(x.rowCount, x.rowCount)
    return result
  },

  /**
   * Per source column, Welch's t between the scores of the projections with it and of those without it: how surely
   * the row looks rarer when the column is looked at. With one column, the score.
   */
  explain(model, x, rows, run) {
    requireSameColumns(x, model.columnCount)
    run.checkpoint()
    const own = x.columns.map((values) => pick(values, rows))
    const out = new Float64Array(rows.length * x.sources.length)
    const { start, columns } = model.projections
    const count = start.length - 1
    const scores = new Float64Array(count)
    const value = new Float64Array(1)
    const score = new Float64Array(1)
    const histograms = Array.from({ length: count }, (_, k) => histogramAt(model.histograms, k))
    for (let i = 0; i < rows.length; i++) {
      for (const [k, histogram] of histograms.entries()) {
        value[0] = project(model.projections, k, own, i)
        readScores(histogram, value, 0, 1, score)
        scores[k] = value[0] === value[0] ? score[0]! : NaN
      }
      const has = (k: number, source: number) => {
        for (let at = start[k]!; at < start[k + 1]!; at++)
          if (x.sourceOf[columns[at]!] === source) return true
        return false
      }
      for (let source = 0; source < x.sources.length; source++)
        out[i * x.sources.length + source] = welch(scores, (k) => has(k, source))
      if (i % 64 === 0) run.checkpoint()
    }
    run.progress(rows.length, rows.length)
    return out
  },

  serialize({ columnCount, projections, histograms }) {
    return {
      detector: 'loda',
      version: 1,
      columnCount,
      ...packProjections(projections),
      ...packHistograms(histograms),
    }
  },

  deserialize(record) {
    const fields = readRecord(record, 'loda', 1)
    const columnCount = fields.integer('columnCount', 1, 1e6)
    const projections = readProjections(fields, columnCount)
    return { columnCount, projections, histograms: readHistograms(fields, projections.start.length - 1) }
  },
}

/** The model of given directions: a histogram along each. */
export function fitAlong(
  x: FeatureMatrix,
  projections: Projections,
  most: number,
  run: RunContext,
): LodaModel {
  const along = directionsFor(projections, x, most * projections.offset.length)
  const spreads = spreadsAlong(x, projections, along, run)
  const bins: Bins[] = []
  for (const spread of spreads) {
    bins.push(spread.rows === 0 ? NO_BINS : binsFor(spread, most))
    run.checkpoint()
  }
  const counts = countAlong(x, projections, bins, along, run)
  const histograms = bins.map((own, k) => histogramOf(own, counts[k]!, 'typical'))
  run.progress(2 * x.rowCount, 2 * x.rowCount)
  return { columnCount: x.columns.length, projections, histograms: joined(histograms) }
}

const NO_BINS = { edges: new Float64Array(0), first: 0, even: 0 }

/** Where the rows lie along each direction: the extent of all that have a value, the quantiles of some. */
function spreadsAlong(
  x: FeatureMatrix,
  projections: Projections,
  along: Directions,
  run: RunContext,
): Spread[] {
  const count = projections.offset.length
  const sampled = sampleRows(x.rowCount, Math.min(QUANTILE_ROWS, x.rowCount), run.rng.fork(1)).sort()
  const some = valuesAlong(rowsToFit(x, sampled), projections, along, run)
  const least = new Float64Array(count).fill(Infinity)
  const greatest = new Float64Array(count).fill(-Infinity)
  const rows = new Float64Array(count)
  for (let start = 0; start < x.rowCount; start += along.stride) {
    const placed = placeRows(x, x.standIns, start, along)
    for (let k = 0; k < count; k++) {
      projectBlock(projections, k, placed, along)
      along.measure(placed)
      least[k] = Math.min(least[k]!, along.extent[0]!)
      greatest[k] = Math.max(greatest[k]!, along.extent[1]!)
      rows[k]! += along.extent[2]!
    }
    run.checkpoint()
    run.progress(start, 2 * x.rowCount)
  }
  return some.map((values, k) => {
    const sorted = values.filter((value) => value === value).sort()
    // Where no sampled row has a value, the middle of the range has to do.
    const quantile = (share: number) =>
      sorted.length > 0 ? quantileOfSorted(sorted, share) : (least[k]! + greatest[k]!) / 2
    return { rows: rows[k]!, least: least[k]!, greatest: greatest[k]!, quantile, step: 0 }
  })
}

/** All rows along each direction; NaN where a value in it is a stand-in. */
function valuesAlong(
  x: FeatureMatrix,
  projections: Projections,
  along: Directions,
  run: RunContext,
): Float64Array[] {
  const values = Array.from(projections.offset, () => new Float64Array(x.rowCount))
  for (let start = 0; start < x.rowCount; start += along.stride) {
    const rows = placeRows(x, x.standIns, start, along)
    for (const [k, own] of values.entries()) {
      projectBlock(projections, k, rows, along)
      own.set(along.values.subarray(0, rows), start)
    }
    run.checkpoint()
  }
  return values
}

/** How many rows each bin along each direction holds; `along` has counted nothing yet. */
function countAlong(
  x: FeatureMatrix,
  projections: Projections,
  bins: readonly Bins[],
  along: Directions,
  run: RunContext,
): Int32Array[] {
  const counts = bins.map(({ edges, even }) => new Int32Array(even === 0 ? edges.length : edges.length - 1))
  const histograms = bins.map((own) => lookup(own, new Float64Array(own.edges.length), 0))
  const starts = bins.map(() => 0)
  for (let k = 1; k < bins.length; k++) starts[k] = starts[k - 1]! + bins[k - 1]!.even
  for (let start = 0; start < x.rowCount; start += along.stride) {
    const rows = placeRows(x, x.standIns, start, along)
    for (let k = 0; k < histograms.length; k++) {
      const histogram = histograms[k]!
      projectBlock(projections, k, rows, along)
      const others = along.count(histogram, starts[k]!, rows)
      countOthers(histogram, along, others, counts[k]!)
    }
    run.checkpoint()
    run.progress(x.rowCount + start, 2 * x.rowCount)
  }
  for (const [k, { first, even }] of bins.entries()) {
    // The greatest value lies on the last edge, and was counted with the others.
    for (let bin = 0; bin < even; bin++) counts[k]![first + bin]! += along.counts[starts[k]! + bin]!
  }
  return counts
}

/** Welch's t between the scores of one group and of the others; NaN belongs to neither. */
function welch(scores: Float64Array, isIn: (k: number) => boolean): number {
  const groups = [
    { count: 0, sum: 0, squares: 0 },
    { count: 0, sum: 0, squares: 0 },
  ]
  for (const [k, score] of scores.entries()) {
    if (score !== score) continue
    const group = groups[isIn(k) ? 0 : 1]!
    group.count++
    group.sum += score
    group.squares += score * score
  }
  const [inside, outside] = groups.map(({ count, sum, squares }) => {
    const mean = count === 0 ? 0 : sum / count
    const variance = count < 2 ? 0 : Math.max(0, squares - count * mean * mean) / (count - 1)
    return { count, mean, error: count === 0 ? 0 : variance / count }
  })
  if (inside!.count === 0) return 0
  if (outside!.count === 0) return inside!.mean
  const error = Math.sqrt(inside!.error + outside!.error)
  return (inside!.mean - outside!.mean) / Math.max(error, LEAST_ERROR)
}

/** Where neither group varies: a difference of any size is sure. */
const LEAST_ERROR = 1e-6
