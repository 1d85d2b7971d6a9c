import type { FeatureMatrix } from '../../features/feature-matrix.ts'

/**
 * Sums per row over the source columns, of which each counts once: with the largest of its matrix columns' scores
 * (one category, an indicator of a missing value, a part of a time), times its weight. Scores of matrix columns
 * come in one after another, in their order.
 */
export interface SourceSums {
  /** (rows,) complete after the last column. */
  readonly sums: Float64Array
  /** Takes the scores of some rows of a matrix column. */
  add(column: number, start: number, count: number, scores: Float64Array): void
}

/** @param x whose sources the columns belong to; `x.rowCount` rows */
export function createSourceSums({ rowCount, sourceOf, sources }: FeatureMatrix): SourceSums {
  const sums = new Float64Array(rowCount)
  let largest: Float64Array | null = null
  return {
    sums,
    add(column, start, count, scores) {
      const source = sourceOf[column]!
      const isFirst = column === 0 || sourceOf[column - 1] !== source
      const isLast = column === sourceOf.length - 1 || sourceOf[column + 1] !== source
      const weight = Math.max(0, sources[source]!.weight)
      if (isFirst && isLast) {
        addTimes(sums, start, count, scores, weight)
        return
      }
      largest ??= new Float64Array(rowCount)
      keepLargest(largest, start, count, scores, isFirst)
      if (isLast) addTimes(sums, start, count, largest.subarray(start, start + count), weight)
    },
  }
}

function addTimes(
  sums: Float64Array,
  start: number,
  count: number,
  scores: Float64Array,
  weight: number,
): void {
  for (let i = 0; i < count; i++) sums[start + i]! += weight * scores[i]!
}

function keepLargest(
  largest: Float64Array,
  start: number,
  count: number,
  scores: Float64Array,
  anew: boolean,
): void {
  for (let i = 0; i < count; i++) {
    const score = scores[i]!
    if (anew || score > largest[start + i]!) largest[start + i] = score
  }
}

/** Contributions rows.length × sources from the scores of matrix columns: see `SourceSums`. */
export function contributionsOf(
  { sourceOf, sources }: FeatureMatrix,
  rows: number,
  scoresOf: (column: number) => Float64Array,
): Float64Array {
  const out = new Float64Array(rows * sources.length)
  for (let column = 0; column < sourceOf.length; column++) {
    const source = sourceOf[column]!
    const isFirst = column === 0 || sourceOf[column - 1] !== source
    const weight = Math.max(0, sources[source]!.weight)
    const scores = scoresOf(column)
    for (let i = 0; i < rows; i++) {
      const at = i * sources.length + source
      const score = weight * scores[i]!
      if (isFirst || score > out[at]!) out[at] = score
    }
  }
  return out
}

/** The values of some rows of a column. */
export function pick(values: Float32Array, rows: Uint32Array): Float32Array {
  const picked = new Float32Array(rows.length)
  for (let i = 0; i < rows.length; i++) picked[i] = values[rows[i]!]!
  return picked
}
