import type { FeatureMatrix } from '../../features/feature-matrix.ts'
import type { Rng } from '../../run-context.ts'
import type { Detector } from '../detector.ts'
import { requireRowsAndColumns, requireSameColumns } from '../input-checks.ts'
import { sampleRows } from '../sample-rows.ts'
import { fitScaling } from '../scaling.ts'
import { autoencoderDiagnostics, lossCurve } from './autoencoder-diagnostics.ts'
import {
  autoencoderShape,
  readModel,
  reconstructorOf,
  writeModel,
  type AutoencoderModel,
} from './autoencoder-model.ts'
import { AUTOENCODER_PARAMS, type AutoencoderParams } from './autoencoder-params.ts'
import { BLOCK, createReconstructor, REACH, scaledInputs, type InputScale } from './reconstruct.ts'
import { trainNetwork, type TrainedNetwork } from './train-network.ts'

/** More rows than this teach hardly more, and cost in proportion. */
const MOST_ROWS = 20_000
/** With many columns fewer rows are taken, so that the sample fits the memory. */
const MOST_CELLS = 4_000_000
/** An error below this share of a column's standard deviation counts as usual, however small the usual error. */
const LEAST_USUAL = 0.01
const BATCH = 64
const PATIENCE = 3
const LEAST_PROGRESS = 0.02

/**
 * How badly a row is given back by small networks that have to squeeze all rows through few units, and so learn what
 * the columns of most rows have to do with each other.
 */
export const autoencoder: Detector<AutoencoderParams, AutoencoderModel> = {
  info: {
    id: 'autoencoder',
    name: 'Autoencoder',
    family: 'deep',
    summary:
      'How badly small neural networks, trained on most of the rows, give a row back after squeezing it through a few units.',
    source: 'Hawkins et al., DaWaK 2002; trimmed as in Zhou & Paffenroth, KDD 2017',
    goodAt:
      'Columns that depend on each other, also along curves: a row that breaks the pattern cannot be given back.',
    badAt:
      'Small files, columns that have nothing to do with each other, and reasons that must be exact: other seeds give somewhat other scores.',
    params: AUTOENCODER_PARAMS,
    cost: 'linear',
    sampling: {
      aboveRows: MOST_ROWS,
      how: 'The networks are trained on 20,000 rows drawn at random by the seed; all rows are scored.',
    },
    seeded: true,
    additive: true,
  },
  defaults: {
    outer: 0,
    bottleneck: 0,
    networks: 5,
    epochs: 100,
    trim: 0.05,
    dropout: 0,
    weightDecay: 0,
    rate: 0.005,
  },

  fit(x, params, run) {
    requireRowsAndColumns(x)
    run.checkpoint()
    const scale = inputScale(x)
    const d = scale.columns.length
    const bottleneck = Math.min(
      Math.max(0, d - 1),
      params.bottleneck > 0 ? params.bottleneck : defaultBottleneck(d),
    )
    const outer = params.outer > 0 ? params.outer : Math.max(16, bottleneck)
    const shape = autoencoderShape(d, outer, bottleneck)
    // With one column there is nothing to learn: a network without training gives back its mean.
    const networks = d < 2 ? d : params.networks
    const epochs = d === 1 ? 0 : params.epochs
    const rows = Math.min(x.rowCount, MOST_ROWS, Math.max(1000, Math.floor(MOST_CELLS / Math.max(1, d))))
    const sample = rowsOf(x, rows, run.rng.fork(0))
    const inputs = { columns: d, rowCount: rows, values: scaledInputs(sample, scale) }
    const settings = { ...params, epochs, batch: BATCH, patience: PATIENCE, leastProgress: LEAST_PROGRESS }
    const parameters = new Float64Array(networks * shape.parameters)
    const history: Omit<TrainedNetwork, 'parameters'>[] = []
    const total = Math.max(1, networks * params.epochs)
    for (let k = 0; k < networks; k++) {
      const trained = trainNetwork(
        shape,
        inputs,
        settings,
        run.rng.fork(k + 1),
        run.checkpoint,
        (epoch, ...losses) => {
          const phase = `network ${k + 1} of ${networks}, epoch ${epoch}`
          run.progress(k * params.epochs + epoch, total, { phase, curve: lossCurve(k, networks, ...losses) })
        },
      )
      parameters.set(trained.parameters, k * shape.parameters)
      history.push({ training: trained.training, heldOut: trained.heldOut, chosen: trained.chosen })
    }
    const reconstructor = createReconstructor(shape, scale, parameters)
    const usual = new Float64Array(networks * d)
    for (let start = 0; start < rows && networks > 0; start += BLOCK) {
      run.checkpoint()
      const count = Math.min(BLOCK, rows - start)
      for (let k = 0; k < networks; k++)
        addSquares(reconstructor.errors(sample, k, start, count), count, usual, k * d, d)
    }
    for (let c = 0; c < usual.length; c++) {
      const least = (LEAST_USUAL * scale.reach[c % d]!) / REACH
      usual[c] = Math.max(Math.sqrt(usual[c]! / rows), least)
    }
    run.progress(total, total)
    const { columns: columnList, sources } = x
    return {
      columnCount: columnList.length,
      scale,
      share: sharesOf(x, scale, sources.length),
      outer,
      bottleneck,
      networks,
      parameters,
      usual,
      trainedRows: rows,
      rows: x.rowCount,
      history,
    }
  },

  score(model, x, run) {
    requireSameColumns(x, model.columnCount)
    const scores = new Float64Array(BLOCK)
    const result = new Float32Array(x.rowCount)
    run.checkpoint()
    for (let start = 0; start < x.rowCount; start += BLOCK) {
      run.checkpoint()
      const count = Math.min(BLOCK, x.rowCount - start)
      scores.fill(0)
      const errors = squaredErrors(model, x, start, count)
      addInputs(errors, model.share, scores, count)
      for (let i = 0; i < count; i++) result[start + i] = Math.sqrt(scores[i]!)
      run.progress(start + count, x.rowCount)
    }
    run.progress(x.rowCount, x.rowCount)
    return result
  },

  /** Each source column's part of the mean squared error: together they are the score's square. */
  explain(model, x, rows, run) {
    requireSameColumns(x, model.columnCount)
    run.checkpoint()
    const contributions = new Float64Array(rows.length * x.sources.length)
    const picked = gathered(x, rows)
    for (let start = 0; start < rows.length; start += BLOCK) {
      run.checkpoint()
      const count = Math.min(BLOCK, rows.length - start)
      const errors = squaredErrors(model, picked, start, count)
      for (const [c, column] of model.scale.columns.entries()) {
        const source = x.sourceOf[column]!
        for (let i = 0; i < count; i++)
          contributions[(start + i) * x.sources.length + source]! += model.share[c]! * errors[c * BLOCK + i]!
      }
    }
    run.progress(rows.length, rows.length)
    return contributions
  },

  notes({ scale, trainedRows, rows }) {
    const notes: string[] = []
    if (trainedRows < rows)
      notes.push(
        `The autoencoder was trained on ${trainedRows.toLocaleString('en-US')} of ${rows.toLocaleString('en-US')} rows, drawn at random by the seed; all rows were scored.`,
      )
    if (scale.columns.length === 1)
      notes.push(
        'With one column there is nothing to give back from others: the score is the distance from the mean.',
      )
    if (scale.columns.length === 0) notes.push('No column has more than one value: every row scores 0.')
    return notes
  },

  diagnostics: autoencoderDiagnostics,
  serialize: writeModel,
  deserialize: readModel,
}

