import { UsageError } from '../../errors.ts'
import { createPointDistances } from '../../kernels/point-distance-kernel.ts'
import { symmetricEigen } from '../../math/eigen-symmetric.ts'
import type { Detector } from '../detector.ts'
import { requireRowsAndColumns, requireSameColumns } from '../input-checks.ts'
import { packArray, readRecord } from '../model-record.ts'
import { fitScaling, scaleRows, type Scaling } from '../scaling.ts'
import { scaleIntoGroups } from '../scaled-groups.ts'
import { scaledCovariance } from './covariance.ts'
import { pcaFigures } from './pca-diagnostics.ts'
import { scoreParts, type PcaScore, type Projection } from './pca-score.ts'

export type PcaParams = {
  /** A `PcaScore`. */
  readonly score: string
  /** For `reconstruction`: the share of the variance that the components kept explain. */
  readonly components: number
}

export interface PcaModel extends Projection {
  /** To mean 0 of the rows fitted on, and variance near 1. */
  readonly scaling: Scaling
  /** Rows of the fit. */
  readonly rows: number
  /** (rank,) variances along all components with any, never rising. */
  readonly spectrum: Float64Array
  /** Main components: those kept for `reconstruction`, all for `weighted`. */
  readonly kept: number
  /** (shown × columns) the first components, to be looked at. */
  readonly shown: Float64Array
}

/** Beyond, the eigenvectors alone would take minutes. */
const MOST_COLUMNS = 2000
/** Components with a smaller share of the largest variance are rounding, not data. */
const NEGLIGIBLE = 1e-9

/**
 * Distance in the space of principal components: either along all of them, each in its own standard deviations,
 * or what is left of a row beyond the main ones.
 */
