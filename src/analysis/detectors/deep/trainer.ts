import { createDenseLayers } from '../../kernels/dense-kernel.ts'
import { ADAM_FIRST, ADAM_SECOND, type DenseLayers } from '../../kernels/dense-layers.ts'
import type { Rng } from '../../run-context.ts'
import { placeActivations, sendForward, type NetworkShape } from './network.ts'

/** Rows in columns of one scale: column c of row r at c × rowCount + r. */
export interface Inputs {
  readonly columns: number
  readonly rowCount: number
  readonly values: Float64Array
}

export interface StepSettings {
  /** Adam's learning rate. */
  readonly rate: number
  /** Half of this times the squared weights is added to the loss. */
  readonly weightDecay: number
  /** The share of the outer hidden units that is silent in a step. */
  readonly dropout: number
}

/** Adam's guard against division by 0 (Kingma & Ba). */
const EPSILON = 1e-8

/**
 * A network with what its training needs, in one memory: parameters, gradient, Adam's moments, and the values and
 * errors of one batch. The loss of a row is the mean of its squared errors over the columns.
 */
export interface Trainer {
  readonly shape: NetworkShape
  readonly dense: DenseLayers
  /** (parameters,) a view of the parameters as they are. */
  readonly parameters: Float64Array
  /** (parameters,) a view of the gradient of the last `backward`. */
  readonly gradient: Float64Array
  /** Sends rows through; their losses are in `losses` then. */
  forward(inputs: Inputs, rows: ArrayLike<number>, start: number, count: number, dropout: Rng | null): void
  /** (batch,) losses of the rows of the last `forward`. */
  readonly losses: Float64Array
  /**
   * The gradient of the mean loss over the rows of the last `forward` whose loss is at most `most`: the others
   * count as rows, but teach nothing. With the weights' penalty.
   *
   * @returns how many rows taught
   */
  backward(most: number): number
  /** One step of Adam along the gradient. */
  step(): void
}

/**
 * @param batch rows at once, a multiple of 4
 * @param parameters (shape.parameters,) to begin with
 */
export function createTrainer(
  shape: NetworkShape,
  batch: number,
  parameters: Float64Array,
  settings: StepSettings,
): Trainer {
  const { sizes, layers } = shape
  const total = shape.parameters
  const activations = placeActivations(shape, 4 * total, batch)
  const errors = placeActivations(shape, activations.end, batch)
  // Where units are silent, the next layer sees this copy instead.
  const thinned = placeActivations(shape, errors.end, batch)
  const masks = placeActivations(shape, thinned.end, batch)
  const isThinned = sizes.map((_, l) => settings.dropout > 0 && thinnedLayers(sizes.length).includes(l))
  const dense = createDenseLayers(settings.dropout > 0 ? masks.end : errors.end)
  const { memory } = dense
  memory.set(parameters)
  const columns = sizes[0]!
  const last = sizes.length - 1
  const losses = new Float64Array(batch)
  let count = 0
  let firstPower = 1
  let secondPower = 1

  /** Where the next layer reads the values of boundary l. */
  const seen = (l: number): number => (isThinned[l]! ? thinned.values[l]! : activations.values[l]!)

  return {
    shape,
    dense,
    parameters: memory.subarray(0, total),
    gradient: memory.subarray(total, 2 * total),
    losses,
    forward(inputs, rows, start, rowCount, dropout) {
      count = rowCount
      gather(memory, activations.values[0]!, batch, inputs, rows, start, rowCount)
      if (dropout === null || settings.dropout === 0) {
        sendForward(dense, shape, 0, activations, batch)
        for (const [l, is] of isThinned.entries())
          if (is)
            keepAll(memory, masks.values[l]!, thinned.values[l]!, activations.values[l]!, sizes[l]! * batch)
      } else {
        for (const [l, layer] of layers.entries()) {
          dense.forward(layer, seen(l), activations.values[l + 1]!, batch, shape.isTanh[l]!)
          if (!isThinned[l + 1]!) continue
          const at = activations.values[l + 1]!
          const size = sizes[l + 1]! * batch
          drawMask(memory, masks.values[l + 1]!, size, settings.dropout, dropout)
          multiply(memory, at, masks.values[l + 1]!, thinned.values[l + 1]!, size)
        }
      }
      rowLosses(memory, activations.values[0]!, activations.values[last]!, columns, batch, rowCount, losses)
    },
    backward(most) {
      const taught = outputErrors(
        memory,
        activations.values[0]!,
        activations.values[last]!,
        errors.values[last]!,
        columns,
        batch,
        losses,
        count,
        most,
      )
      for (let l = layers.length - 1; l >= 0; l--) {
        const layer = layers[l]!
        const delta = errors.values[l + 1]!
        if (shape.isTanh[l]!) dense.timesSlope(delta, activations.values[l + 1]!, layer.outputs * batch)
        dense.gradients(layer, delta, seen(l), batch, total)
        if (l === 0) break
        dense.backward(layer, delta, errors.values[l]!, batch)
        if (isThinned[l]!) {
          const at = errors.values[l]!
          multiply(memory, at, masks.values[l]!, at, sizes[l]! * batch)
        }
      }
      if (settings.weightDecay > 0) {
        for (const layer of layers) {
          const { weights } = layer
          penalise(memory, weights, total + weights, layer.inputs * layer.outputs, settings.weightDecay)
        }
      }
      return taught
    },
    step() {
      firstPower *= ADAM_FIRST
      secondPower *= ADAM_SECOND
      // Both moments start at 0: their corrections are folded into the rate (Kingma & Ba, section 2).
      const correction = Math.sqrt(1 - secondPower)
      const rate = (settings.rate * correction) / (1 - firstPower)
      const places = { parameters: 0, gradient: total, first: 2 * total, second: 3 * total }
      dense.adam(places, total, rate, EPSILON * correction)
    },
  }
}