/** Few units for many columns: √d, rounded up, and always fewer than columns. */
function defaultBottleneck(columns: number): number {
  return Math.ceil(Math.sqrt(columns))
}

function inputScale(x: FeatureMatrix): InputScale {
  const { shift, factor } = fitScaling(x, 'standard')
  const columns = Int32Array.from(x.columns.keys()).filter((c) => factor[c]! > 0)
  const width = new Int32Array(x.sources.length)
  for (const source of x.sourceOf) width[source]!++
  const pick = (values: Float64Array) => Float64Array.from(columns, (c) => values[c]!)
  return {
    columns,
    shift: pick(shift),
    factor: pick(factor),
    // The scale holds the root of the column's weight: see `fitScaling`.
    reach: Float64Array.from(columns, (c) => {
      const source = x.sourceOf[c]!
      return REACH * Math.sqrt(x.sources[source]!.weight / width[source]!)
    }),
  }
}

/** How much each input counts: its source's weight, shared among the source's inputs; together 1. */
function sharesOf(x: FeatureMatrix, { columns }: InputScale, sources: number): Float64Array {
  const width = new Int32Array(sources)
  for (const c of columns) width[x.sourceOf[c]!]!++
  let total = 0
  for (let s = 0; s < sources; s++) if (width[s]! > 0) total += x.sources[s]!.weight
  return Float64Array.from(columns, (c) => {
    const source = x.sourceOf[c]!
    return x.sources[source]!.weight / width[source]! / total
  })
}

/** Squared errors over the usual squared error, mean over the networks: input c of row i at c × BLOCK + i. */
function squaredErrors(
  model: AutoencoderModel,
  x: FeatureMatrix,
  start: number,
  count: number,
): Float64Array {
  const d = model.scale.columns.length
  const sums = new Float64Array(d * BLOCK)
  if (model.networks === 0) return sums
  const reconstructor = reconstructorOf(model)
  for (let k = 0; k < model.networks; k++) {
    const errors = reconstructor.errors(x, k, start, count)
    addRelative(errors, model.usual, k * d, model.networks, sums, d)
  }
  return sums
}

function addRelative(
  errors: Float64Array,
  usual: Float64Array,
  from: number,
  networks: number,
  sums: Float64Array,
  inputs: number,
): void {
  for (let c = 0; c < inputs; c++) {
    const by = 1 / usual[from + c]!
    for (let k = c * BLOCK; k < (c + 1) * BLOCK; k++) {
      const relative = errors[k]! * by
      sums[k] = sums[k]! + (relative * relative) / networks
    }
  }
}

function addInputs(errors: Float64Array, share: Float64Array, sums: Float64Array, count: number): void {
  for (let c = 0; c < share.length; c++) {
    const by = share[c]!
    for (let i = 0; i < count; i++) sums[i] = sums[i]! + by * errors[c * BLOCK + i]!
  }
}

function addSquares(
  errors: Float64Array,
  count: number,
  sums: Float64Array,
  at: number,
  inputs: number,
): void {
  for (let c = 0; c < inputs; c++) {
    let sum = 0
    for (let i = 0; i < count; i++) sum += errors[c * BLOCK + i]! * errors[c * BLOCK + i]!
    sums[at + c] = sums[at + c]! + sum
  }
}

/** All rows, or as many of them drawn by the generator. */
function rowsOf(x: FeatureMatrix, rows: number, rng: Rng): FeatureMatrix {
  return rows === x.rowCount ? x : gathered(x, sampleRows(x.rowCount, rows, rng))
}

function gathered(x: FeatureMatrix, rows: Uint32Array): FeatureMatrix {
  const { names, sourceOf, sources } = x
  const columns = x.columns.map((values) => {
    const picked = new Float32Array(rows.length)
    for (let i = 0; i < rows.length; i++) picked[i] = values[rows[i]!]!
    return picked
  })
  return { rowCount: rows.length, columns, names, sourceOf, sources }
}
