import { createPointDistances } from '../../kernels/point-distance-kernel.ts'
import type { RunContext } from '../../run-context.ts'
import type { Detector } from '../detector.ts'
import { requireRowsAndColumns, requireSameColumns } from '../input-checks.ts'
import { packArray, readRecord } from '../model-record.ts'
import { sampleRows } from '../sample-rows.ts'
import { scaleIntoGroups } from '../scaled-groups.ts'
import { fitScaling, scaleRows, type Scaling } from '../scaling.ts'
import { startingCentres } from './k-means-start.ts'
import { clusterFigures } from './kmeans-diagnostics.ts'
import { squareTo, type Points } from './lloyd-state.ts'
import { lloyd, placeAll, type Clustering } from './lloyd.ts'
import { pickPoints, scaledPoints } from './scaled-points.ts'

export type KMeansParams = {
  readonly clusters: number
  /** Clusters with a smaller share of the rows are left out, in percent. */
  readonly tiny: number
  readonly restarts: number
}

export interface KMeansModel {
  readonly scaling: Scaling
  /** (centres × columns), row-major, on the standardised scale: the largest cluster first, all clusters found. */
  readonly centres: Float64Array
  /** (centres,) rows of the fit nearest to each; never rising. */
  readonly sizes: Int32Array
  /** The first so many centres are those that distances are taken to. */
  readonly kept: number
  /** Whether Lloyd's iteration came to rest. */
  readonly settled: boolean
}

/** Starts are tried on at most so many rows; the best of them goes on with all rows. */
const MOST_START_ROWS = 20_000
const MOST_START_VALUES = 4_000_000
const MOST_ITERATIONS = 300
/** Times the mean variance of the columns: scikit-learn's stopping rule. */
const TOLERANCE = 1e-4

/**
 * The distance to the nearest centre of k-means: how far a row lies from the middle of any of the groups that
 * the data falls into. Groups with hardly a row in them do not count, or a lone anomaly would be its own centre.
 */
export const kMeans: Detector<KMeansParams, KMeansModel> = {
  info: {
    id: 'kmeans',
    name: 'k-means distance',
    family: 'clusters',
    source: 'Lloyd, IEEE Trans. Inf. Theory 1982; Arthur & Vassilvitskii, SODA 2007',
    summary: 'Finds groups of similar rows; rows far from the middle of every group score high.',
    goodAt: 'Data that falls into a few round groups, each of which is ordinary in its own way.',
    badAt: 'Long or curved groups, groups of very different width, and many columns that say nothing.',
    params: [
      {
        kind: 'number',
        key: 'clusters',
        label: 'Groups',
        help: 'How many groups of rows to look for. More follow the data more closely; too many take in groups of anomalies.',
        min: 1,
        max: 100,
        step: 1,
        integer: true,
      },
      {
        kind: 'number',
        key: 'tiny',
        label: 'Smallest group (%)',
        help: 'A group with a smaller share of the rows is taken for anomalies itself, and its rows are measured from the others. At most half of an even share.',
        min: 0,
        max: 50,
        step: 0.5,
        integer: false,
      },
      {
        kind: 'number',
        key: 'restarts',
        label: 'Starts',
        help: 'The search for groups is begun this many times at random, and the best outcome is kept.',
        min: 1,
        max: 50,
        step: 1,
        integer: true,
      },
    ],
    cost: 'linear',
    seeded: true,
    additive: true,
  },
  defaults: { clusters: 8, tiny: 2, restarts: 5 },

  fit(x, params, run) {
    requireRowsAndColumns(x)
    run.checkpoint()
    const scaling = fitScaling(x, 'standard')
    const points = scaledPoints(x, scaling, run)
    const best = cluster(points, params, run)
    return { scaling, ...largestFirst(best, points.width, params.tiny), settled: best.settled }
  },

  score(model, x, run) {
    requireSameColumns(x, model.scaling.shift.length)
    const width = x.columns.length
    const scores = new Float32Array(x.rowCount)
    const rows = Math.min(BLOCK, x.rowCount)
    const distances = createPointDistances(rows, model.kept, width)
    distances.points.set(model.centres.subarray(0, model.kept * width))
    run.checkpoint()
    for (let start = 0; start < x.rowCount; start += BLOCK) {
      if (start % SLICE === 0) {
        run.checkpoint()
        run.progress(start, x.rowCount)
      }
      const count = Math.min(BLOCK, x.rowCount - start)
      scaleIntoGroups(x, model.scaling, start, count, distances.rows)
      distances.nearestTwo(count, model.kept)
      for (let i = 0; i < count; i++) scores[start + i] = Math.sqrt(distances.nearest[i]!)
    }
    run.progress(x.rowCount, x.rowCount)
    return scores
  },

  /** Squared differences from the nearest centre: they add up to the squared distance. */
  explain(model, x, rows, run) {
    requireSameColumns(x, model.scaling.shift.length)
    run.checkpoint()
    const width = x.columns.length
    const contributions = new Float64Array(rows.length * x.sources.length)
    const values = new Float64Array(width)
    for (const [i, row] of rows.entries()) {
      if (i % BLOCK === 0) run.checkpoint()
      scaleRows(x, model.scaling, row, 1, values)
      const { centre } = nearestCentre(model, values, 0, width)
      for (let c = 0; c < width; c++) {
        const difference = values[c]! - model.centres[centre * width + c]!
        contributions[i * x.sources.length + x.sourceOf[c]!]! += difference * difference
      }
    }
    run.progress(rows.length, rows.length)
    return contributions
  },

  notes({ kept, sizes, settled }) {
    const notes: string[] = []
    const dropped = sizes.subarray(kept).reduce((sum, size) => sum + size, 0)
    const groups = sizes.length - kept
    if (groups > 0) {
      notes.push(
        `${groups === 1 ? 'One group' : `${groups} groups`} with ${dropped} ${dropped === 1 ? 'row' : 'rows'} in all ` +
          `${groups === 1 ? 'is' : 'are'} too small to be ordinary: distances are taken to the other ${kept}.`,
      )
    }
    if (!settled) notes.push('The search for groups was still moving a little when it was stopped.')
    return notes
  },

  diagnostics: clusterFigures,

  serialize({ scaling, centres, sizes, kept, settled }) {
    return {
      detector: 'kmeans',
      version: 1,
      shift: packArray(scaling.shift),
      factor: packArray(scaling.factor),
      centres: packArray(centres),
      sizes: packArray(sizes),
      kept,
      settled: settled ? 1 : 0,
    }
  },

  deserialize(record) {
    const fields = readRecord(record, 'kmeans', 1)
    const scaling = { shift: fields.float64('shift'), factor: fields.float64('factor') }
    const centres = fields.float64('centres')
    const sizes = fields.int32('sizes')
    const width = scaling.shift.length
    if (width < 1 || scaling.factor.length !== width || sizes.length < 1)
      fields.fail('its scales are cut off')
    if (centres.length !== sizes.length * width) fields.fail('its centres are cut off')
    for (const values of [scaling.shift, scaling.factor, centres]) {
      if (!values.every(Number.isFinite)) fields.fail('a figure is not a number')
    }
    const kept = fields.integer('kept', 1, sizes.length)
    return { scaling, centres, sizes, kept, settled: fields.integer('settled', 0, 1) === 1 }
  },
}

