import type { Nearest, Others } from './nearest.ts'
import type { ReferenceRows } from './reference-rows.ts'

/**
 * Adds, per source column, its share of the squared distances from query i to the given others, scaled so that
 * the shares add up to `total`. Nothing where all distances are 0.
 *
 * @param out adds to out[at … at + sources)
 */
export function addSquaredShares(
  { points, columns }: ReferenceRows,
  { queries }: Nearest,
  i: number,
  others: Others,
  total: number,
  sourceOf: Int32Array,
  out: Float64Array,
  at: number,
  sources: number,
): void {
  let sum = 0
  for (let j = 0; j < others.size; j++) {
    const from = others.place[j]! * columns
    for (let c = 0; c < columns; c++) {
      const difference = queries[i * columns + c]! - points[from + c]!
      const square = difference * difference * others.count[j]!
      out[at + sourceOf[c]!]! += square
      sum += square
    }
  }
  for (let s = 0; s < sources; s++) out[at + s] = sum > 0 ? (out[at + s]! / sum) * total : 0
}
