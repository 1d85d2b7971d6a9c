import { DIRECTION_ROWS, plainDirections, type Directions, type DirectionSizes } from './directions.ts'
import { DIRECTIONS } from './generated-kernels.ts'
import { kernelModule } from './kernel-module.ts'

/**
 * Rows along directions by the WebAssembly kernel, or by its plain twin where WebAssembly or its vectors are
 * refused, memory is short or rows are few; the figures are the same to the bit.
 */
export function createDirections(sizes: DirectionSizes): Directions {
  return (sizes.rows < FEW_ROWS ? null : kernelDirections(sizes)) ?? plainDirections(sizes)
}

/** Below, an instance of the kernel takes longer than it saves. */
const FEW_ROWS = 16

/** @returns null where the kernel cannot be had */
export function kernelDirections({ rows, columns, entries, bins }: DirectionSizes): Directions | null {
  const stride = Math.ceil(rows / DIRECTION_ROWS) * DIRECTION_ROWS
  const bytes = FIRST_BYTE + stride * (8 * columns + 20) + 12 * entries + 12 * bins + 24 + 8 * ARRAYS
  if (bytes > MOST_BYTES) return null
  const kernel = instantiate()
  if (kernel === null || kernel.reserve(bytes) === 0) return null
  const { buffer } = kernel.memory
  let next = FIRST_BYTE
  /** Where an array of so many bytes goes: on a multiple of 8. */
  const place = (length: number): number => {
    const at = next
    next += Math.ceil(length / 8) * 8
    return at
  }
  const doubles = (count: number) => new Float64Array(buffer, place(count * 8), count)
  const integers = (count: number) => new Int32Array(buffer, place(count * 4), count)
  const rowValues = doubles(columns * stride)
  const [values, sums, extent, scores] = [doubles(stride), doubles(stride), doubles(3), doubles(bins)]
  const [weights, rest, counts] = [doubles(entries), integers(stride), integers(bins)]
  const columnsOf = integers(entries)
  // Read once: asking a typed array takes longer than some of the calls.
  const addresses = {
    rows: rowValues.byteOffset,
    columns: columnsOf.byteOffset,
    weights: weights.byteOffset,
    values: values.byteOffset,
    extent: extent.byteOffset,
    counts: counts.byteOffset,
    scores: scores.byteOffset,
    sums: sums.byteOffset,
    rest: rest.byteOffset,
  }
  return {
    stride,
    rows: rowValues,
    columns: columnsOf,
    weights,
    values,
    extent,
    counts,
    scores,
    sums,
    rest,
    project: (from, to, offset, rowCount) =>
      kernel.project(
        addresses.rows,
        stride * 8,
        rowCount,
        addresses.columns + from * 4,
        addresses.weights + from * 8,
        to - from,
        offset,
        addresses.values,
      ),
    measure: (rowCount) => kernel.measure(addresses.values, rowCount, addresses.extent),
    count: ({ low, perUnit, even }, at, rowCount) =>
      kernel.count(addresses.values, rowCount, low, perUnit, even, addresses.counts + at * 4, addresses.rest),
    addScores: ({ low, perUnit, even }, at, rowCount) =>
      kernel.addScores(
        addresses.values,
        rowCount,
        low,
        perUnit,
        even,
        addresses.scores + at * 8,
        addresses.sums,
        addresses.rest,
      ),
  }
}

/** Below lies what the compiler may use. */
const FIRST_BYTE = 65536
/** Each may begin up to 7 bytes late. */
const ARRAYS = 9
/** Addresses are of 32 bits; half of them is as much as an engine gives. */
const MOST_BYTES = 2147483648

interface Kernel {
  readonly memory: WebAssembly.Memory
  reserve(bytes: number): number
  project(...args: number[]): void
  measure(...args: number[]): void
  count(...args: number[]): number
  addScores(...args: number[]): number
}

const instantiate = kernelModule<Kernel>(DIRECTIONS)
