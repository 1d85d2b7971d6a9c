import { BLOCK_ROWS, plainCrossProducts, type CrossProducts } from './cross-products.ts'
import { CROSS_PRODUCTS } from './generated-kernels.ts'
import { kernelModule } from './kernel-module.ts'

/**
 * Sums of products by the WebAssembly kernel, or by its plain twin where WebAssembly or its vectors are
 * refused or memory is short; the sums are the same to the bit.
 *
 * @param columns columns of the panel
 * @param sums how many running sums, all 0 at first
 */
export function createCrossProducts(columns: number, sums: number): CrossProducts {
  return kernelCrossProducts(columns, sums) ?? plainCrossProducts(columns, sums)
}

/** @returns null where the kernel cannot be had */
export function kernelCrossProducts(columns: number, sums: number): CrossProducts | null {
  const kernel = instantiate()
  const sumsAt = FIRST_BYTE + columns * COLUMN_BYTES
  if (kernel === null || kernel.reserve(sumsAt + sums * 8) === 0) return null
  const { buffer } = kernel.memory
  const at = (column: number): number => FIRST_BYTE + column * COLUMN_BYTES
  return {
    sums: new Float64Array(buffer, sumsAt, sums),
    column: (column) => new Float64Array(buffer, at(column), BLOCK_ROWS),
    centre: (column, rows, shift, scale) => kernel.centre(at(column), rows, shift, scale),
    centreWithGaps: (column, mask, rows, shift, scale) =>
      kernel.centreWithGaps(at(column), at(mask), rows, shift, scale),
    square: (column, target, rows) => kernel.square(at(column), at(target), rows),
    addProducts: (left, leftCount, right, rightCount, rows, sum, triangle) =>
      kernel.addProducts(
        at(left),
        leftCount,
        at(right),
        rightCount,
        BLOCK_ROWS,
        rows,
        sumsAt + sum * 8,
        triangle ? 1 : 0,
      ),
  }
}

const COLUMN_BYTES = BLOCK_ROWS * 8
/** Below lies what the compiler may use. */
const FIRST_BYTE = 65536

interface Kernel {
  readonly memory: WebAssembly.Memory
  reserve(bytes: number): number
  centre(column: number, rows: number, shift: number, scale: number): number
  centreWithGaps(column: number, mask: number, rows: number, shift: number, scale: number): number
  square(column: number, target: number, rows: number): void
  addProducts(...args: number[]): void
}

const instantiate = kernelModule<Kernel>(CROSS_PRODUCTS)
