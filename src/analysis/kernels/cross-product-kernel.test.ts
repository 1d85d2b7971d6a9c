import { afterEach, describe, expect, it, vi } from 'vitest'
import { createRng } from '../math/rng.ts'
import { kernelCrossProducts } from './cross-product-kernel.ts'
import { BLOCK_ROWS, plainCrossProducts, type CrossProducts } from './cross-products.ts'

/** All sums that a block of `columns` columns and one mask can give. */
function sumsOf(products: CrossProducts, columns: number, rows: number): Float64Array {
  const rng = createRng(rows * 100 + columns)
  const totals: number[] = []
  for (let block = 0; block < 2; block++) {
    for (let c = 0; c < columns; c++) {
      const column = products.column(c)
      for (let r = 0; r < rows; r++) column[r] = rng.next() * 10 + c
      if (c === columns - 1) {
        column[0] = NaN
        column[rows - 1] = Infinity
        totals.push(products.centreWithGaps(c, 2 * columns, rows, 2.5, 0.5))
      } else totals.push(products.centre(c, rows, 2.5, 0.5))
    }
    for (let c = 0; c < columns; c++) products.square(c, columns + c, rows)
    products.addProducts(0, columns, 0, columns, rows, 0, true)
    products.addProducts(0, columns, 2 * columns, 1, rows, columns * columns, false)
    products.addProducts(columns, columns, 2 * columns, 1, rows, columns * columns + columns, false)
  }
  const sums = products.sums.slice()
  // Below the diagonal nothing is promised.
  for (let i = 0; i < columns; i++) for (let j = 0; j < i; j++) sums[i * columns + j] = 0
  return Float64Array.of(...sums, ...totals)
}

describe('the kernel for sums of products', () => {
  it.each([
    [1, 1],
    [2, 2],
    [3, 7],
    [7, 9],
    [8, 255],
    [13, BLOCK_ROWS],
  ])('gives the bits of its plain twin for %i columns of %i rows', (columns, rows) => {
    const sums = columns * columns + 2 * columns
    const kernel = kernelCrossProducts(2 * columns + 1, sums)
    expect(kernel).not.toBeNull()
    const plain = plainCrossProducts(2 * columns + 1, sums)
    expect(sumsOf(kernel!, columns, rows)).toEqual(sumsOf(plain, columns, rows))
  })

  it('adds what the definition says', () => {
    const products = kernelCrossProducts(2, 4)!
    products.column(0).set([1, 2, 3])
    products.column(1).set([4, 6, 8])
    expect([products.centre(0, 3, 2, 1), products.centre(1, 3, 3, 0.5)]).toEqual([0, 0])
    products.addProducts(0, 2, 0, 2, 3, 0, true)
    expect([...products.sums].filter((_, i) => i !== 2)).toEqual([2, 2, 2])
  })
})

describe('where WebAssembly is refused', () => {
  afterEach(() => {
    vi.unstubAllGlobals()
    vi.resetModules()
  })

  it('the plain twin takes over', async () => {
    vi.resetModules()
    vi.stubGlobal('WebAssembly', {
      Module: () => {
        throw new Error('refused by policy')
      },
    })
    const fresh = await import('./cross-product-kernel.ts')
    expect(fresh.kernelCrossProducts(3, 9)).toBeNull()
    const products = fresh.createCrossProducts(1, 1)
    products.column(0).set([1, 3])
    products.centre(0, 2, 2, 1)
    products.addProducts(0, 1, 0, 1, 2, 0, true)
    expect(products.sums[0]).toBe(2)
  })
})
