import type { FeatureMatrix } from '../../features/feature-matrix.ts'
import { createPointDistances } from '../../kernels/point-distance-kernel.ts'
import { exp } from '../../math/exponential.ts'
import type { Detector } from '../detector.ts'
import { requireRowsAndColumns, requireSameColumns } from '../input-checks.ts'
import { packArray, readRecord } from '../model-record.ts'
import { sampleRows } from '../sample-rows.ts'
import { scaleIntoGroups } from '../scaled-groups.ts'
import { fitScaling, scaleRows, type Scaling } from '../scaling.ts'
import { PAUSE_EVERY } from './landmarks.ts'
import { boundaryFigures } from './ocsvm-diagnostics.ts'
import { fitBoundary, withLandmarks, type Boundary } from './one-class-fit.ts'

export type OneClassSvmParams = {
  readonly nu: number
  /** `scale`: 1 / the sum of the columns' variances; `own`: the parameter `gamma`. */
  readonly width: string
  readonly gamma: number
  readonly rows: number
}

export interface OneClassSvmModel extends Boundary {
  readonly scaling: Scaling
  readonly nu: number
  /** Rows that the boundary was learned from, of so many. */
  readonly learned: number
  readonly seen: number
  /** Support vectors; the model has as many points, or landmarks instead. */
  readonly supportVectors: number
}

/** Learning from twice as many rows takes four times as long. */
const ROWS = 5000
const LANDMARKS = 300
/** LIBSVM's and scikit-learn's. */
const TOLERANCE = 0.001
const ROWS_AT_A_TIME = 512

/**
 * The one-class support vector machine with a Gaussian kernel: the smoothest boundary around the data that leaves
 * a share ν of it outside. Rows outside score above 0, by how far they are from being inside.
 */
