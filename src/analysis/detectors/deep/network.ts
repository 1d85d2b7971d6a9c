import type { DenseLayers, LayerPlace } from '../../kernels/dense-layers.ts'
import type { Rng } from '../../run-context.ts'

/** A dense network as sizes and places: where each layer's parameters lie among all of them. Plain data. */
export interface NetworkShape {
  /** Units from the inputs to the outputs. */
  readonly sizes: readonly number[]
  /** Per layer: whether tanh follows. */
  readonly isTanh: readonly boolean[]
  readonly layers: readonly LayerPlace[]
  /** How many parameters, with one unused where it would be odd. */
  readonly parameters: number
}

/** @param sizes units from the inputs to the outputs; `isTanh` one fewer */
export function networkShape(sizes: readonly number[], isTanh: readonly boolean[]): NetworkShape {
  const layers: LayerPlace[] = []
  let at = 0
  for (let l = 0; l + 1 < sizes.length; l++) {
    const [inputs, outputs] = [sizes[l]!, sizes[l + 1]!]
    layers.push({ inputs, outputs, weights: at, bias: at + inputs * outputs })
    at += inputs * outputs + outputs
  }
  return { sizes, isTanh, layers, parameters: at + (at % 2) }
}

/**
 * Random weights to begin with, uniform within ±√(6 / (inputs + outputs)) (Glorot & Bengio, AISTATS 2010); biases 0.
 *
 * @returns (parameters,)
 */
export function drawParameters(shape: NetworkShape, rng: Rng): Float64Array {
  const parameters = new Float64Array(shape.parameters)
  for (const { inputs, outputs, weights } of shape.layers) {
    const reach = Math.sqrt(6 / Math.max(1, inputs + outputs))
    for (let k = 0; k < inputs * outputs; k++) parameters[weights + k] = (2 * rng.next() - 1) * reach
  }
  return parameters
}

/** Where the values of a block of rows lie while they go through a network. */
export interface Activations {
  /** Per layer boundary: the units' values, from the inputs to the outputs. */
  readonly values: readonly number[]
  /** What comes after the last of them. */
  readonly end: number
}

/** Room for the values of `rows` rows from `start` on. */
export function placeActivations({ sizes }: NetworkShape, start: number, rows: number): Activations {
  const values: number[] = []
  let at = start
  for (const size of sizes) {
    values.push(at)
    at += size * rows
  }
  return { values, end: at }
}

/**
 * Sends the inputs of a block of rows through the network.
 *
 * @param parameters where they lie
 * @param rows a multiple of 4
 */
export function sendForward(
  dense: DenseLayers,
  shape: NetworkShape,
  parameters: number,
  { values }: Activations,
  rows: number,
): void {
  for (const [l, layer] of shape.layers.entries())
    dense.forward(shifted(layer, parameters), values[l]!, values[l + 1]!, rows, shape.isTanh[l]!)
}

/** A layer whose network's parameters begin at `by`. */
export function shifted(layer: LayerPlace, by: number): LayerPlace {
  return { ...layer, weights: layer.weights + by, bias: layer.bias + by }
}