export const pca: Detector<PcaParams, PcaModel> = {
  info: {
    id: 'pca',
    name: 'Principal components',
    family: 'clusters',
    source: 'Shyu, Chen, Sarinnapakorn & Chang, ICDM Workshop 2003',
    summary: 'How far a row lies from the middle along the directions in which the columns vary together.',
    goodAt:
      'Columns that move together: a row that breaks the pattern stands out though each value is ordinary.',
    badAt:
      'Several groups, skewed columns, and many anomalies at once, which bend the directions to themselves.',
    params: [
      {
        kind: 'choice',
        key: 'score',
        label: 'What counts',
        help: 'All directions, each in its own standard deviations, or only what the main directions leave unexplained.',
        options: [
          { value: 'weighted', label: 'Distance along all components' },
          { value: 'reconstruction', label: 'What the main components leave over' },
        ],
      },
      {
        kind: 'number',
        key: 'components',
        label: 'Variance explained',
        help: 'For what is left over: the main components are as many as explain this share of the variance.',
        min: 0.05,
        max: 0.999,
        step: 0.05,
        integer: false,
      },
    ],
    cost: 'linear',
    seeded: false,
    additive: true,
  },
  defaults: { score: 'weighted', components: 0.9 },

  fit(x, params, run) {
    requireRowsAndColumns(x)
    requireFewColumns(x.columns.length)
    run.checkpoint()
    const pause = (from: number, to: number) => (share: number) => {
      run.checkpoint()
      run.progress(from + share * (to - from), 1)
    }
    const rough = fitScaling(x, 'standard')
    const d = x.columns.length
    const { mean, covariance } = scaledCovariance(x, rough, pause(0, 0.5))
    const { values, vectors } = symmetricEigen(covariance, d, pause(0.5, 1))
    const spectrum = values.filter((value) => value > NEGLIGIBLE * values[0]!)
    const kind = params.score === 'reconstruction' ? 'reconstruction' : 'weighted'
    const kept = kind === 'weighted' ? spectrum.length : mainComponents(spectrum, params.components)
    run.progress(1, 1)
    return {
      kind,
      rows: x.rowCount,
      scaling: { shift: centred(rough, mean), factor: rough.factor },
      spectrum,
      kept,
      directions: kind === 'weighted' ? whitening(vectors, spectrum, d) : vectors.slice(kept * d),
      shown: vectors.slice(0, Math.min(kept, MOST_SHOWN) * d),
    }
  },

  score(model, x, run) {
    const d = model.scaling.shift.length
    requireSameColumns(x, d)
    const scores = new Float32Array(x.rowCount)
    const count = model.directions.length / d
    const most = Math.max(8, Math.min(1024, Math.floor(SLICE_WORK / (d * (count + 4)))))
    const distances = createPointDistances(Math.min(most, x.rowCount), count, d)
    distances.points.set(model.directions)
    run.checkpoint()
    let work = SLICE_WORK
    for (let start = 0; start < x.rowCount; start += most) {
      const rows = Math.min(most, x.rowCount - start)
      work += rows * d * (count + 4)
      if (work >= SLICE_WORK) {
        run.checkpoint()
        run.progress(start, x.rowCount)
        work = 0
      }
      scaleIntoGroups(x, model.scaling, start, rows, distances.rows)
      distances.squaredLengths(rows, count)
      for (let i = 0; i < rows; i++) scores[start + i] = Math.min(distances.sums[i]!, GREATEST_FLOAT32)
    }
    run.progress(x.rowCount, x.rowCount)
    return scores
  },

  /** The columns' parts of the score, which add up to it; for `weighted` one can be negative. */
  explain(model, x, rows, run) {
    requireSameColumns(x, model.scaling.shift.length)
    run.checkpoint()
    const contributions = new Float64Array(rows.length * x.sources.length)
    const row = new Float64Array(model.scaling.shift.length)
    for (const [i, r] of rows.entries()) {
      if (i % 64 === 0) run.checkpoint()
      scaleRows(x, model.scaling, r, 1, row)
      const parts = scoreParts(model, row)
      for (const [c, part] of parts.entries()) contributions[i * x.sources.length + x.sourceOf[c]!]! += part
    }
    run.progress(rows.length, rows.length)
    return contributions
  },

  notes: ({ kind, rows, spectrum, scaling }) => {
    if (spectrum.length === 0) return ['No column has a spread: every row scores 0.']
    const flat = kind === 'weighted' && spectrum.length >= rows - 1 && scaling.shift.length > 1
    return flat
      ? ['There are no more rows than components, so that all rows are equally far from the middle.']
      : []
  },

  diagnostics: pcaFigures,

  serialize({ kind, rows, scaling, spectrum, kept, directions, shown }) {
    return {
      detector: 'pca',
      version: 1,
      score: kind,
      rows,
      kept,
      shift: packArray(scaling.shift),
      factor: packArray(scaling.factor),
      spectrum: packArray(spectrum),
      directions: packArray(directions),
      shown: packArray(shown),
    }
  },

  deserialize(record) {
    const fields = readRecord(record, 'pca', 1)
    const kind = fields.string('score')
    if (!isScore(kind)) return fields.fail(`its score is ${JSON.stringify(kind)}`)
    const rows = fields.integer('rows', 1, 4294967296)
    const scaling = { shift: fields.float64('shift'), factor: fields.float64('factor') }
    const spectrum = fields.float64('spectrum')
    const directions = fields.float64('directions')
    const shown = fields.float64('shown')
    const d = scaling.shift.length
    if (d < 1 || scaling.factor.length !== d || spectrum.length > d) fields.fail('its scales are cut off')
    const kept = fields.integer('kept', 0, spectrum.length)
    const count = kind === 'weighted' ? spectrum.length : d - kept
    const whole = directions.length === count * d && shown.length === Math.min(kept, MOST_SHOWN) * d
    if (!whole) fields.fail('its components are cut off')
    for (const values of [scaling.shift, scaling.factor, directions, shown]) {
      if (!values.every(Number.isFinite)) fields.fail('a figure is not a number')
    }
    if (!spectrum.every((value) => value > 0 && value < Infinity)) fields.fail('a variance is not positive')
    return { kind, rows, scaling, spectrum, kept, directions, shown }
  },
}

/** Multiplications between two checkpoints. */
const SLICE_WORK = 1 << 23
/** Components that are described one by one. */
const MOST_SHOWN = 3
const GREATEST_FLOAT32 = 3.4028234663852886e38

/** The shift that makes the mean 0 which is `mean` on the scale. */
function centred({ shift, factor }: Scaling, mean: Float64Array): Float64Array {
  return shift.map((from, c) => (factor[c]! > 0 ? from + mean[c]! / factor[c]! : from))
}

/** The components divided by their standard deviations. */
function whitening(vectors: Float64Array, spectrum: Float64Array, d: number): Float64Array {
  const directions = vectors.slice(0, spectrum.length * d)
  for (const [k, variance] of spectrum.entries()) {
    const deviation = Math.sqrt(variance)
    for (let c = 0; c < d; c++) directions[k * d + c]! /= deviation
  }
  return directions
}

/** So many components explain the share; one fewer than there are at most, or nothing would be left over. */
function mainComponents(spectrum: Float64Array, share: number): number {
  const total = spectrum.reduce((sum, value) => sum + value, 0)
  let explained = 0
  let used = 0
  while (used < spectrum.length - 1 && explained < share * total) explained += spectrum[used++]!
  return used
}

function isScore(text: string): text is PcaScore {
  return text === 'weighted' || text === 'reconstruction'
}

function requireFewColumns(columns: number): void {
  if (columns <= MOST_COLUMNS) return
  throw new UsageError(
    'too-many-columns',
    `Principal components are worked out for at most ${MOST_COLUMNS} feature columns, and there are ${columns}. Choose the features that belong together.`,
    { columns, most: MOST_COLUMNS },
  )
}
