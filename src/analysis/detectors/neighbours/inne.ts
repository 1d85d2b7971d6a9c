import { summerFor } from '../../kernels/neighbour-balls-kernel.ts'
import { BLOCK, type Balls } from '../../kernels/neighbour-balls.ts'
import { squaredDistance } from '../../kernels/neighbour-tree.ts'
import type { Detector } from '../detector.ts'
import { requireRowsAndColumns, requireSameColumns } from '../input-checks.ts'
import { packArray, readRecord } from '../model-record.ts'
import { fitScaling, type Scaling } from '../scaling.ts'
import { drawBalls } from './inne-balls.ts'
import { SCALING_PARAM, scalingKind } from './neighbour-params.ts'
import { pickRows } from './pick-rows.ts'
import { scaledRows } from './reference-rows.ts'

export type InneParams = {
  readonly subsets: number
  readonly sampleSize: number
  /** `squared` or `plain`. */
  readonly ratio: string
  /** A `ScalingKind`. */
  readonly scaling: string
}

export interface InneModel {
  readonly scaling: Scaling
  readonly balls: Balls
}

const MOST_SUBSETS = 1000
const MOST_SAMPLES = 256

/**
 * Isolation by nearest-neighbour ensembles: many small samples, a ball around each sampled row that reaches to the
 * nearest other one, and the mean isolation of the smallest ball around a row; 1 where no ball is around it.
 */
export const inne: Detector<InneParams, InneModel> = {
  info: {
    id: 'inne',
    name: 'Isolation by nearest neighbours (iNNE)',
    family: 'neighbours',
    source: 'Bandaragoda, Ting, Albrecht, Liu, Zhu & Wells, Computational Intelligence 2018',
    summary:
      'How isolated the surroundings of a row are, by balls around many small samples: from 0, amid others, to 1, outside all of them.',
    goodAt:
      'Any number of rows in little time, anomalies that lie in a combination of columns, and clusters of different density.',
    badAt: 'Fine differences within a dense region, and many columns that say nothing.',
    params: [
      {
        kind: 'number',
        key: 'subsets',
        label: 'Samples drawn',
        help: 'How many small samples are drawn. More are steadier and take longer.',
        min: 10,
        max: MOST_SUBSETS,
        step: 10,
        integer: true,
      },
      {
        kind: 'number',
        key: 'sampleSize',
        label: 'Rows per sample',
        help: 'Few rows find what lies outside the bulk; more find what is sparse within it.',
        min: 2,
        max: MOST_SAMPLES,
        step: 1,
        integer: true,
      },
      {
        kind: 'choice',
        key: 'ratio',
        label: 'Compared',
        help: 'How much smaller the next ball must be: by its squared radius, which parts sparse places more clearly, or by its radius, as the paper has it.',
        options: [
          { value: 'squared', label: 'Squared radii' },
          { value: 'plain', label: 'Radii' },
        ],
      },
      SCALING_PARAM,
    ],
    cost: 'linear',
    seeded: true,
    additive: true,
  },
  defaults: { subsets: 200, sampleSize: 8, ratio: 'squared', scaling: 'standard' },

  fit(x, { subsets, sampleSize, ratio, scaling }, run) {
    requireRowsAndColumns(x)
    run.checkpoint()
    const own = fitScaling(x, scalingKind(scaling))
    const balls = drawBalls(
      x,
      own,
      subsets,
      Math.min(sampleSize, x.rowCount),
      ratio === 'plain' ? 'plain' : 'squared',
      run,
    )
    run.progress(subsets, subsets)
    return { scaling: own, balls }
  },

  score({ scaling, balls }, x, run) {
    requireSameColumns(x, balls.columns)
    run.checkpoint()
    const scores = new Float32Array(x.rowCount)
    const { block, sum } = summerFor(balls)
    const sums = new Float64Array(BLOCK)
    const work = balls.columns * balls.subsets * balls.size
    const step = Math.max(16, Math.min(BLOCK, Math.floor(WORK_BETWEEN / work / 16) * 16))
    for (let start = 0; start < x.rowCount; start += step) {
      const count = Math.min(step, x.rowCount - start)
      fillBlock(scaledRows(x, scaling, start, count), count, balls.columns, block)
      sum(count, sums)
      for (let i = 0; i < count; i++) scores[start + i] = sums[i]! / balls.subsets
      run.checkpoint()
      run.progress(start, x.rowCount)
    }
    run.progress(x.rowCount, x.rowCount)
    return scores
  },

  /**
   * The isolation that each sample gives, shared among the columns by the squared distance to the centre of the
   * ball around the row (to the nearest centre, where none is around it). The shares add up to the score.
   */
  explain({ scaling, balls }, x, rows, run) {
    requireSameColumns(x, balls.columns)
    const sources = x.sources.length
    const contributions = new Float64Array(rows.length * sources)
    const queries = scaledRows(pickRows(x, rows), scaling, 0, rows.length)
    for (let i = 0; i < rows.length; i++) {
      run.checkpoint()
      run.progress(i, rows.length)
      for (let subset = 0; subset < balls.subsets; subset++)
        addShares(balls, subset, queries, i, x.sourceOf, contributions, i * sources, sources)
    }
    run.progress(rows.length, rows.length)
    return contributions
  },

  serialize: ({ scaling, balls }) => ({
    detector: 'inne',
    version: 1,
    shift: packArray(scaling.shift),
    factor: packArray(scaling.factor),
    columns: balls.columns,
    subsets: balls.subsets,
    size: balls.size,
    centres: packArray(balls.centres),
    radii: packArray(balls.radii),
    isolation: packArray(balls.isolation),
  }),

  deserialize(record) {
    const fields = readRecord(record, 'inne', 1)
    const columns = fields.integer('columns', 1, 1e6)
    const subsets = fields.integer('subsets', 1, MOST_SUBSETS)
    const size = fields.integer('size', 1, MOST_SAMPLES)
    const shift = fields.float64('shift')
    const factor = fields.float64('factor')
    const centres = fields.float32('centres')
    const radii = fields.float32('radii')
    const isolation = fields.float32('isolation')
    const lengths = [shift.length, factor.length, centres.length, radii.length, isolation.length]
    const balls = subsets * size
    if (lengths.join() !== [columns, columns, balls * columns, balls, balls].join())
      fields.fail('its arrays do not fit each other')
    if (!shift.every(Number.isFinite) || !factor.every(isPlain)) fields.fail('its scaling is damaged')
    if (!centres.every(Number.isFinite) || !radii.every(isPlain)) fields.fail('its balls are damaged')
    if (!isolation.every((value) => value >= 0 && value <= 1)) fields.fail('the field isolation is damaged')
    return { scaling: { shift, factor }, balls: { columns, subsets, size, centres, radii, isolation } }
  },
}