/** Rows scored at a time; between two checkpoints. */
const BLOCK = 1024
const SLICE = 8 * BLOCK

function nearestCentre({ kept, centres }: KMeansModel, values: Float64Array, at: number, width: number) {
  let centre = 0
  let least = Infinity
  for (let j = 0; j < kept; j++) {
    const square = squareTo(values, at, centres, j * width, width)
    if (square >= least) continue
    least = square
    centre = j
  }
  return { centre, square: least }
}

/** The best of several starts; of a large table they are tried on some of its rows and go on with all. */
function cluster(points: Points, { clusters, restarts }: KMeansParams, run: RunContext): Clustering {
  const most = Math.min(MOST_START_ROWS, Math.max(1000, Math.floor(MOST_START_VALUES / points.width)))
  const onAll = points.count <= most
  const tried = onAll ? points : pickPoints(points, sampleRows(points.count, most, run.rng.fork(0)))
  const placed = placeAll(tried, clusters)
  const options = { mostIterations: MOST_ITERATIONS, tolerance: tolerance(points) }
  const steps = restarts + (onAll ? 0 : MOST_ITERATIONS / 10)
  let best: Clustering | null = null
  for (let i = 0; i < restarts; i++) {
    run.progress(i, steps)
    const start = startingCentres(tried, placed, clusters, {
      rng: run.rng.fork(1 + i),
      checkpoint: run.checkpoint,
    })
    const outcome = lloyd(tried, start, options, run, undefined, placed)
    if (best === null || outcome.inertia < best.inertia) best = outcome
  }
  if (best === null) throw new Error('At least one start')
  if (!onAll) {
    best = lloyd(points, best.centres, options, run, (iterations) => {
      run.progress(restarts + Math.min(iterations / 10, MOST_ITERATIONS / 10), steps)
    })
  }
  run.progress(steps, steps)
  return best
}

/** scikit-learn's tolerance: a share of the mean variance of the columns. */
function tolerance({ values }: Points): number {
  let squares = 0
  for (let i = 0; i < values.length; i++) squares += values[i]! * values[i]!
  return (TOLERANCE * squares) / values.length
}

/**
 * Orders the clusters by size and says how many are large enough. The share asked for is held to half of an even
 * one, so that many clusters are not dropped for being many; the largest always stays.
 */
function largestFirst({ centres, sizes }: Clustering, width: number, tiny: number) {
  const order = Array.from(sizes.keys()).sort((a, b) => sizes[b]! - sizes[a]! || a - b)
  const sorted = new Float64Array(centres.length)
  for (const [place, j] of order.entries()) {
    sorted.set(centres.subarray(j * width, (j + 1) * width), place * width)
  }
  const rows = sizes.reduce((sum, size) => sum + size, 0)
  const least = Math.max(1, rows * Math.min(tiny / 100, 0.5 / sizes.length))
  const sortedSizes = Int32Array.from(order, (j) => sizes[j]!)
  return { centres: sorted, sizes: sortedSizes, kept: sortedSizes.filter((size) => size >= least).length }
}
