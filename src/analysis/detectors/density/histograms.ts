import type { Directions } from '../../kernels/directions.ts'
import { exp } from '../../math/exponential.ts'
import { log } from '../../math/logarithm.ts'
import { packArray, type RecordReader } from '../model-record.ts'
import { WIDENING, type Bins } from './bins.ts'

/** Histograms of several variables, each with what its bins score. Plain data; all arrays end to end. */
export interface Histograms {
  /** (variables + 1,) where the edges and scores of each begin. */
  readonly start: Int32Array
  readonly edges: Float64Array
  /** One per edge: −ln of the bin's density beside the reference density; the last of even bins' is not used. */
  readonly scores: Float64Array
  /** See `Bins`. */
  readonly first: Int32Array
  readonly even: Int32Array
  /** Rows per unit of width at which the score is 0. */
  readonly reference: Float64Array
}

/** One histogram as it is looked up. */
export interface Histogram {
  readonly edges: Float64Array
  readonly scores: Float64Array
  readonly first: number
  readonly even: number
  readonly reference: number
  /** Where the even bins begin, and bins per unit of width there. */
  readonly low: number
  readonly perUnit: number
}

/** What an empty bin, and what lies beyond all bins, counts as. */
const HALF_A_ROW = 0.5
const GREATEST_FLOAT32 = 3.4028234663852886e38

/**
 * Which density scores 0: that of the densest bin, or that of a typical row (the geometric mean over the rows), so
 * that scores are 0 on average.
 */
export type Reference = 'densest' | 'typical'

/**
 * −ln of how dense a bin is beside the reference. An empty one counts half a row.
 *
 * @param counts (bins,) rows in each
 */
export function histogramOf(bins: Bins, counts: Int32Array, scoresZero: Reference): Histogram {
  const { edges, even } = bins
  const scores = new Float64Array(edges.length)
  let densest = 0
  let rows = 0
  let logs = 0
  for (const [bin, count] of counts.entries()) {
    const width = even === 0 ? 1 : edges[bin + 1]! - edges[bin]!
    const density = Math.max(count, HALF_A_ROW) / width
    scores[bin] = -log(density)
    densest = Math.max(densest, density)
    rows += count
    logs += count * scores[bin]
  }
  const reference = scoresZero === 'densest' || rows === 0 ? densest : exp(-logs / rows)
  const shift = log(reference)
  for (let bin = 0; bin < counts.length; bin++) scores[bin]! += shift
  return lookup(bins, scores, reference)
}

export function lookup({ edges, first, even }: Bins, scores: Float64Array, reference: number): Histogram {
  const low = edges[first] ?? 0
  const perUnit = even === 0 ? 0 : even / (edges[first + even]! - low)
  return { edges, scores, first, even, reference, low, perUnit }
}

/**
 * The bin of a value.
 *
 * @returns 0 … bins − 1; −1 beyond all bins, for NaN and, with one bin per value, for any other value
 */
export function binOf({ edges, first, even, low, perUnit }: Histogram, value: number): number {
  if (even === 0) {
    const at = lastAtMost(edges, 0, edges.length, value)
    return at >= 0 && edges[at] === value ? at : -1
  }
  const place = (value - low) * perUnit
  if (place >= 0 && place < even) return first + (place | 0)
  const bins = edges.length - 1
  if (!(value >= edges[0]! && value <= edges[bins]!)) return -1
  if (place < 0) return lastAtMost(edges, 0, first, value)
  return Math.max(first + even - 1, lastAtMost(edges, first + even, bins, value))
}

/** The last of edges[from … to − 1] that is at most the value; from − 1 where there is none. */
function lastAtMost(edges: Float64Array, from: number, to: number, value: number): number {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >>> 1
    if (edges[middle]! <= value) low = middle + 1
    else high = middle
  }
  return low - 1
}

/**
 * The score of each value into out[0 …].
 *
 * @param values NaN scores 0: it says nothing
 */
export function readScores(
  histogram: Histogram,
  values: Float32Array | Float64Array,
  start: number,
  count: number,
  out: Float64Array,
): void {
  const { scores, first, even, low, perUnit } = histogram
  for (let i = 0; i < count; i++) {
    const value = values[start + i]!
    const place = (value - low) * perUnit
    // Most values lie in the even bins.
    if (place >= 0 && place < even) out[i] = scores[first + (place | 0)]!
    else {
      const bin = binOf(histogram, value)
      out[i] = bin >= 0 ? scores[bin]! : scoreBeyond(histogram, value)
    }
  }
}

