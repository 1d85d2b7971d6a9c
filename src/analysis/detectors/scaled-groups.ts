import type { FeatureMatrix } from '../features/feature-matrix.ts'
import { GROUP } from '../kernels/point-distances.ts'
import type { Scaling } from './scaling.ts'

/** As in `scaleRows`. */
const MOST = 1e15

/**
 * Writes rows [start, start + count) on their scales as the distance kernel has them, in groups of 8. What NaN
 * and values out of range become is as in `scaleRows`.
 */
export function scaleIntoGroups(
  x: FeatureMatrix,
  { shift, factor }: Scaling,
  start: number,
  count: number,
  out: Float64Array,
): void {
  const width = x.columns.length
  for (let c = 0; c < width; c++)
    scaleColumn(x.columns[c]!, shift[c]!, factor[c]!, start, count, out, c, width)
}

function scaleColumn(
  values: Float32Array,
  shift: number,
  factor: number,
  start: number,
  count: number,
  out: Float64Array,
  c: number,
  width: number,
): void {
  for (let first = 0; first < count; first += GROUP) {
    const at = first * width + c * GROUP
    const from = start + first
    const here = count - first < GROUP ? count - first : GROUP
    for (let i = 0; i < here; i++) {
      const value = (values[from + i]! - shift) * factor
      out[at + i] = value <= MOST && value >= -MOST ? value : outOfRange(value, factor)
    }
  }
}

/** NaN is the centre; so is everything in a column that says nothing. */
function outOfRange(value: number, factor: number): number {
  if (value !== value || factor === 0) return 0
  return value > 0 ? MOST : -MOST
}
