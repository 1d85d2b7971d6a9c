import type { TrainedNetwork } from './train-network.ts'
import { networkShape, type NetworkShape } from './network.ts'
import { createReconstructor, type InputScale, type Reconstructor } from './reconstruct.ts'
import { packArray, readRecord } from '../model-record.ts'
import type { ModelRecord } from '../detector.ts'

/** Several fitted networks of one shape and the scales of their columns. Plain data. */
export interface AutoencoderModel {
  readonly columnCount: number
  readonly scale: InputScale
  /** (inputs,) how much each input counts; together 1. A source column's inputs share its weight. */
  readonly share: Float64Array
  readonly outer: number
  readonly bottleneck: number
  readonly networks: number
  /** (networks × parameters) */
  readonly parameters: Float64Array
  /** (networks × inputs) root mean square error of each input in the rows of the fit, on its scale. */
  readonly usual: Float64Array
  /** Rows that the networks were trained on, and how many there were. */
  readonly trainedRows: number
  readonly rows: number
  readonly history: readonly Omit<TrainedNetwork, 'parameters'>[]
}

/** d – outer – bottleneck – outer – d units, tanh but for the last. */
export function shapeOf({ scale, outer, bottleneck }: AutoencoderModel): NetworkShape {
  return autoencoderShape(scale.columns.length, outer, bottleneck)
}

export function autoencoderShape(inputs: number, outer: number, bottleneck: number): NetworkShape {
  return networkShape([inputs, outer, bottleneck, outer, inputs], [true, true, true, false])
}

/** The model's networks in the kernel's memory: kept, since scoring comes in many small blocks. */
export function reconstructorOf(model: AutoencoderModel): Reconstructor {
  const kept = reconstructors.get(model)
  if (kept !== undefined) return kept
  const made = createReconstructor(shapeOf(model), model.scale, model.parameters)
  reconstructors.set(model, made)
  return made
}

const reconstructors = new WeakMap<AutoencoderModel, Reconstructor>()

export function writeModel(model: AutoencoderModel): ModelRecord {
  const { scale, history } = model
  return {
    detector: 'autoencoder',
    version: 1,
    columnCount: model.columnCount,
    columns: packArray(scale.columns),
    shift: packArray(scale.shift),
    factor: packArray(scale.factor),
    reach: packArray(scale.reach),
    share: packArray(model.share),
    outer: model.outer,
    bottleneck: model.bottleneck,
    networks: model.networks,
    parameters: packArray(model.parameters),
    usual: packArray(model.usual),
    trainedRows: model.trainedRows,
    rows: model.rows,
    chosen: packArray(Int32Array.from(history, ({ chosen }) => chosen)),
    epochs: packArray(Int32Array.from(history, ({ training }) => training.length)),
    heldOutEpochs: packArray(Int32Array.from(history, ({ heldOut }) => heldOut.length)),
    training: packArray(Float64Array.from(history.flatMap(({ training }) => training))),
    heldOut: packArray(Float64Array.from(history.flatMap(({ heldOut }) => heldOut))),
  }
}

/** @throws InvalidModelError */
export function readModel(record: unknown): AutoencoderModel {
  const fields = readRecord(record, 'autoencoder', 1)
  const columnCount = fields.integer('columnCount', 1, 1e6)
  const columns = fields.int32('columns')
  const d = columns.length
  if (columns.some((column) => column < 0 || column >= columnCount))
    fields.fail('it looks at a column that there is not')
  const outer = fields.integer('outer', 1, 1e6)
  const bottleneck = fields.integer('bottleneck', 0, 1e6)
  const networks = fields.integer('networks', 0, 1e4)
  const finite = (key: string, length: number): Float64Array<ArrayBuffer> => {
    const values = fields.float64(key)
    return values.length === length && values.every(Number.isFinite)
      ? values
      : fields.fail(`the field ${key} is damaged`)
  }
  const positive = (key: string, length: number): Float64Array<ArrayBuffer> => {
    const values = finite(key, length)
    return values.every((value) => value > 0) ? values : fields.fail(`the field ${key} is damaged`)
  }
  const lengths = (key: string): Int32Array => {
    const values = fields.int32(key)
    return values.length === networks && values.every((value) => value >= 0)
      ? values
      : fields.fail(`the field ${key} is damaged`)
  }
  const epochs = lengths('epochs')
  const heldOutEpochs = lengths('heldOutEpochs')
  const chosen = lengths('chosen')
  const training = splitAt(finite('training', sumOf(epochs)), epochs)
  const heldOut = splitAt(finite('heldOut', sumOf(heldOutEpochs)), heldOutEpochs)
  return {
    columnCount,
    scale: {
      columns,
      shift: finite('shift', d),
      factor: positive('factor', d),
      reach: positive('reach', d),
    },
    share: positive('share', d),
    outer,
    bottleneck,
    networks,
    parameters: finite('parameters', networks * autoencoderShape(d, outer, bottleneck).parameters),
    usual: positive('usual', networks * d),
    trainedRows: fields.integer('trainedRows', 0, 4294967296),
    rows: fields.integer('rows', 0, 4294967296),
    history: Array.from(chosen, (epoch, k) => ({
      chosen: epoch,
      training: training[k]!,
      heldOut: heldOut[k]!,
    })),
  }
}

function splitAt(values: Float64Array, lengths: Int32Array): readonly (readonly number[])[] {
  let at = 0
  return Array.from(lengths, (length) => Array.from(values.subarray(at, (at += length))))
}

function sumOf(values: Int32Array): number {
  return values.reduce((sum, value) => sum + value, 0)
}