/** Adds the first `others` rows of `rest`, which lie in no even bin, to the counts; what has no bin is passed over. */
export function countOthers(
  histogram: Histogram,
  { values, rest }: Directions,
  others: number,
  counts: Int32Array,
): void {
  for (let i = 0; i < others; i++) {
    const bin = binOf(histogram, values[rest[i]!]!)
    if (bin >= 0) counts[bin]!++
  }
}

/** Adds the scores of the first `others` rows of `rest` to their sums; NaN adds nothing and counts as missing. */
export function addOtherScores(
  histogram: Histogram,
  { values, rest, sums }: Directions,
  others: number,
  missing: Int32Array,
): void {
  for (let i = 0; i < others; i++) {
    const row = rest[i]!
    const value = values[row]!
    if (value === value) {
      const bin = binOf(histogram, value)
      sums[row]! += bin >= 0 ? histogram.scores[bin]! : scoreBeyond(histogram, value)
    } else missing[row]!++
  }
}

/**
 * Beyond all bins: half a row in a bin as wide as the value lies beyond the last edge, or as the next bin would
 * be. The farther out, the less dense. ±∞ counts as the greatest Float32.
 */
function scoreBeyond({ edges, even, reference }: Histogram, value: number): number {
  if (value !== value || edges.length === 0) return 0
  if (even === 0) return log(reference / HALF_A_ROW)
  const last = edges.length - 1
  const below = value < edges[0]!
  const finite = Math.max(-GREATEST_FLOAT32, Math.min(value, GREATEST_FLOAT32))
  const distance = below ? edges[0]! - finite : finite - edges[last]!
  const outermost = below ? edges[1]! - edges[0]! : edges[last]! - edges[last - 1]!
  return log((reference * Math.max(distance, WIDENING * outermost)) / HALF_A_ROW)
}

export function joined(list: readonly Histogram[]): Histograms {
  const start = new Int32Array(list.length + 1)
  for (const [k, { edges }] of list.entries()) start[k + 1] = start[k]! + edges.length
  const edges = new Float64Array(start[list.length]!)
  const scores = new Float64Array(edges.length)
  for (const [k, one] of list.entries()) {
    edges.set(one.edges, start[k])
    scores.set(one.scores, start[k])
  }
  return {
    start,
    edges,
    scores,
    first: Int32Array.from(list, ({ first }) => first),
    even: Int32Array.from(list, ({ even }) => even),
    reference: Float64Array.from(list, ({ reference }) => reference),
  }
}

/** The k-th of joined histograms. */
export function histogramAt(
  { start, edges, scores, first, even, reference }: Histograms,
  k: number,
): Histogram {
  const from = start[k]!
  const to = start[k + 1]!
  const bins = { edges: edges.subarray(from, to), first: first[k]!, even: even[k]! }
  return lookup(bins, scores.subarray(from, to), reference[k]!)
}

export function packHistograms({ start, edges, scores, first, even, reference }: Histograms) {
  return {
    start: packArray(start),
    edges: packArray(edges),
    scores: packArray(scores),
    first: packArray(first),
    even: packArray(even),
    reference: packArray(reference),
  }
}

/** @throws InvalidModelError unless there are so many histograms and every value finds its bin in each */
export function readHistograms(fields: RecordReader, variables: number): Histograms {
  const read: Histograms = {
    start: fields.int32('start'),
    edges: fields.float64('edges'),
    scores: fields.float64('scores'),
    first: fields.int32('first'),
    even: fields.int32('even'),
    reference: fields.float64('reference'),
  }
  const { start, edges, scores, first, even, reference } = read
  const wellSized =
    start.length === variables + 1 &&
    [first, even, reference].every((figures) => figures.length === variables) &&
    scores.length === edges.length &&
    start[0] === 0 &&
    start[variables] === edges.length
  if (!wellSized) fields.fail('its histograms are cut off')
  if (![edges, scores, reference].every((figures) => figures.every(Number.isFinite)))
    fields.fail('a figure of its histograms is not a number')
  for (let k = 0; k < variables; k++) {
    const from = start[k]!
    const to = start[k + 1]!
    const hasBins = first[k]! >= 0 && even[k]! >= 0 && first[k]! + even[k]! < Math.max(1, to - from)
    if (to < from || !hasBins || !(reference[k]! >= 0)) fields.fail(`histogram ${k + 1} is damaged`)
    for (let i = from + 1; i < to; i++) {
      if (!(edges[i]! > edges[i - 1]!)) fields.fail(`the edges of histogram ${k + 1} do not ascend`)
    }
  }
  return read
}
