import { formatNumber } from '../explain/format.ts'
import { exp } from '../math/exponential.ts'
import { log as naturalLog } from '../math/logarithm.ts'
import type { Work } from '../work.ts'
import { quantileOfSorted, sortedFinite } from '../statistics/sorted-values.ts'

/** Bins of a number or datetime column: bin b holds edges[b] ≤ value < edges[b + 1]; the last one its upper edge too. */
export interface NumberEdges {
  /** labels.length + 1 ascending values; the first may be −∞ and the last +∞ (open bins). */
  readonly edges: Float64Array
  readonly labels: readonly string[]
}

/** Beyond the outer quantiles by this many interquartile ranges, values go into an open bin. */
const TAIL_RANGES = 3
const OUTER_SHARE = 0.005
/** Beyond this, adding 1 changes nothing. */
const MAX_WHOLE = Number.MAX_SAFE_INTEGER - 64
const NARROW = 1e-11
const HALF_OF_ALL = Number.MAX_VALUE / 4

/**
 * Round edges for the bins of a number column.
 *
 * @param values NaN is skipped; ±∞ falls into open bins
 * @param maxBins at least 4
 * @param log steps of a power of ten in place of equal widths
 * @returns at least one bin
 */
export function* numberEdges(values: Float64Array, maxBins: number, log: boolean): Work<NumberEdges> {
  const sorted = yield* sortedFinite(values)
  let infinite = false
  for (const value of values) if (value === Infinity || value === -Infinity) infinite = true
  return edgesOfSorted(sorted, infinite, maxBins, log)
}

/**
 * The same for values that are sorted already.
 *
 * @param sorted ascending, finite
 * @param infinite whether the column holds ±∞ beside them
 */
export function edgesOfSorted(
  sorted: Float64Array,
  infinite: boolean,
  maxBins: number,
  log: boolean,
): NumberEdges {
  if (sorted.length === 0) return { edges: Float64Array.of(-Infinity, Infinity), labels: ['any number'] }
  const room = infinite ? maxBins - 2 : maxBins
  const edges = log ? logEdges(sorted, room) : (wholeEdges(sorted, room) ?? roundEdges(sorted, maxBins))
  if (infinite) openEnds(edges)
  return { edges: Float64Array.from(edges), labels: labelsOf(edges, allWhole(sorted)) }
}

/** One bin per whole number where there are few of them; null otherwise. */
function wholeEdges(sorted: Float64Array, maxBins: number): number[] | null {
  const min = sorted[0]!
  const max = sorted[sorted.length - 1]!
  if (max - min >= Math.min(maxBins, 60) || Math.max(-min, max) > MAX_WHOLE) return null
  if (!allWhole(sorted)) return null
  const edges: number[] = []
  for (let value = min; value <= max + 1; value++) edges.push(value)
  return edges
}

/**
 * Where the bulk of the values lies: at most three interquartile ranges beyond the outer half percents. A plot
 * of this part is not squeezed by a few far values.
 *
 * @param sorted ascending, finite, at least one value
 * @returns both ends within the values; equal only for a constant
 */
export function coreRange(sorted: Float64Array): readonly [low: number, high: number] {
  const min = sorted[0]!
  const max = sorted[sorted.length - 1]!
  const range = quantileOfSorted(sorted, 0.75) - quantileOfSorted(sorted, 0.25)
  const low = quantileOfSorted(sorted, OUTER_SHARE)
  const high = quantileOfSorted(sorted, 1 - OUTER_SHARE)
  if (range > 0) return [Math.max(min, low - TAIL_RANGES * range), Math.min(max, high + TAIL_RANGES * range)]
  // More than half of the values are equal: the rest, without its far ends.
  return low === high ? [min, max] : [low, high]
}

function roundEdges(sorted: Float64Array, maxBins: number): number[] {
  const min = sorted[0]!
  const max = sorted[sorted.length - 1]!
  if (min === max) return [min, min + Math.max(1, Math.abs(min) * 1e-9)]
  const range = quantileOfSorted(sorted, 0.75) - quantileOfSorted(sorted, 0.25)
  const [low, high] = coreRange(sorted)
  // A double has no room for round steps within so narrow a range, nor for the width of so large a one.
  const narrow = high - low < Math.max(1e-290, Math.max(Math.abs(low), Math.abs(high)) * NARROW)
  if (narrow || !(max / 2 - min / 2 < HALF_OF_ALL)) return evenEdges(min, max, maxBins)
  const width = range > 0 ? (2 * range) / exp(naturalLog(sorted.length) / 3) : (high - low) / 30
  // Two bins are kept back for the open ends.
  const room = Math.max(1, maxBins - 2)
  let step = roundStep(Math.max(width, (high - low) / room))
  while (Math.ceil(high / step) - Math.floor(low / step) > room) step = roundStep(step * 1.01)
  const from = Math.floor(low / step)
  const to = Math.max(Math.ceil(high / step), from + 1)
  const edges: number[] = []
  for (let k = from; k <= to; k++) edges.push(multiple(k, step))
  if (min < edges[0]!) edges.unshift(-Infinity)
  if (max > edges[edges.length - 1]!) edges.push(Infinity)
  return edges
}

