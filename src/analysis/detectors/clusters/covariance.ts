import type { FeatureMatrix } from '../../features/feature-matrix.ts'
import { createCrossProducts } from '../../kernels/cross-product-kernel.ts'
import { BLOCK_ROWS } from '../../kernels/cross-products.ts'
import { scaleRows, type Scaling } from '../scaling.ts'

/**
 * Mean and covariance of all rows on their scales, with divisor rows − 1.
 *
 * @param scaling scales on which the means are near 0, so that the sums of products lose nothing
 * @param pause called every few million operations with the share that is done, 0 … 1; may throw to stop
 * @returns mean (columns,) and covariance (columns × columns); 0 for a single row
 *
 * Cost: rows × columns² / 2.
 */
export function scaledCovariance(
  x: FeatureMatrix,
  scaling: Scaling,
  pause: (share: number) => void,
): { mean: Float64Array; covariance: Float64Array } {
  const n = x.rowCount
  const d = x.columns.length
  const products = createCrossProducts(d, d * d)
  const panel = Array.from({ length: d }, (_, c) => products.column(c))
  const each = x.columns.map((values, c) => oneColumn(x, values, scaling, c))
  const sums = new Float64Array(d)
  const blockRows = Math.min(BLOCK_ROWS, Math.max(16, 2 * Math.floor(PAUSE_EVERY / (d * d))))
  let work = PAUSE_EVERY
  for (let start = 0; start < n; start += blockRows) {
    const rows = Math.min(blockRows, n - start)
    work += rows * d * (d + 20)
    if (work >= PAUSE_EVERY) {
      pause(start / n)
      work = 0
    }
    for (let c = 0; c < d; c++) {
      const { matrix, scale } = each[c]!
      scaleRows(matrix, scale, start, rows, panel[c]!)
      sums[c]! += products.centre(c, rows, 0, 1)
    }
    products.addProducts(0, d, 0, d, rows, 0, true)
  }
  const mean = sums.map((sum) => sum / n)
  const covariance = new Float64Array(d * d)
  for (let i = 0; i < d && n > 1; i++) {
    for (let j = i; j < d; j++) {
      const value = (products.sums[i * d + j]! - n * mean[i]! * mean[j]!) / (n - 1)
      covariance[i * d + j] = value
      covariance[j * d + i] = value
    }
  }
  return { mean, covariance }
}

/** Multiplications between two pauses: some 10 to 30 ms. */
const PAUSE_EVERY = 1 << 24

/** A column alone, so that its values are written side by side. */
function oneColumn(x: FeatureMatrix, values: Float32Array, { shift, factor }: Scaling, c: number) {
  const scale: Scaling = { shift: shift.subarray(c, c + 1), factor: factor.subarray(c, c + 1) }
  return { matrix: { ...x, columns: [values] }, scale }
}
