import { createPointDistances } from '../../kernels/point-distance-kernel.ts'
import { placeOf, placeRows } from '../../kernels/point-distances.ts'
import type { KernelColumns } from './one-class-smo.ts'

/** Bytes of kernel columns that are kept: all of them up to some 6,900 rows. */
const CACHE_BYTES = 192 * 1024 * 1024

/**
 * Columns of the matrix e^(−γ |xᵢ − xⱼ|²), kept as Float32 while there is room; of those that do not fit, the
 * one not used for longest goes.
 *
 * @param values (rows × width) row-major
 * Cost: rows × width and an exponential per row for a column that is not kept.
 */
export function gaussianColumns(
  values: Float32Array,
  rows: number,
  width: number,
  gamma: number,
  cacheBytes = CACHE_BYTES,
): KernelColumns {
  const distances = createPointDistances(rows, 1, width)
  placeRows(values, 0, rows, width, distances.rows)
  distances.weights[0] = 1
  const room = Math.max(2, Math.floor(cacheBytes / (4 * rows)))
  // A map hands out its keys in the order in which they were set: the first is the one not used for longest.
  const kept = new Map<number, Float32Array>()
  return {
    column(i) {
      const known = kept.get(i)
      if (known !== undefined) {
        if (room < rows) {
          kept.delete(i)
          kept.set(i, known)
        }
        return known
      }
      let column: Float32Array | undefined
      if (kept.size >= room) {
        const [oldest] = kept.keys()
        column = kept.get(oldest!)
        kept.delete(oldest!)
      }
      column ??= new Float32Array(rows)
      for (let c = 0; c < width; c++) distances.points[c] = distances.rows[placeOf(i, c, width)]!
      distances.kernelSums(rows, 1, gamma)
      column.set(distances.sums)
      kept.set(i, column)
      return column
    },
  }
}
