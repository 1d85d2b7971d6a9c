import { UsageError } from '../errors.ts'
import { amountNameStrength } from '../features/column-name.ts'
import type { FeatureMatrix } from '../features/feature-matrix.ts'
import type { Detector } from './detector.ts'
import { requireRowsAndColumns, requireSameColumns } from './input-checks.ts'
import { readRecord } from './model-record.ts'

export type MeanSdParams = {
  readonly column: string
}

export interface MeanSdModel {
  readonly columnCount: number
  /** The matrix column that is looked at. */
  readonly column: number
  readonly mean: number
  readonly sd: number
}

/**
 * |x − mean| / sd on one column: the rule of the three standard deviations without its threshold.
 * A constant column scores 0 everywhere. The mean and sd are the data's own, anomalies included.
 */
export const meanSd: Detector<MeanSdParams, MeanSdModel> = {
  info: {
    id: 'mean-sd',
    name: 'Mean ± standard deviations',
    summary: 'How many standard deviations a value lies from the mean of one column.',
    goodAt: 'One column with a bell-shaped spread, and an answer that anyone can check by hand.',
    badAt:
      'Skewed columns, several columns together, and many or huge anomalies, which widen the spread that they are measured by.',
    params: [
      {
        kind: 'column',
        key: 'column',
        label: 'Column',
        help: 'The column to look at. Left open, it is the amount, or else the first feature.',
      },
    ],
    cost: 'linear',
    seeded: false,
    additive: true,
  },
  defaults: { column: '' },

  fit(x, params, run) {
    requireRowsAndColumns(x)
    run.checkpoint()
    const column = findColumn(x, params.column)
    const { mean, sd } = meanAndSd(x.columns[column]!)
    run.progress(x.rowCount, x.rowCount)
    return { columnCount: x.columns.length, column, mean, sd }
  },

  score(model, x, run) {
    requireSameColumns(x, model.columnCount)
    run.checkpoint()
    const scores = Float32Array.from(x.columns[model.column]!, (value) => deviation(model, value))
    run.progress(x.rowCount, x.rowCount)
    return scores
  },

  /** The whole score belongs to the one column. */
  explain(model, x, rows, run) {
    requireSameColumns(x, model.columnCount)
    run.checkpoint()
    const contributions = new Float64Array(rows.length * x.sources.length)
    const source = x.sourceOf[model.column]!
    for (let i = 0; i < rows.length; i++) {
      contributions[i * x.sources.length + source] = deviation(model, x.columns[model.column]![rows[i]!]!)
    }
    run.progress(rows.length, rows.length)
    return contributions
  },

  serialize(model) {
    return { detector: 'mean-sd', version: 1, ...model }
  },

  deserialize(record) {
    const fields = readRecord(record, 'mean-sd', 1)
    const columnCount = fields.integer('columnCount', 1, 1e6)
    const sd = fields.number('sd')
    if (sd < 0) fields.fail('its standard deviation is negative')
    return {
      columnCount,
      column: fields.integer('column', 0, columnCount - 1),
      mean: fields.number('mean'),
      sd,
    }
  },
}

/** Finite for every finite value: 0 where the column is constant. */
function deviation(model: MeanSdModel, value: number): number {
  if (!(model.sd > 0)) return 0
  const distance = Math.abs(value - model.mean) / model.sd
  return distance === distance ? Math.min(distance, GREATEST_FLOAT32) : 0
}

const GREATEST_FLOAT32 = 3.4028234663852886e38

/** The first matrix column of the named source; with no name, of the amount, or else of the first source. */
function findColumn(x: FeatureMatrix, name: string): number {
  if (name === '') {
    const strengths = x.sources.map((source) => amountNameStrength(source.name))
    return Math.max(0, x.sourceOf.indexOf(strengths.indexOf(Math.max(...strengths))))
  }
  const column = x.sourceOf.indexOf(x.sources.findIndex((source) => source.name === name))
  if (column >= 0) return column
  const names = x.sources.map((source) => source.name).join(', ')
  throw new UsageError('unknown-column', `There is no feature ${name} to look at. There is: ${names}.`, {
    column: name,
  })
}

/** Welford's running mean and sum of squares: no cancellation, whatever the offset. NaN and ±∞ are passed over. */
export function meanAndSd(values: Float32Array): { mean: number; sd: number } {
  let count = 0
  let mean = 0
  let squares = 0
  for (const value of values) {
    if (!Number.isFinite(value)) continue
    count++
    const before = value - mean
    mean += before / count
    squares += before * (value - mean)
  }
  return { mean, sd: count > 1 ? Math.sqrt(squares / (count - 1)) : 0 }
}
