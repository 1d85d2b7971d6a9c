import { POINT_DISTANCES } from './generated-kernels.ts'
import { kernelModule } from './kernel-module.ts'
import { GROUP, plainPointDistances, type PointDistances } from './point-distances.ts'

/**
 * Distances by the WebAssembly kernel, or by its plain twin where WebAssembly or its vectors are refused or
 * memory is short; the figures are the same to the bit.
 *
 * @param rows most rows at a time
 * @param points most points at a time
 * @param width columns
 */
export function createPointDistances(rows: number, points: number, width: number): PointDistances {
  return kernelPointDistances(rows, points, width) ?? plainPointDistances(rows, points, width)
}

/** @returns null where the kernel cannot be had */
export function kernelPointDistances(rows: number, points: number, width: number): PointDistances | null {
  const padded = Math.ceil(rows / GROUP) * GROUP
  const bytes = FIRST_BYTE + 8 * (padded * (width + 4) + points * (width + 1))
  if (bytes > MOST_BYTES) return null
  const kernel = instantiate()
  if (kernel === null || kernel.reserve(bytes) === 0) return null
  const { buffer } = kernel.memory
  let next = FIRST_BYTE
  const place = (count: number): Float64Array => {
    const array = new Float64Array(buffer, next, count)
    next += count * 8
    return array
  }
  const rowValues = place(padded * width)
  const nearest = place(padded)
  const second = place(padded)
  const which = place(padded)
  const sums = place(padded)
  const pointValues = place(points * width)
  const weights = place(points)
  return {
    rows: rowValues,
    points: pointValues,
    weights,
    nearest: nearest.subarray(0, rows),
    second: second.subarray(0, rows),
    which: which.subarray(0, rows),
    sums: sums.subarray(0, rows),
    nearestTwo: (rowCount, pointCount) =>
      kernel.nearestTwo(
        rowValues.byteOffset,
        rowCount,
        width,
        pointValues.byteOffset,
        pointCount,
        nearest.byteOffset,
        second.byteOffset,
        which.byteOffset,
      ),
    kernelSums: (rowCount, pointCount, gamma) =>
      kernel.kernelSums(
        rowValues.byteOffset,
        rowCount,
        width,
        pointValues.byteOffset,
        weights.byteOffset,
        pointCount,
        gamma,
        sums.byteOffset,
      ),
    squaredLengths: (rowCount, pointCount) =>
      kernel.squaredLengths(
        rowValues.byteOffset,
        rowCount,
        width,
        pointValues.byteOffset,
        pointCount,
        sums.byteOffset,
      ),
  }
}

/** Below lies what the compiler may use. */
const FIRST_BYTE = 65536
/** Addresses are of 32 bits; half of them is as much as an engine gives. */
const MOST_BYTES = 2147483648

interface Kernel {
  readonly memory: WebAssembly.Memory
  reserve(bytes: number): number
  nearestTwo(...args: number[]): void
  kernelSums(...args: number[]): void
  squaredLengths(...args: number[]): void
}

const instantiate = kernelModule<Kernel>(POINT_DISTANCES)
