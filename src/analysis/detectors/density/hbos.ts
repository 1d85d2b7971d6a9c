import type { Detector } from '../detector.ts'
import { requireRowsAndColumns, requireSameColumns } from '../input-checks.ts'
import { readRecord } from '../model-record.ts'
import { binsFor, type Bins } from './bins.ts'
import { contributionsOf, createSourceSums, pick } from './by-source.ts'
import {
  binOf,
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
import { countValues, gridStep, valueAtShare, type ValueCounts } from './value-counts.ts'

export type HbosParams = {
  readonly bins: number
  readonly fewValues: number
}

export interface HbosModel {
  readonly columnCount: number
  /** One histogram per matrix column. */
  readonly histograms: Histograms
}

/** One bin per value needs so many rows per value on average. */
const ROWS_PER_VALUE = 5
const BLOCK = 1 << 14

/**
 * Histogram-based outlier score: Σ over the columns of ln(height of the highest bin ÷ height of the row's bin).
 * Heights are densities, so that neither the unit of a column nor a heavy tail changes what is rare.
 * Source: Goldstein & Dengel, KI 2012, with heights of at most 1 as in the paper; bins as in `binsFor`.
 */
export const hbos: Detector<HbosParams, HbosModel> = {
  info: {
    id: 'hbos',
    name: 'Histograms (HBOS)',
    family: 'density',
    source: 'Goldstein & Dengel, KI 2012',
    summary: 'Adds up over the columns how rare each value is among the values of its column.',
    goodAt:
      'Speed, and values that are rare in their column: far out, in a gap between groups, or a rare category.',
    badAt: 'Rows of which each value is ordinary and only the combination is not.',
    params: [
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
      {
        kind: 'number',
        key: 'fewValues',
        label: 'One bin per value up to',
        help: 'A column with at most so many different values has a bin for each of them.',
        min: 0,
        max: 1000,
        step: 1,
        integer: true,
      },
    ],
    cost: 'linear',
    seeded: false,
    additive: true,
  },
  defaults: { bins: 30, fewValues: 20 },

  fit(x, params, run) {
    requireRowsAndColumns(x)
    const checkpoint = () => run.checkpoint()
    const histograms = x.columns.map((values, column) => {
      run.progress(column, x.columns.length)
      checkpoint()
      return fitHistogram(countValues(values, x.standIns?.[column] ?? null, checkpoint), params)
    })
    run.progress(x.columns.length, x.columns.length)
    return { columnCount: x.columns.length, histograms: joined(histograms) }
  },

  score(model, x, run) {
    requireSameColumns(x, model.columnCount)
    run.checkpoint()
    const total = createSourceSums(x)
    const scores = new Float64Array(Math.min(BLOCK, x.rowCount))
    for (const [column, values] of x.columns.entries()) {
      const histogram = histogramAt(model.histograms, column)
      for (let start = 0; start < x.rowCount; start += BLOCK) {
        const count = Math.min(BLOCK, x.rowCount - start)
        readScores(histogram, values, start, count, scores)
        total.add(column, start, count, scores)
        run.checkpoint()
      }
      run.progress(column + 1, x.columns.length)
    }
    return new Float32Array(total.sums)
  },

  /** A source's contribution is its own term: they add up to the score. */
  explain(model, x, rows, run) {
    requireSameColumns(x, model.columnCount)
    run.checkpoint()
    const contributions = contributionsOf(x, rows.length, (column) => {
      const scores = new Float64Array(rows.length)
      const histogram = histogramAt(model.histograms, column)
      readScores(histogram, pick(x.columns[column]!, rows), 0, rows.length, scores)
      return scores
    })
    run.progress(rows.length, rows.length)
    return contributions
  },

  serialize({ columnCount, histograms }) {
    return { detector: 'hbos', version: 1, columnCount, ...packHistograms(histograms) }
  },

  deserialize(record) {
    const fields = readRecord(record, 'hbos', 1)
    const columnCount = fields.integer('columnCount', 1, 1e6)
    return { columnCount, histograms: readHistograms(fields, columnCount) }
  },
}

function fitHistogram(counted: ValueCounts, { bins: most, fewValues }: HbosParams): Histogram {
  const { values, atMost, rows } = counted
  const few = values.length <= fewValues && values.length * ROWS_PER_VALUE <= rows
  if (few || values.length < 2) {
    const each = Int32Array.from(atMost, (count, i) => count - (i === 0 ? 0 : atMost[i - 1]!))
    return histogramOf({ edges: Float64Array.from(values), first: 0, even: 0 }, each, 'densest')
  }
  const bins = binsFor(
    {
      rows,
      least: values[0]!,
      greatest: values[values.length - 1]!,
      quantile: (share) => valueAtShare(counted, share),
      step: gridStep(counted),
    },
    most,
  )
  return histogramOf(bins, countRuns(bins, counted), 'densest')
}

function countRuns(bins: Bins, { values, atMost }: ValueCounts): Int32Array {
  const counts = new Int32Array(bins.edges.length - 1)
  const places = lookup(bins, new Float64Array(bins.edges.length), 0)
  for (let i = 0; i < values.length; i++) {
    const bin = binOf(places, values[i]!)
    if (bin >= 0) counts[bin]! += atMost[i]! - (i === 0 ? 0 : atMost[i - 1]!)
  }
  return counts
}
