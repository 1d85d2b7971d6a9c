import { plainDenseLayers, type DenseLayers } from './dense-layers.ts'
import { DENSE_LAYERS } from './generated-kernels.ts'
import { kernelModule } from './kernel-module.ts'

/**
 * The arithmetic of small dense networks by the WebAssembly kernel, or by its plain twin where WebAssembly or its
 * vectors are refused or memory is short; the results are the same to the bit.
 *
 * @param values how many values the memory holds, all 0 at first
 */
export function createDenseLayers(values: number): DenseLayers {
  return kernelDenseLayers(values) ?? plainDenseLayers(values)
}

/** @returns null where the kernel cannot be had */
export function kernelDenseLayers(values: number): DenseLayers | null {
  if (values > MOST_VALUES) return null
  const kernel = instantiate()
  if (kernel === null || kernel.reserve(FIRST_BYTE + values * 8) === 0) return null
  const memory = new Float64Array(kernel.memory.buffer, FIRST_BYTE, values)
  return {
    memory,
    forward({ inputs, outputs, weights, bias }, input, output, rows, isTanh) {
      kernel.multiply(inputs, outputs, at(weights), inputs, 1, at(bias), at(input), at(output), rows)
      if (isTanh) kernel.squash(at(output), outputs * rows)
    },
    backward({ inputs, outputs, weights }, delta, input, rows) {
      kernel.multiply(outputs, inputs, at(weights), 1, inputs, 0, at(delta), at(input), rows)
    },
    timesSlope: (delta, activation, count) => kernel.timesSlope(at(delta), at(activation), count),
    gradients({ inputs, outputs, weights, bias }, delta, input, rows, gradient) {
      kernel.gradients(
        inputs,
        outputs,
        at(delta),
        at(input),
        rows,
        at(gradient + weights),
        at(gradient + bias),
      )
    },
    adam({ parameters, gradient, first, second }, count, rate, epsilon) {
      kernel.adam(at(parameters), at(gradient), at(first), at(second), count, rate, epsilon)
    },
  }
}

function at(value: number): number {
  return FIRST_BYTE + value * 8
}

/** Below lies what the compiler may use. */
const FIRST_BYTE = 65536
/** A memory of 1 GB. */
const MOST_VALUES = 134_217_728

interface Kernel {
  readonly memory: WebAssembly.Memory
  reserve(bytes: number): number
  multiply(...args: number[]): void
  squash(at: number, count: number): void
  timesSlope(delta: number, activation: number, count: number): void
  gradients(...args: number[]): void
  adam(...args: number[]): void
}

const instantiate = kernelModule<Kernel>(DENSE_LAYERS)
