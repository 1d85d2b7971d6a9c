import { UsageError } from '../../errors.ts'
import { symmetricEigen } from '../../math/eigen-symmetric.ts'
import type { Detector } from '../detector.ts'
import { requireRowsAndColumns, requireSameColumns } from '../input-checks.ts'
import { packArray, readRecord } from '../model-record.ts'
import { fitScaling, scaleRows, type Scaling } from '../scaling.ts'
import { scaledCovariance } from './covariance.ts'
import { pcaFigures } from './pca-diagnostics.ts'
import { scoreBlock, scoreParts, type PcaScore, type Projection } from './pca-score.ts'

export type PcaParams = {
  /** A `PcaScore`. */
  readonly score: string
  /** For `reconstruction`: the share of the variance that the components kept explain. */
  readonly components: number
}

export interface PcaModel extends Projection {
  readonly scaling: Scaling
  /** Rows of the fit. */
  readonly rows: number
  /** (rank,) variances along all components with any, never rising. */
  readonly spectrum: Float64Array
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
    const scaling = fitScaling(x, 'standard')
    const d = x.columns.length
    const { mean, covariance } = scaledCovariance(x, scaling, pause(0, 0.5))
    const { values, vectors } = symmetricEigen(covariance, d, pause(0.5, 1))
    const spectrum = values.filter((value) => value > NEGLIGIBLE * values[0]!)
    const kind = params.score === 'reconstruction' ? 'reconstruction' : 'weighted'
    const used = kind === 'weighted' ? spectrum.length : mainComponents(spectrum, params.components)
    run.progress(1, 1)
    return {
      kind,
      rows: x.rowCount,
      scaling,
      mean,
      spectrum,
      components: vectors.slice(0, used * d),
      variances: spectrum.slice(0, used),
    }
  },

  score(model, x, run) {
    const d = model.mean.length
    requireSameColumns(x, d)
    const scores = new Float32Array(x.rowCount)
    const rows = Math.max(1, Math.min(4096, Math.floor(BLOCK_WORK / (d * (model.variances.length + 4)))))
    const block = new Float64Array(Math.min(rows, x.rowCount) * d)
    run.checkpoint()
    for (let start = 0; start < x.rowCount; start += rows) {
      run.checkpoint()
      run.progress(start, x.rowCount)
      const count = Math.min(rows, x.rowCount - start)
      scaleRows(x, model.scaling, start, count, block)
      scoreBlock(model, block, count, scores, start)
    }
    run.progress(x.rowCount, x.rowCount)
    return scores
  },

  /** The columns' parts of the score, which add up to it; for `weighted` one can be negative. */
  explain(model, x, rows, run) {
    requireSameColumns(x, model.mean.length)
    run.checkpoint()
    const contributions = new Float64Array(rows.length * x.sources.length)
    const row = new Float64Array(model.mean.length)
    for (const [i, r] of rows.entries()) {
      if (i % 64 === 0) run.checkpoint()
      scaleRows(x, model.scaling, r, 1, row)
      const parts = scoreParts(model, row)
      for (const [c, part] of parts.entries()) contributions[i * x.sources.length + x.sourceOf[c]!]! += part
    }
    run.progress(rows.length, rows.length)
    return contributions
  },

  notes: ({ kind, rows, spectrum, mean }) => {
    if (spectrum.length === 0) return ['No column has a spread: every row scores 0.']
    const flat = kind === 'weighted' && spectrum.length >= rows - 1 && mean.length > 1
    return flat
      ? ['There are no more rows than components, so that all rows are equally far from the middle.']
      : []
  },

  diagnostics: pcaFigures,

  serialize({ kind, rows, scaling, mean, spectrum, components }) {
    return {
      detector: 'pca',
      version: 1,
      score: kind,
      rows,
      shift: packArray(scaling.shift),
      factor: packArray(scaling.factor),
      mean: packArray(mean),
      spectrum: packArray(spectrum),
      components: packArray(components),
    }
  },

  deserialize(record) {
    const fields = readRecord(record, 'pca', 1)
    const kind = fields.string('score')
    if (!isScore(kind)) return fields.fail(`its score is ${JSON.stringify(kind)}`)
    const rows = fields.integer('rows', 1, 4294967296)
    const scaling = { shift: fields.float64('shift'), factor: fields.float64('factor') }
    const mean = fields.float64('mean')
    const spectrum = fields.float64('spectrum')
    const components = fields.float64('components')
    const d = mean.length
    if (d < 1 || scaling.shift.length !== d || scaling.factor.length !== d)
      fields.fail('its scales are cut off')
    const used = components.length / d
    const right = kind === 'weighted' ? used === spectrum.length : Number.isInteger(used)
    if (!right || used > spectrum.length) fields.fail('its components are cut off')
    for (const values of [scaling.shift, scaling.factor, mean, components]) {
      if (!values.every(Number.isFinite)) fields.fail('a figure is not a number')
    }
    if (!spectrum.every((value) => value > 0 && value < Infinity)) fields.fail('a variance is not positive')
    return { kind, rows, scaling, mean, spectrum, components, variances: spectrum.slice(0, used) }
  },
}

/** Multiplications between two checkpoints. */
const BLOCK_WORK = 1 << 23

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
