import type { FeatureMatrix } from '../../features/feature-matrix.ts'
import type { TreeSample } from './isolation-tree-fit.ts'

/**
 * Each source column's weight, shared by its matrix columns, so that one-hot width buys nothing.
 *
 * @returns (matrix columns,) ≥ 0
 */
export function evenWeights(x: FeatureMatrix): Float64Array {
  const width = new Int32Array(x.sources.length)
  for (const source of x.sourceOf) width[source] = width[source]! + 1
  return Float64Array.from(x.columns, (_, c) => {
    const source = x.sourceOf[c]!
    return Math.max(0, x.sources[source]!.weight) / width[source]!
  })
}

/**
 * Weights times the column's kurtosis in the tree's sample, at most `MOST`. A cut far out can only
 * be drawn in a column that has a far out, which is what its kurtosis says: uniform values have
 * 1.8, normal ones 3, a column with single extreme values 10 and more. A source of several matrix
 * columns counts as its least heavy-tailed one, since a rare level alone makes an indicator's
 * kurtosis as large as one likes.
 *
 * The cap keeps one value, which alone can give 255 in a sample of 256, from taking over.
 * Source: the kurtosis test for attributes of Liu, Ting & Zhou 2008, section 5.4, as a weight per
 * tree as in isotree's `weigh_by_kurtosis` (Cortes, arXiv 2110.13402); the cap is ours (measured
 * in docs/detectors.md).
 */
export function heavyTailedFirst(x: FeatureMatrix, even: Float64Array, sample: TreeSample): Float64Array {
  const ofSource = new Float64Array(x.sources.length).fill(MOST)
  for (let c = 0; c < x.columns.length; c++) {
    const kurtosis = sampleKurtosis(sample.values, c * sample.size, sample.size)
    const source = x.sourceOf[c]!
    // A constant column has none, and is never cut in this tree: it says nothing about its source.
    if (kurtosis > 0) ofSource[source] = Math.min(ofSource[source]!, kurtosis)
  }
  return even.map((weight, c) => weight * ofSource[x.sourceOf[c]!]!)
}

const MOST = 15

/**
 * The fourth central moment over the squared variance of the finite values[start .. start + size).
 *
 * @returns ≥ 1; 0 where there is no finite value or all are equal
 */
export function sampleKurtosis(values: Float32Array, start: number, size: number): number {
  let count = 0
  let sum = 0
  for (let i = start; i < start + size; i++) {
    if (!Number.isFinite(values[i]!)) continue
    count++
    sum += values[i]!
  }
  const mean = sum / count
  let second = 0
  let fourth = 0
  for (let i = start; i < start + size; i++) {
    if (!Number.isFinite(values[i]!)) continue
    const squared = (values[i]! - mean) * (values[i]! - mean)
    second += squared
    fourth += squared * squared
  }
  return second > 0 ? (count * (fourth / second)) / second : 0
}
