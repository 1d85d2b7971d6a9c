import type { FeatureMatrix } from '../../features/feature-matrix.ts'
import { createDenseLayers } from '../../kernels/dense-kernel.ts'
import type { DenseLayers } from '../../kernels/dense-layers.ts'
import { placeActivations, sendForward, type Activations, type NetworkShape } from './network.ts'

/** The matrix columns that a network sees, and how they are brought to one scale. Plain data. */
export interface InputScale {
  /** (inputs,) matrix columns with a spread. */
  readonly columns: Int32Array
  /** (inputs,) (value − shift) × factor is the scaled value. */
  readonly shift: Float64Array
  readonly factor: Float64Array
  /** (inputs,) what a network sees is kept within ± this. */
  readonly reach: Float64Array
}

/** Rows that go through a network at once; a multiple of 4. Their values stay in the cache. */
export const BLOCK = 256

/** What a network sees lies within this many standard deviations: one far value must not shape it. */
export const REACH = 5

/** Scaled values are kept within this, so that squares and their sums stay finite. */
const MOST = 1e15

/** Networks in one memory, ready to give back blocks of rows. */
export interface Reconstructor {
  /**
   * Scaled values of rows [start, start + count) minus what network k makes of them: error of input c in row i at
   * c × BLOCK + i of the result, which is good until the next call.
   */
  errors(x: FeatureMatrix, k: number, start: number, count: number): Float64Array
}

/** @param parameters of all networks, one after the other */
export function createReconstructor(
  shape: NetworkShape,
  scale: InputScale,
  parameters: Float64Array,
): Reconstructor {
  const activations = placeActivations(shape, parameters.length, BLOCK)
  const dense = createDenseLayers(activations.end)
  dense.memory.set(parameters)
  const inputs = shape.sizes[0]!
  const scaled = new Float64Array(inputs * BLOCK)
  const result = new Float64Array(inputs * BLOCK)
  let last: { readonly x: FeatureMatrix; readonly start: number; readonly count: number } | null = null
  return {
    errors(x, k, start, count) {
      if (last?.x !== x || last.start !== start || last.count !== count) {
        for (let c = 0; c < inputs; c++)
          scaleColumn(x.columns[scale.columns[c]!]!, scale, c, start, count, scaled)
        last = { x, start, count }
      }
      feed(dense, activations, scale, scaled)
      sendForward(dense, shape, k * shape.parameters, activations, BLOCK)
      subtract(scaled, dense.memory, activations.values.at(-1)!, result)
      return result
    },
  }
}

/** Scaled values of one column; NaN becomes 0, the column's mean. */
function scaleColumn(
  values: Float32Array,
  { shift, factor }: InputScale,
  c: number,
  start: number,
  count: number,
  out: Float64Array,
): void {
  const from = shift[c]!
  const by = factor[c]!
  const at = c * BLOCK
  for (let i = 0; i < count; i++) {
    const value = (values[start + i]! - from) * by
    out[at + i] = value > MOST ? MOST : value < -MOST ? -MOST : value === value ? value : 0
  }
  out.fill(0, at + count, at + BLOCK)
}

/** Gives the networks their inputs, each within its reach. */
function feed(
  dense: DenseLayers,
  { values }: Activations,
  { reach }: InputScale,
  scaled: Float64Array,
): void {
  const { memory } = dense
  const to = values[0]!
  for (let c = 0; c < reach.length; c++) {
    const most = reach[c]!
    for (let k = c * BLOCK; k < (c + 1) * BLOCK; k++) {
      const value = scaled[k]!
      memory[to + k] = value > most ? most : value < -most ? -most : value
    }
  }
}

function subtract(scaled: Float64Array, memory: Float64Array, outputs: number, result: Float64Array): void {
  for (let k = 0; k < result.length; k++) result[k] = scaled[k]! - memory[outputs + k]!
}

/** The inputs of all rows as the networks see them, for training: column c of row r at c × rowCount + r. */
export function scaledInputs(x: FeatureMatrix, scale: InputScale): Float64Array {
  const { rowCount } = x
  const out = new Float64Array(scale.columns.length * rowCount)
  const block = new Float64Array(scale.columns.length * BLOCK)
  for (let start = 0; start < rowCount; start += BLOCK) {
    const count = Math.min(BLOCK, rowCount - start)
    for (let c = 0; c < scale.columns.length; c++) {
      scaleColumn(x.columns[scale.columns[c]!]!, scale, c, start, count, block)
      const most = scale.reach[c]!
      for (let i = 0; i < count; i++)
        out[c * rowCount + start + i] = Math.max(-most, Math.min(most, block[c * BLOCK + i]!))
    }
  }
  return out
}