/** Differences of values between two pauses. */
const WORK_BETWEEN = 2e7

function isPlain(value: number): boolean {
  return Number.isFinite(value) && value >= 0
}

/** From row after row to column after column. */
function fillBlock(rows: Float32Array, count: number, columns: number, block: Float32Array): void {
  for (let c = 0; c < columns; c++)
    for (let i = 0; i < count; i++) block[c * BLOCK + i] = rows[i * columns + c]!
}

function addShares(
  balls: Balls,
  subset: number,
  queries: Float32Array,
  i: number,
  sourceOf: Int32Array,
  out: Float64Array,
  at: number,
  sources: number,
): void {
  const { columns, size, centres, radii, isolation } = balls
  let chosen = -1
  let least = Infinity
  let nearest = subset * size
  for (let ball = subset * size; ball < (subset + 1) * size && chosen < 0; ball++) {
    const square = squaredDistance(queries, i * columns, centres, ball * columns, columns)
    if (square <= radii[ball]!) chosen = ball
    if (square < least) {
      least = square
      nearest = ball
    }
  }
  const share = (chosen < 0 ? 1 : isolation[chosen]!) / balls.subsets
  const from = (chosen < 0 ? nearest : chosen) * columns
  let sum = 0
  for (let c = 0; c < columns; c++) {
    const difference = queries[i * columns + c]! - centres[from + c]!
    sum += difference * difference
  }
  for (let c = 0; c < columns; c++) {
    const difference = queries[i * columns + c]! - centres[from + c]!
    if (sum > 0) out[at + sourceOf[c]!]! += (share * difference * difference) / sum
  }
  // The row is the very centre: no column has more to do with it than another.
  for (let s = 0; s < sources && sum === 0; s++) out[at + s]! += share / sources
}