/** The hidden layers but the narrowest in the middle. */
function thinnedLayers(boundaries: number): readonly number[] {
  const middle = (boundaries - 1) / 2
  return Array.from({ length: boundaries - 2 }, (_, i) => i + 1).filter((l) => l !== middle)
}

/** Writes rows column by column; what is left of the batch becomes 0. */
function gather(
  memory: Float64Array,
  to: number,
  batch: number,
  { columns, rowCount, values }: Inputs,
  rows: ArrayLike<number>,
  start: number,
  count: number,
): void {
  for (let c = 0; c < columns; c++) {
    const from = c * rowCount
    const at = to + c * batch
    for (let i = 0; i < count; i++) memory[at + i] = values[from + rows[start + i]!]!
    for (let i = count; i < batch; i++) memory[at + i] = 0
  }
}

function rowLosses(
  memory: Float64Array,
  inputs: number,
  outputs: number,
  columns: number,
  batch: number,
  count: number,
  losses: Float64Array,
): void {
  losses.fill(0)
  for (let c = 0; c < columns; c++) {
    const x = inputs + c * batch
    const y = outputs + c * batch
    for (let i = 0; i < count; i++) {
      const error = memory[y + i]! - memory[x + i]!
      losses[i] = losses[i]! + error * error
    }
  }
  for (let i = 0; i < count; i++) losses[i] = losses[i]! / columns
}

/** The slope of the mean loss along each output; 0 for rows that teach nothing. */
function outputErrors(
  memory: Float64Array,
  inputs: number,
  outputs: number,
  errors: number,
  columns: number,
  batch: number,
  losses: Float64Array,
  count: number,
  most: number,
): number {
  const factor = 2 / (columns * count)
  let taught = 0
  for (let i = 0; i < count; i++) if (losses[i]! <= most) taught++
  for (let c = 0; c < columns; c++) {
    const at = c * batch
    for (let i = 0; i < count; i++) {
      const error = memory[outputs + at + i]! - memory[inputs + at + i]!
      memory[errors + at + i] = losses[i]! <= most ? error * factor : 0
    }
    for (let i = count; i < batch; i++) memory[errors + at + i] = 0
  }
  return taught
}

/** 0 with the chance `dropout`, else what keeps the mean as it was. */
function drawMask(memory: Float64Array, at: number, size: number, dropout: number, rng: Rng): void {
  const kept = 1 / (1 - dropout)
  for (let k = at; k < at + size; k++) memory[k] = rng.next() < dropout ? 0 : kept
}

function keepAll(memory: Float64Array, mask: number, to: number, from: number, size: number): void {
  memory.fill(1, mask, mask + size)
  memory.copyWithin(to, from, from + size)
}

function multiply(memory: Float64Array, a: number, b: number, to: number, size: number): void {
  for (let k = 0; k < size; k++) memory[to + k] = memory[a + k]! * memory[b + k]!
}

function penalise(
  memory: Float64Array,
  weights: number,
  gradient: number,
  count: number,
  decay: number,
): void {
  for (let k = 0; k < count; k++) memory[gradient + k] = memory[gradient + k]! + decay * memory[weights + k]!
}
