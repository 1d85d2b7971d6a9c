import type { FeatureMatrix } from '../../features/feature-matrix.ts'
import type { RunContext } from '../../run-context.ts'
import type { Detector } from '../detector.ts'
import { requireRowsAndColumns, requireSameColumns } from '../input-checks.ts'
import { readRecord } from '../model-record.ts'
import { farthest, meanDistance, nearest, othersOf, roomForOthers, type Nearest } from './nearest.ts'
import {
  EXACT_ROWS,
  MOST_NEIGHBOURS,
  neighboursParam,
  SAMPLE_ROWS,
  samplingNotes,
  samplingOf,
  SCALING_PARAM,
  scalingKind,
} from './neighbour-params.ts'
import { pickRows } from './pick-rows.ts'
import { packReference, readReference } from './reference-record.ts'
import { scaledRows, takeReference, type ReferenceRows } from './reference-rows.ts'
import { addSquaredShares } from './squared-shares.ts'

export type KnnParams = {
  readonly k: number
  /** `kth` or `mean`. */
  readonly distance: string
  /** A `ScalingKind`. */
  readonly scaling: string
}

export interface KnnModel {
  readonly k: number
  readonly distance: 'kth' | 'mean'
  readonly reference: ReferenceRows
}

/** The distance from a row to its k-th nearest other row, or the mean distance to the k nearest. */
export const knn: Detector<KnnParams, KnnModel> = {
  info: {
    id: 'knn',
    name: 'Nearest neighbours',
    family: 'neighbours',
    source: 'Ramaswamy, Rastogi & Shim, SIGMOD 2000; Angiulli & Pizzuti, PKDD 2002 (mean)',
    summary: 'How far a row lies from the rows most like it, all columns on one scale.',
    goodAt:
      'Rows that are like no other, in a single column or in a combination of columns, whatever shape the bulk has.',
    badAt:
      'Groups of more than k anomalies that are like each other, regions that are sparse by nature, and many columns that say nothing.',
    params: [
      neighboursParam(
        'How many other rows must be near for a row to be ordinary. More than the size of a group of anomalies that are alike.',
      ),
      {
        kind: 'choice',
        key: 'distance',
        label: 'Distance',
        help: 'To the k-th nearest row, or the mean over the k nearest.',
        options: [
          { value: 'kth', label: 'To the k-th nearest' },
          { value: 'mean', label: 'Mean of the k nearest' },
        ],
      },
      SCALING_PARAM,
    ],
    cost: 'n log n',
    sampling: samplingOf(SAMPLE_ROWS),
    seeded: true,
    seedOnlySamples: true,
    additive: true,
  },
  defaults: { k: 5, distance: 'kth', scaling: 'standard' },

  fit(x, { k, distance, scaling }, run) {
    requireRowsAndColumns(x)
    run.checkpoint()
    const { reference } = takeReference(
      x,
      scalingKind(scaling),
      x.rowCount > EXACT_ROWS ? SAMPLE_ROWS : x.rowCount,
      run,
    )
    run.progress(1, 1)
    return { k, distance: distance === 'mean' ? 'mean' : 'kth', reference }
  },

  score(model, x, run) {
    const scores = new Float32Array(x.rowCount)
    const others = roomForOthers(model.k)
    const found = search(model, x, run)
    for (let i = 0; i < x.rowCount; i++) {
      othersOf(model.reference, found, i, model.k, others)
      scores[i] = model.distance === 'mean' ? meanDistance(others) : farthest(others)
    }
    run.progress(x.rowCount, x.rowCount)
    return scores
  },

  /** Shares of the squared distances to the k neighbours, scaled to add up to the score. */
  explain(model, x, rows, run) {
    const { reference, k } = model
    const contributions = new Float64Array(rows.length * x.sources.length)
    const others = roomForOthers(k)
    const picked = pickRows(x, rows)
    const found = search(model, picked, run)
    for (let i = 0; i < rows.length; i++) {
      othersOf(reference, found, i, k, others)
      const score = model.distance === 'mean' ? meanDistance(others) : farthest(others)
      addSquaredShares(
        reference,
        found,
        i,
        others,
        score,
        x.sourceOf,
        contributions,
        i * x.sources.length,
        x.sources.length,
      )
    }
    run.progress(rows.length, rows.length)
    return contributions
  },

  notes: ({ reference }) => samplingNotes(reference),

  serialize: ({ k, distance, reference }) => ({
    detector: 'knn',
    version: 1,
    k,
    distance,
    ...packReference(reference),
  }),

  deserialize(record) {
    const fields = readRecord(record, 'knn', 1)
    const distance = fields.string('distance')
    if (distance !== 'kth' && distance !== 'mean') fields.fail('the field distance is damaged')
    return {
      k: fields.integer('k', 1, MOST_NEIGHBOURS),
      distance: distance === 'mean' ? 'mean' : 'kth',
      reference: readReference(fields),
    }
  },
}

function search({ reference, k }: KnnModel, x: FeatureMatrix, run: RunContext): Nearest {
  requireSameColumns(x, reference.columns)
  run.checkpoint()
  const queries = scaledRows(x, reference.scaling, 0, x.rowCount)
  return nearest(reference, queries, x.rowCount, k, (done) => {
    run.checkpoint()
    run.progress(done, x.rowCount)
  })
}