export const oneClassSvm: Detector<OneClassSvmParams, OneClassSvmModel> = {
  info: {
    id: 'ocsvm',
    name: 'One-class SVM',
    family: 'boundary',
    source: 'Schölkopf, Platt, Shawe-Taylor, Smola & Williamson, Neural Computation 2001',
    summary: 'Draws one smooth boundary around the bulk of the rows; rows outside it score above 0.',
    goodAt: 'Ordinary rows of any shape, several groups included, in a moderate number of columns.',
    badAt:
      'Telling very far rows from each other, since all score alike, and tables with many unimportant columns.',
    params: [
      {
        kind: 'number',
        key: 'nu',
        label: 'Share outside (ν)',
        help: 'At most about this share of the rows ends up outside the boundary. A half ranks rows best; a small share makes 0 a threshold.',
        min: 0.001,
        max: 1,
        step: 0.05,
        integer: false,
      },
      {
        kind: 'choice',
        key: 'width',
        label: 'Width of the kernel',
        help: 'How far a row makes its neighbourhood ordinary.',
        options: [
          { value: 'scale', label: 'By the spread of the columns' },
          { value: 'own', label: 'As set below (gamma)' },
        ],
      },
      {
        kind: 'number',
        key: 'gamma',
        label: 'Gamma',
        help: 'Used when the width is set by hand: larger is narrower. Columns have standard deviation 1 here.',
        min: 1e-6,
        max: 1000,
        step: 0.05,
        integer: false,
      },
      {
        kind: 'number',
        key: 'rows',
        label: 'Learn from at most',
        help: 'Rows that the boundary is learned from. Twice as many take four times as long.',
        min: 100,
        max: 20_000,
        step: 500,
        integer: true,
      },
    ],
    cost: 'linear',
    sampling: {
      aboveRows: ROWS,
      how: `The boundary is learned from 5,000 rows drawn by the seed (or as many as are set under “Learn from at most”) and described by ${LANDMARKS} landmarks; every row is scored.`,
    },
    seeded: true,
    seedOnlySearches: true,
    additive: false,
  },
  defaults: { nu: 0.5, width: 'scale', gamma: 0.1, rows: ROWS },

  fit(x, params, run) {
    requireRowsAndColumns(x)
    run.checkpoint()
    const part = (from: number, to: number) => (share: number) => {
      run.checkpoint()
      run.progress(from + share * (to - from), 1)
    }
    const scaling = fitScaling(x, 'standard')
    const width = x.columns.length
    const sampled = x.rowCount > params.rows
    const rows = sampled
      ? sampleRows(x.rowCount, params.rows, run.rng.fork(0))
      : Uint32Array.from({ length: x.rowCount }, (_, r) => r)
    const values = scaledRows(x, scaling, rows)
    const gamma = params.width === 'own' ? params.gamma : scaleGamma(values, width)
    const exact = fitBoundary(values, width, params.nu, gamma, TOLERANCE, part(0, sampled ? 0.9 : 1))
    const boundary = sampled
      ? withLandmarks(exact, values, width, LANDMARKS, { rng: run.rng.fork(1) }, part(0.9, 1))
      : exact
    run.progress(1, 1)
    const supportVectors = exact.weights.length
    return { scaling, nu: params.nu, learned: rows.length, seen: x.rowCount, supportVectors, ...boundary }
  },

  score(model, x, run) {
    const width = model.scaling.shift.length
    requireSameColumns(x, width)
    const scores = new Float32Array(x.rowCount)
    const points = model.weights.length
    const most = Math.floor(PAUSE_EVERY / (points * (width + 10)))
    const size = Math.min(x.rowCount, ROWS_AT_A_TIME, Math.max(8, most))
    const distances = createPointDistances(size, points, width)
    distances.points.set(model.points)
    distances.weights.set(model.weights)
    run.checkpoint()
    for (let start = 0; start < x.rowCount; start += size) {
      run.checkpoint()
      run.progress(start, x.rowCount)
      const count = Math.min(size, x.rowCount - start)
      scaleIntoGroups(x, model.scaling, start, count, distances.rows)
      distances.kernelSums(count, points, model.gamma)
      for (let i = 0; i < count; i++) scores[start + i] = model.rho - distances.sums[i]!
    }
    run.progress(x.rowCount, x.rowCount)
    return scores
  },

  /**
   * Gradient × difference of −log similarity: 2γ (x − m)² per column, where m is the mean of the support vectors
   * weighted by what each gives to the row's similarity. Unlike the score it does not fade far out.
   */
  explain(model, x, rows, run) {
    const width = model.scaling.shift.length
    requireSameColumns(x, width)
    run.checkpoint()
    const contributions = new Float64Array(rows.length * x.sources.length)
    const values = new Float32Array(width)
    const squares = new Float64Array(model.weights.length)
    for (const [i, row] of rows.entries()) {
      run.checkpoint()
      scaleRows(x, model.scaling, row, 1, values)
      const mean = similarMean(model, values, squares)
      for (let c = 0; c < width; c++) {
        const difference = values[c]! - mean[c]!
        contributions[i * x.sources.length + x.sourceOf[c]!]! += 2 * model.gamma * difference * difference
      }
    }
    run.progress(rows.length, rows.length)
    return contributions
  },

  notes({ learned, seen, supportVectors, weights }) {
    if (learned === seen) return []
    const described =
      weights.length < supportVectors
        ? ` Its ${supportVectors} support vectors are summed up by ${weights.length} landmarks.`
        : ''
    return [`The boundary was learned from ${learned} of ${seen} rows, drawn by the seed.${described}`]
  },

  diagnostics: boundaryFigures,

  serialize(model) {
    return {
      detector: 'ocsvm',
      version: 1,
      shift: packArray(model.scaling.shift),
      factor: packArray(model.scaling.factor),
      nu: model.nu,
      gamma: model.gamma,
      rho: model.rho,
      learned: model.learned,
      seen: model.seen,
      supportVectors: model.supportVectors,
      points: packArray(model.points),
      weights: packArray(model.weights),
      near: packArray(model.near),
    }
  },

  deserialize(record) {
    const fields = readRecord(record, 'ocsvm', 1)
    const scaling = { shift: fields.float64('shift'), factor: fields.float64('factor') }
    const points = fields.float32('points')
    const weights = fields.float64('weights')
    const near = fields.float64('near')
    const width = scaling.shift.length
    if (width < 1 || scaling.factor.length !== width) fields.fail('its scales are cut off')
    if (weights.length < 1 || near.length !== weights.length || points.length !== weights.length * width) {
      fields.fail('its points are cut off')
    }
    for (const values of [scaling.shift, scaling.factor, points, weights, near]) {
      if (!values.every(Number.isFinite)) fields.fail('a figure is not a number')
    }
    if (!near.every((weight) => weight >= 0) || !near.some((weight) => weight > 0)) {
      fields.fail('a weight is negative')
    }
    const gamma = fields.number('gamma')
    if (!(gamma > 0)) fields.fail('the field gamma is not positive')
    return {
      scaling,
      nu: fields.number('nu'),
      gamma,
      rho: fields.number('rho'),
      learned: fields.integer('learned', 1, MOST_ROWS),
      seen: fields.integer('seen', 1, MOST_ROWS),
      supportVectors: fields.integer('supportVectors', 1, MOST_ROWS),
      points,
      weights,
      near,
    }
  },
}

