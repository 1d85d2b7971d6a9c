import type { FeatureMatrix } from '../../features/feature-matrix.ts'
import type { RunContext } from '../../run-context.ts'
import type { Detector } from '../detector.ts'
import { requireRowsAndColumns, requireSameColumns } from '../input-checks.ts'
import { readRecord } from '../model-record.ts'
import { cluster, coreDistances, placesOf, subsetOf } from './dbscan-fit.ts'
import { diagnose, packFigures, readFigures, summarise, type DbscanFigures } from './dbscan-figures.ts'
import { kneeOf, sortKDistances } from './k-distance-knee.ts'
import { farthest, nearest, othersOf, roomForOthers, type Nearest, type Others } from './nearest.ts'
import {
  EXACT_ROWS,
  SAMPLE_ROWS,
  samplingNotes,
  samplingOf,
  SCALING_PARAM,
  scalingKind,
} from './neighbour-params.ts'
import { pickRows } from './pick-rows.ts'
import { packReference, readReference } from './reference-record.ts'
import { scaledRows, searcherFor, takeReference, type ReferenceRows } from './reference-rows.ts'
import { addSquaredShares } from './squared-shares.ts'

export type DbscanParams = {
  /** 0: the knee of the k-distance curve. */
  readonly epsilon: number
  readonly minPoints: number
  /** A `ScalingKind`. */
  readonly scaling: string
}

export interface DbscanModel {
  /** ε squared, a Float32. */
  readonly limit: number
  readonly minPoints: number
  /** The core rows; all reference rows where none is a core row. */
  readonly rows: ReferenceRows
  readonly hasCore: boolean
  readonly figures: DbscanFigures
}

const MOST_POINTS = 200

/**
 * Density-based clusters: a row with enough others within ε is a core row; what is within ε of a core row is in
 * its cluster, everything else is noise. The score is the distance to the nearest core row in units of ε.
 */
export const dbscan: Detector<DbscanParams, DbscanModel> = {
  info: {
    id: 'dbscan',
    name: 'Outside of dense clusters (DBSCAN)',
    family: 'neighbours',
    source: 'Ester, Kriegel, Sander & Xu, KDD 1996; Schubert et al., TODS 2017',
    summary:
      'How far a row lies from the nearest dense region. Above 1 it belongs to no cluster; 0 is in the midst of one.',
    goodAt:
      'Telling clusters of any shape from what lies between and around them, with a natural limit: a score of 1.',
    badAt:
      'Regions of different density, which one distance cannot fit; many columns; and ranking within the clusters, where all core rows score 0.',
    params: [
      {
        kind: 'number',
        key: 'epsilon',
        label: 'Distance ε',
        help: 'How near rows must be to count as neighbours, on the scaled columns. 0: where the curve of distances turns steep.',
        min: 0,
        max: 1e6,
        step: 0.1,
        integer: false,
      },
      {
        kind: 'number',
        key: 'minPoints',
        label: 'Rows of a dense place',
        help: 'A row is amid a cluster when at least so many rows, itself among them, are within ε of it.',
        min: 1,
        max: MOST_POINTS,
        step: 1,
        integer: true,
      },
      SCALING_PARAM,
    ],
    cost: 'n log n',
    sampling: samplingOf(SAMPLE_ROWS),
    seeded: true,
    seedOnlySamples: true,
    additive: true,
  },
  defaults: { epsilon: 0, minPoints: 10, scaling: 'standard' },

  fit(x, { epsilon, minPoints, scaling }, run) {
    requireRowsAndColumns(x)
    run.checkpoint()
    const most = x.rowCount > EXACT_ROWS ? SAMPLE_ROWS : x.rowCount
    const taken = takeReference(x, scalingKind(scaling), most, run)
    const { reference } = taken
    const least = Math.min(minPoints, reference.sampled)
    const distances = coreDistances(reference, least, run)
    const curve = sortKDistances(distances, reference.counts)
    const limit = epsilon > 0 ? Math.fround(epsilon * epsilon) : kneeOf(curve)
    const clustering = cluster(taken, distances, least, limit, run)
    const core = placesOf(clustering.core, 1)
    const hasCore = core.length > 0
    const steps = reference.counts.length * 2
    run.progress(steps, steps)
    return {
      limit,
      minPoints: least,
      rows: hasCore ? subsetOf(reference, core) : reference,
      hasCore,
      figures: summarise(reference, clustering, curve, minPoints, epsilon > 0),
    }
  },

  score(model, x, run) {
    const scores = new Float32Array(x.rowCount)
    const others = roomForOthers(neighbours(model))
    const found = search(model, x, run)
    for (let i = 0; i < x.rowCount; i++) scores[i] = scoreOf(model, found, i, others)
    run.progress(x.rowCount, x.rowCount)
    return scores
  },

  /** Shares of the squared distance to the nearest core row, scaled to add up to the score. */
  explain(model, x, rows, run) {
    const sources = x.sources.length
    const contributions = new Float64Array(rows.length * sources)
    const others = roomForOthers(neighbours(model))
    const found = search(model, pickRows(x, rows), run)
    for (let i = 0; i < rows.length; i++) {
      const score = scoreOf(model, found, i, others)
      addSquaredShares(model.rows, found, i, others, score, x.sourceOf, contributions, i * sources, sources)
    }
    run.progress(rows.length, rows.length)
    return contributions
  },

  notes: ({ rows, hasCore, minPoints, figures }) => [
    ...samplingNotes({ fitted: rows.fitted, sampled: figures.rows }),
    ...(hasCore
      ? []
      : [`No row has ${minPoints} rows within ε, so that there is no cluster. Choose a larger ε, or 0.`]),
  ],

  diagnostics: ({ limit, figures }) => diagnose(figures, Math.sqrt(limit)),

  serialize: ({ limit, minPoints, rows, hasCore, figures }) => ({
    detector: 'dbscan',
    version: 1,
    limit,
    minPoints,
    hasCore: hasCore ? 1 : 0,
    ...packReference(rows),
    ...packFigures(figures),
  }),

  deserialize(record) {
    const fields = readRecord(record, 'dbscan', 1)
    const limit = fields.number('limit')
    if (!(limit > 0) || Math.fround(limit) !== limit) fields.fail('the field limit is damaged')
    return {
      limit,
      minPoints: fields.integer('minPoints', 1, MOST_POINTS),
      rows: readReference(fields),
      hasCore: fields.integer('hasCore', 0, 1) === 1,
      figures: readFigures(fields),
    }
  },
}

