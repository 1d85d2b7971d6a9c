import type { RunContext } from '../../run-context.ts'
import type { Detector } from '../detector.ts'
import { requireRowsAndColumns, requireSameColumns } from '../input-checks.ts'
import { packArray, readRecord } from '../model-record.ts'
import { explainLof } from './lof-explain.ts'
import { factorOfQuery, fitLof, type LofModel } from './lof-model.ts'
import { nearest, roomForOthers } from './nearest.ts'
import {
  EXACT_ROWS,
  MOST_NEIGHBOURS,
  neighboursParam,
  samplingNotes,
  samplingOf,
  SCALING_PARAM,
  scalingKind,
} from './neighbour-params.ts'
import { packReference, readReference } from './reference-record.ts'
import { scaledRows, takeReference } from './reference-rows.ts'
import { rowIndexFor } from './row-index.ts'

/** Its neighbourhoods are wider than those of the plain distance, and take as much longer to find. */
export const LOF_SAMPLE_ROWS = 10_000

export type LofParams = {
  readonly k: number
  /** A `ScalingKind`. */
  readonly scaling: string
}

/** Local outlier factor: how much sparser it is around a row than around its neighbours. */
export const lof: Detector<LofParams, LofModel> = {
  info: {
    id: 'lof',
    name: 'Local outlier factor',
    family: 'neighbours',
    source: 'Breunig, Kriegel, Ng & Sander, SIGMOD 2000',
    summary:
      'How much sparser it is around a row than around the rows nearest to it. Ordinary rows are near 1.',
    goodAt:
      'Data with regions of different density: a row beside a tight group stands out though sparse rows elsewhere do not.',
    badAt:
      'Plain far-out rows in groups of k or more, which see only each other; and many columns that say nothing.',
    params: [
      neighboursParam(
        'How many nearest rows make a neighbourhood: more than the size of a group of anomalies that are alike, fewer than a small group of ordinary rows.',
      ),
      SCALING_PARAM,
    ],
    cost: 'n log n',
    sampling: samplingOf(LOF_SAMPLE_ROWS),
    seeded: true,
    seedOnlySamples: true,
    additive: false,
  },
  defaults: { k: 20, scaling: 'standard' },

  fit(x, { k, scaling }, run) {
    requireRowsAndColumns(x)
    run.checkpoint()
    const most = x.rowCount > EXACT_ROWS ? LOF_SAMPLE_ROWS : x.rowCount
    return fitLof(takeReference(x, scalingKind(scaling), most, run).reference, k, run)
  },

  /** Reference rows have their factors from the fit; the others' neighbours are searched. */
  score(model, x, run) {
    const { reference } = model
    requireSameColumns(x, reference.columns)
    run.checkpoint()
    const scores = new Float32Array(x.rowCount)
    const queries = scaledRows(x, reference.scaling, 0, x.rowCount)
    const index = rowIndexFor(reference)
    const unknown = new Uint32Array(x.rowCount)
    let count = 0
    for (let row = 0; row < x.rowCount; row++) {
      const place = index.find(queries, row)
      if (place >= 0) scores[row] = model.factor[place]!
      else unknown[count++] = row
    }
    scoreUnknown(model, queries, unknown.subarray(0, count), scores, run)
    run.progress(x.rowCount, x.rowCount)
    return scores
  },

  explain(model, x, rows, run) {
    requireSameColumns(x, model.reference.columns)
    return explainLof(model, x, rows, run)
  },

  notes: ({ reference }) => samplingNotes(reference),

  serialize: ({ k, reference, reach, density, factor }) => ({
    detector: 'lof',
    version: 1,
    k,
    ...packReference(reference),
    reach: packArray(reach),
    density: packArray(density),
    factors: packArray(factor),
  }),

  deserialize(record) {
    const fields = readRecord(record, 'lof', 1)
    const k = fields.integer('k', 1, MOST_NEIGHBOURS)
    const reference = readReference(fields)
    const reach = fields.float32('reach')
    const density = fields.float64('density')
    const factor = fields.float32('factors')
    for (const [key, values] of Object.entries({ reach, density, factors: factor })) {
      const usable = values.every((value) => Number.isFinite(value) && value >= 0)
      if (values.length !== reference.counts.length || !usable) fields.fail(`the field ${key} is damaged`)
    }
    return { k, reference, reach, density, factor }
  },
}

function scoreUnknown(
  model: LofModel,
  queries: Float32Array,
  rows: Uint32Array,
  scores: Float32Array,
  run: RunContext,
): void {
  if (rows.length === 0) return
  const { columns } = model.reference
  const own = new Float32Array(rows.length * columns)
  for (let i = 0; i < rows.length; i++) {
    const from = rows[i]! * columns
    for (let c = 0; c < columns; c++) own[i * columns + c] = queries[from + c]!
  }
  const found = nearest(model.reference, own, rows.length, model.k, (done) => {
    run.checkpoint()
    run.progress(scores.length - rows.length + done, scores.length)
  })
  const others = roomForOthers(model.k)
  for (let i = 0; i < rows.length; i++) scores[rows[i]!] = factorOfQuery(model, found, i, others)
}
