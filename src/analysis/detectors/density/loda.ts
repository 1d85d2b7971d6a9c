import type { FeatureMatrix } from '../../features/feature-matrix.ts'
import type { RunContext } from '../../run-context.ts'
import { quantileOfSorted } from '../../statistics/sorted-values.ts'
import type { Detector } from '../detector.ts'
import { requireRowsAndColumns, requireSameColumns } from '../input-checks.ts'
import { readRecord } from '../model-record.ts'
import { sampleRows } from '../sample-rows.ts'
import { fitScaling } from '../scaling.ts'
import { binsFor } from './bins.ts'
import { pick } from './by-source.ts'
import {
  addScores,
  countInto,
  histogramAt,
  histogramOf,
  joined,
  lookup,
  packHistograms,
  readHistograms,
  readScores,
  type Histogram,
  type Histograms,
} from './histograms.ts'
import {
  drawProjections,
  packProjections,
  project,
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
/** Rows whose places and sums stay in the cache while they are seen from all directions. */
const BLOCK = 1024
const SLICE = 1 << 18

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
    const count = model.projections.start.length - 1
    const histograms = Array.from({ length: count }, (_, k) => histogramAt(model.histograms, k))
    const size = Math.min(BLOCK, x.rowCount)
    const values = new Float64Array(size)
    const sums = new Float64Array(size)
    const missing = new Int32Array(size)
    for (let start = 0; start < x.rowCount; start += BLOCK) {
      const rows = Math.min(BLOCK, x.rowCount - start)
      const block = rows === size ? values : values.subarray(0, rows)
      sums.fill(0)
      missing.fill(0)
      for (const [k, histogram] of histograms.entries()) {
        project(model.projections, k, x.columns, start, block)
        addScores(histogram, block, sums, missing)
      }
      for (let i = 0; i < rows; i++) {
        const known = count - missing[i]!
        result[start + i] = known > 0 ? sums[i]! / known : 0
      }
      if (start % (16 * BLOCK) === 0) run.checkpoint()
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
        project(model.projections, k, own, i, value)
        readScores(histogram, value, 0, 1, score)
        scores[k] = value[0]! === value[0]! ? score[0]! : NaN
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
  bins: number,
  run: RunContext,
): LodaModel {
  const count = projections.start.length - 1
  const sampled = sampleRows(x.rowCount, Math.min(QUANTILE_ROWS, x.rowCount), run.rng.fork(1)).sort()
  const values = new Float64Array(x.rowCount)
  const histograms: Histogram[] = []
  for (let k = 0; k < count; k++) {
    run.progress(k, count)
    projectAll(projections, k, x, values, run)
    histograms.push(fitHistogram(values, sampled, bins, run))
  }
  run.progress(count, count)
  return { columnCount: x.columns.length, projections, histograms: joined(histograms) }
}

/** All rows along one direction; NaN where a value in it is a stand-in. */
function projectAll(
  projections: Projections,
  k: number,
  x: FeatureMatrix,
  values: Float64Array,
  run: RunContext,
): void {
  for (let start = 0; start < x.rowCount; start += SLICE) {
    project(projections, k, x.columns, start, values.subarray(start, Math.min(start + SLICE, x.rowCount)))
    run.checkpoint()
  }
  for (let at = projections.start[k]!; at < projections.start[k + 1]!; at++) {
    const standIns = x.standIns?.[projections.columns[at]!] ?? null
    if (standIns === null) continue
    for (let row = 0; row < x.rowCount; row++) if (standIns[row] === 1) values[row] = NaN
    run.checkpoint()
  }
}

function fitHistogram(values: Float64Array, sampled: Uint32Array, most: number, run: RunContext): Histogram {
  const { rows, least, greatest } = extent(values)
  const few = new Float64Array(sampled.length)
  let count = 0
  for (const row of sampled) if (values[row] === values[row]) few[count++] = values[row]!
  const sorted = few.subarray(0, count).sort()
  // Where no sampled row has a value, the middle of the range has to do.
  const quantile = (share: number) => (count > 0 ? quantileOfSorted(sorted, share) : (least + greatest) / 2)
  if (rows === 0) return histogramOf(NO_BINS, new Int32Array(0), 'typical')
  const bins = binsFor({ rows, least, greatest, quantile, step: 0 }, most)
  const counts = new Int32Array(bins.even === 0 ? 1 : bins.edges.length - 1)
  const places = lookup(bins, new Float64Array(bins.edges.length), 0)
  for (let start = 0; start < values.length; start += SLICE) {
    countInto(places, values, start, Math.min(values.length, start + SLICE), counts)
    run.checkpoint()
  }
  return histogramOf(bins, counts, 'typical')
}

const NO_BINS = { edges: new Float64Array(0), first: 0, even: 0 }

/** The rows that have a value, and between which values they lie. */
function extent(values: Float64Array): { rows: number; least: number; greatest: number } {
  // Two at a time, so that neither waits for the other.
  let least = Infinity
  let least2 = Infinity
  let greatest = -Infinity
  let greatest2 = -Infinity
  let missing = 0
  for (let i = 0; i + 1 < values.length; i += 2) {
    const a = values[i]!
    const b = values[i + 1]!
    least = a < least ? a : least
    least2 = b < least2 ? b : least2
    greatest = a > greatest ? a : greatest
    greatest2 = b > greatest2 ? b : greatest2
    missing += (a === a ? 0 : 1) + (b === b ? 0 : 1)
  }
  const last = values[values.length - 1]!
  if (values.length % 2 === 1 && last !== last) missing++
  const kept = last === last ? [last, last] : [Infinity, -Infinity]
  return {
    rows: values.length - missing,
    least: Math.min(least, least2, kept[0]!),
    greatest: Math.max(greatest, greatest2, kept[1]!),
  }
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
