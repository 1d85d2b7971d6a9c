import { afterEach, describe, expect, it, vi } from 'vitest'
import { createRng } from '../math/rng.ts'
import { kernelDenseLayers } from './dense-kernel.ts'
import { plainDenseLayers, type DenseLayers } from './dense-layers.ts'

/** Everything that the operations leave in a memory that was filled from a seed. */
function workedOut(layers: DenseLayers, inputs: number, outputs: number, rows: number): Float64Array {
  const rng = createRng(inputs * 1000 + outputs)
  for (let k = 0; k < layers.memory.length; k++) layers.memory[k] = (rng.next() - 0.5) * 6
  const parameters = inputs * outputs + outputs
  const even = parameters + (parameters % 2)
  const layer = { inputs, outputs, weights: 0, bias: inputs * outputs }
  const [gradient, first, second, values] = [even, 2 * even, 3 * even, 4 * even]
  for (let k = second; k < second + even; k++) layers.memory[k] = Math.abs(layers.memory[k]!)
  const output = values + inputs * rows
  const delta = output + outputs * rows
  const back = delta + outputs * rows
  layers.forward(layer, values, output, rows, true)
  layers.timesSlope(delta, output, outputs * rows)
  layers.backward(layer, delta, back, rows)
  layers.gradients(layer, delta, values, rows, gradient)
  layers.adam({ parameters: 0, gradient, first, second }, even, 0.01, 1e-8)
  layers.forward(layer, values, delta, rows, false)
  return layers.memory.slice()
}

const sizeOf = (inputs: number, outputs: number, rows: number) =>
  4 * (inputs * outputs + outputs + 1) + 2 * (inputs + outputs) * rows

describe('the kernel for dense networks', () => {
  it.each([
    [1, 1, 4],
    [2, 1, 8],
    [3, 3, 4],
    [10, 16, 64],
    [16, 7, 12],
    [8, 5, 128],
    [31, 4, 20],
  ])('gives the bits of its plain twin for %i inputs, %i outputs and %i rows', (inputs, outputs, rows) => {
    const kernel = kernelDenseLayers(sizeOf(inputs, outputs, rows))
    expect(kernel).not.toBeNull()
    const plain = plainDenseLayers(sizeOf(inputs, outputs, rows))
    expect(workedOut(kernel!, inputs, outputs, rows)).toEqual(workedOut(plain, inputs, outputs, rows))
  })

  it('has the tanh of the plain twin at its edges', () => {
    const edges = [
      0,
      -0,
      1e-310,
      -1e-310,
      0.17328,
      -0.17329,
      19.9,
      20,
      25,
      -25,
      1e300,
      Infinity,
      -Infinity,
      NaN,
    ]
    const values = edges.length + (edges.length % 2)
    const results = [kernelDenseLayers(5 * values)!, plainDenseLayers(5 * values)].map((layers) => {
      // A layer without an input is its bias.
      layers.memory.set(edges)
      const layer = { inputs: 0, outputs: edges.length, weights: 0, bias: 0 }
      layers.forward(layer, values, values, 4, true)
      return layers.memory.slice(values, values + 4 * edges.length)
    })
    expect(results[0]).toEqual(results[1])
  })
})

describe('where WebAssembly is refused', () => {
  afterEach(() => {
    vi.unstubAllGlobals()
    vi.resetModules()
  })

  it('goes on with the plain twin', async () => {
    vi.stubGlobal('WebAssembly', {
      Module: function () {
        throw new Error('refused by the policy')
      },
    })
    vi.resetModules()
    const { createDenseLayers, kernelDenseLayers: refused } = await import('./dense-kernel.ts')
    expect(refused(100)).toBeNull()
    expect(createDenseLayers(100).memory).toHaveLength(100)
  })
})