/** Equal steps whatever their digits, and as many of them as doubles can tell apart. */
function evenEdges(min: number, max: number, maxBins: number): number[] {
  const edges = [min]
  for (let k = 1; k <= maxBins; k++) {
    const edge = k === maxBins ? max : min * (1 - k / maxBins) + max * (k / maxBins)
    if (edge > edges[edges.length - 1]! && edge <= max) edges.push(edge)
  }
  return edges
}

/** The smallest 1, 2, 2.5 or 5 × 10^k that is at least `width`. */
export function roundStep(width: number): number {
  const power = Number(`1e${Math.floor(exponentOf(width))}`)
  for (const factor of [1, 2, 2.5, 5]) if (factor * power >= width) return factor * power
  return 10 * power
}

/** The decimal exponent of a positive number. */
function exponentOf(value: number): number {
  return Number(value.toExponential().split('e')[1])
}

/** k × step without the last-digit noise of a product such as 3 × 0.1. */
export function multiple(k: number, step: number): number {
  return Number((k * step).toPrecision(15))
}

const LOG_STEPS: readonly (readonly number[])[] = [
  [1, 1.25, 1.6, 2, 2.5, 3.15, 4, 5, 6.3, 8],
  [1, 1.6, 2.5, 4, 6.3],
  [1, 2, 5],
  [1],
]

/** Round steps of a power of ten; values ≤ 0 go into an open first bin. */
function logEdges(sorted: Float64Array, maxBins: number): number[] {
  const max = sorted[sorted.length - 1]!
  let first = 0
  while (first < sorted.length && sorted[first]! <= 0) first++
  if (first === sorted.length) return [-Infinity, Infinity]
  const min = sorted[first]!
  const low = exponentOf(min)
  const high = exponentOf(max)
  for (const steps of LOG_STEPS) {
    let edges: number[] = []
    for (let power = low; power <= high + 1; power++) {
      for (const step of steps) edges.push(Number(`${step}e${power}`))
    }
    const start = edges.findLastIndex((edge) => edge <= min)
    const end = edges.findIndex((edge) => edge > max)
    // The smallest doubles are too coarse for all of these steps.
    edges = edges.slice(start, end + 1).filter((edge, i, all) => i === 0 || edge > all[i - 1]!)
    if (first > 0) edges.unshift(-Infinity)
    if (edges.length - 1 <= maxBins) return edges
  }
  // Hundreds of decades: one bin for several.
  const edges: number[] = first > 0 ? [-Infinity] : []
  const every = Math.ceil((high + 1 - low) / Math.max(1, maxBins - edges.length))
  for (let power = low; ; power += every) {
    edges.push(power > 308 ? Infinity : Number(`1e${power}`))
    if (power > high) return edges
  }
}

/** Adds bins for −∞ and +∞ where there are none. */
export function openEnds(edges: number[]): void {
  if (edges[0] !== -Infinity) edges.unshift(-Infinity)
  if (edges[edges.length - 1] !== Infinity) edges.push(Infinity)
}

function allWhole(sorted: Float64Array): boolean {
  for (let i = 0; i < sorted.length; i++) if (Math.floor(sorted[i]!) !== sorted[i]) return false
  return true
}

/** What each bin is called: its edges, or its value where the values are whole and it holds one of them. */
function labelsOf(edges: readonly number[], wholeValues: boolean): string[] {
  const single = edges.every(
    (edge, i) =>
      Math.abs(edge) === Infinity ||
      i === 0 ||
      Math.abs(edges[i - 1]!) === Infinity ||
      edge - edges[i - 1]! === 1,
  )
  const named =
    wholeValues && single && edges.every((edge) => Math.abs(edge) === Infinity || Math.floor(edge) === edge)
  return edges.slice(1).map((upper, i) => {
    const lower = edges[i]!
    if (lower === -Infinity && upper === Infinity) return 'any number'
    if (lower === -Infinity) return `< ${formatNumber(upper)}`
    if (upper === Infinity) return `≥ ${formatNumber(lower)}`
    return named ? formatNumber(lower) : `${formatNumber(lower)} – ${formatNumber(upper)}`
  })
}