const MOST_ROWS = 4294967296

/** Rows on their scales, row-major, in the order given. */
function scaledRows(x: FeatureMatrix, scaling: Scaling, rows: Uint32Array): Float32Array {
  const width = x.columns.length
  const picked = { ...x, rowCount: rows.length, columns: x.columns.map((values) => gather(values, rows)) }
  const values = new Float32Array(rows.length * width)
  scaleRows(picked, scaling, 0, rows.length, values)
  return values
}

function gather(values: Float32Array, rows: Uint32Array): Float32Array {
  const picked = new Float32Array(rows.length)
  for (let i = 0; i < rows.length; i++) picked[i] = values[rows[i]!]!
  return picked
}

/** scikit-learn's `scale`: 1 / (columns × variance of all values), here the sum of the columns' variances. */
function scaleGamma(values: Float32Array, width: number): number {
  const rows = values.length / width
  let total = 0
  for (let c = 0; c < width; c++) {
    let sum = 0
    for (let at = c; at < values.length; at += width) sum += values[at]!
    const mean = sum / rows
    let squares = 0
    for (let at = c; at < values.length; at += width) squares += (values[at]! - mean) * (values[at]! - mean)
    total += squares / rows
  }
  return total > 0 ? 1 / total : 1
}

/**
 * The mean of the support vectors weighted by what each gives to the row's similarity. The row itself, should it
 * be one of them, is left out: it says nothing about why the row is odd.
 */
function similarMean(
  { points, near, gamma }: Boundary,
  row: Float32Array,
  squares: Float64Array,
): Float64Array {
  const width = row.length
  const itself = measureSquares(points, row, squares)
  const weightOf = (j: number): number => (j === itself ? Math.max(0, near[j]! - 1) : near[j]!)
  let least = Infinity
  for (let j = 0; j < near.length; j++) if (weightOf(j) > 0 && squares[j]! < least) least = squares[j]!
  // The only support vector is the row itself.
  if (least === Infinity) return Float64Array.from(row)
  const mean = new Float64Array(width)
  let total = 0
  for (let j = 0; j < near.length; j++) {
    // Relative to the nearest one: what all share cancels, however far out the row is.
    const weight = weightOf(j) * exp(-gamma * (squares[j]! - least))
    if (!(weight > 0)) continue
    total += weight
    for (let c = 0; c < width; c++) mean[c]! += weight * points[j * width + c]!
  }
  return mean.map((sum) => sum / total)
}

/** Writes the squared distances of all points from a row; returns the first that is the row, or −1. */
function measureSquares(points: Float32Array, row: Float32Array, squares: Float64Array): number {
  const width = row.length
  let itself = -1
  for (let j = squares.length - 1; j >= 0; j--) {
    let square = 0
    for (let c = 0; c < width; c++) {
      const difference = row[c]! - points[j * width + c]!
      square += difference * difference
    }
    squares[j] = square
    if (square === 0) itself = j
  }
  return itself
}
