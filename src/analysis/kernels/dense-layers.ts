import { tanh } from '../math/tanh.ts'

/**
 * The arithmetic of small dense networks on a block of rows. Everything lies in one memory and is named by where it
 * starts, in values. A layer's values are kept unit by unit: unit u of row r at start + u × rows + r. `rows` is a
 * multiple of 4 everywhere. Weights: output o, input i at start + o × inputs + i.
 */
export interface DenseLayers {
  readonly memory: Float64Array
  /** output = bias + weights × input, summed in the order of the inputs; then tanh of it where said. */
  forward(layer: LayerPlace, input: number, output: number, rows: number, isTanh: boolean): void
  /** input = weightsᵀ × delta, summed in the order of the outputs. */
  backward(layer: LayerPlace, delta: number, input: number, rows: number): void
  /** delta ×= 1 − activation², the slope of tanh. */
  timesSlope(delta: number, activation: number, count: number): void
  /** Gradients of weights and bias: sums over the rows, even and odd rows apart, then their sum. */
  gradients(layer: LayerPlace, delta: number, input: number, rows: number, gradient: number): void
  /** One step of Adam over `count` (even) parameters. */
  adam(places: AdamPlaces, count: number, rate: number, epsilon: number): void
}

/** Where a layer's parameters lie. `gradients` writes its own as far after `gradient` as the parameters lie after 0. */
export interface LayerPlace {
  readonly inputs: number
  readonly outputs: number
  readonly weights: number
  readonly bias: number
}

export interface AdamPlaces {
  readonly parameters: number
  readonly gradient: number
  readonly first: number
  readonly second: number
}

/** Decay rates of Adam's two moments (Kingma & Ba, ICLR 2015). */
export const ADAM_FIRST = 0.9
export const ADAM_SECOND = 0.999

/**
 * The plain twin of the WebAssembly kernel: the same operations in the same order, so the same bits.
 *
 * @param values how many values the memory holds, all 0 at first
 */
export function plainDenseLayers(values: number): DenseLayers {
  const memory = new Float64Array(values)
  return {
    memory,
    forward(layer, input, output, rows, isTanh) {
      forward(memory, layer, input, output, rows)
      if (isTanh) squash(memory, output, layer.outputs * rows)
    },
    backward: (layer, delta, input, rows) => backward(memory, layer, delta, input, rows),
    timesSlope: (delta, activation, count) => timesSlope(memory, delta, activation, count),
    gradients: (layer, delta, input, rows, gradient) =>
      gradients(memory, layer, delta, input, rows, gradient),
    adam: (places, count, rate, epsilon) => adam(memory, places, count, rate, epsilon),
  }
}

function forward(m: Float64Array, layer: LayerPlace, input: number, output: number, rows: number): void {
  const { inputs, outputs, weights, bias } = layer
  for (let o = 0; o < outputs; o++) {
    const from = weights + o * inputs
    const start = m[bias + o]!
    const to = output + o * rows
    // Four rows at a time: their sums stay in registers while the inputs pass.
    for (let r = 0; r < rows; r += 4) {
      let a = start
      let b = start
      let c = start
      let d = start
      for (let i = 0, at = input + r; i < inputs; i++, at += rows) {
        const weight = m[from + i]!
        a += weight * m[at]!
        b += weight * m[at + 1]!
        c += weight * m[at + 2]!
        d += weight * m[at + 3]!
      }
      m[to + r] = a
      m[to + r + 1] = b
      m[to + r + 2] = c
      m[to + r + 3] = d
    }
  }
}

function squash(m: Float64Array, at: number, count: number): void {
  for (let k = at; k < at + count; k++) m[k] = tanh(m[k]!)
}

function backward(m: Float64Array, layer: LayerPlace, delta: number, input: number, rows: number): void {
  const { inputs, outputs, weights } = layer
  for (let i = 0; i < inputs; i++) {
    const to = input + i * rows
    for (let r = 0; r < rows; r += 4) {
      let a = 0
      let b = 0
      let c = 0
      let d = 0
      for (let o = 0, at = delta + r, w = weights + i; o < outputs; o++, at += rows, w += inputs) {
        const weight = m[w]!
        a += weight * m[at]!
        b += weight * m[at + 1]!
        c += weight * m[at + 2]!
        d += weight * m[at + 3]!
      }
      m[to + r] = a
      m[to + r + 1] = b
      m[to + r + 2] = c
      m[to + r + 3] = d
    }
  }
}

function timesSlope(m: Float64Array, delta: number, activation: number, count: number): void {
  for (let k = 0; k < count; k++) {
    const a = m[activation + k]!
    m[delta + k] = m[delta + k]! * (1 - a * a)
  }
}

function gradients(
  m: Float64Array,
  { inputs, outputs, weights, bias }: LayerPlace,
  delta: number,
  input: number,
  rows: number,
  gradient: number,
): void {
  for (let o = 0; o < outputs; o++) {
    const from = delta + o * rows
    for (let i = 0; i < inputs; i++) {
      const other = input + i * rows
      let even = 0
      let odd = 0
      for (let r = 0; r < rows; r += 2) {
        even += m[from + r]! * m[other + r]!
        odd += m[from + r + 1]! * m[other + r + 1]!
      }
      m[gradient + weights + o * inputs + i] = even + odd
    }
    let even = 0
    let odd = 0
    for (let r = 0; r < rows; r += 2) {
      even += m[from + r]!
      odd += m[from + r + 1]!
    }
    m[gradient + bias + o] = even + odd
  }
}

function adam(
  m: Float64Array,
  { parameters, gradient, first, second }: AdamPlaces,
  count: number,
  rate: number,
  epsilon: number,
): void {
  for (let k = 0; k < count; k++) {
    const g = m[gradient + k]!
    const mean = ADAM_FIRST * m[first + k]! + (1 - ADAM_FIRST) * g
    const square = ADAM_SECOND * m[second + k]! + (1 - ADAM_SECOND) * g * g
    m[first + k] = mean
    m[second + k] = square
    m[parameters + k] = m[parameters + k]! - (rate * mean) / (Math.sqrt(square) + epsilon)
  }
}