/** To the nearest core row; without any, to as many others as would make a row a core row. */
function neighbours({ hasCore, minPoints }: DbscanModel): number {
  return hasCore ? 1 : Math.max(1, minPoints - 1)
}

function search(model: DbscanModel, x: FeatureMatrix, run: RunContext): Nearest {
  const { rows, hasCore } = model
  requireSameColumns(x, rows.columns)
  run.checkpoint()
  const between = (done: number): void => {
    run.checkpoint()
    run.progress(done, x.rowCount)
  }
  const queries = scaledRows(x, rows.scaling, 0, x.rowCount)
  if (!hasCore) return nearest(rows, queries, x.rowCount, neighbours(model), between)
  // A core row is its own nearest one.
  const distances = new Float32Array(x.rowCount).fill(Infinity)
  const places = new Uint32Array(x.rowCount)
  searcherFor(rows).search(queries, x.rowCount, 1, distances, places, between)
  return { queries, count: x.rowCount, width: 1, distances, places }
}

/** Fills `others` with the rows that the score is measured to. */
function scoreOf(
  { rows, hasCore, minPoints, limit }: DbscanModel,
  found: Nearest,
  i: number,
  others: Others,
): number {
  if (hasCore) {
    others.size = others.rows = others.count[0] = 1
    others.place[0] = found.places[i]!
    others.distance[0] = found.distances[i]!
  } else othersOf(rows, found, i, Math.max(1, minPoints - 1), others)
  const ratio = farthest(others) / Math.sqrt(limit)
  // What is beyond ε stays above 1 in Float32, and what is not stays at most 1.
  const square = others.size === 0 ? 0 : others.distance[others.size - 1]!
  return square <= limit ? Math.min(ratio, 1) : Math.min(Math.max(ratio, LEAST_ABOVE_ONE), GREATEST_FLOAT32)
}

const LEAST_ABOVE_ONE = 1 + 1 / 8388608
const GREATEST_FLOAT32 = 3.4028234663852886e38
