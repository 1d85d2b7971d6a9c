import { openEnds, roundStep } from '../profile/number-edges.ts'
import { binLabels } from './bin-labels.ts'
import { exp10, type ValueRange } from './scale.ts'
import { bulkRange } from './view-range.ts'

/** Edges of a histogram's bins, and how they came about. */
export interface HistogramEdges {
  /** Bins + 1 ascending values; the first may be −∞ and the last +∞ (open bins). */
  readonly edges: Float64Array
  readonly labels: readonly string[]
  /** Of one bin: in the column's unit, on a log scale in decades. */
  readonly width: number
  /** Whether narrower bins were wanted than the cap allows. */
  readonly capped: boolean
  /** Whether each bin holds one whole number. */
  readonly whole: boolean
}

export interface WantedBins {
  /** By rule or by hand; NaN or not positive: there is no such width, some 30 bins are made. */
  readonly width: number
  /** A width given by hand is taken as it is; one by rule is made round, and whole where the values are. */
  readonly byHand: boolean
  /** At least 4. */
  readonly maxBins: number
  readonly range: ValueRange
  /** Values that are ±∞ want open bins. */
  readonly infinite: boolean
}

const BINS_WITHOUT_WIDTH = 30
/** Whole numbers that span less get a bin each, unless a width is given by hand. */
const FEW_WHOLE_NUMBERS = 60
/** Larger ones have no next whole number. */
const LARGEST_WHOLE = Number.MAX_SAFE_INTEGER / 2
/** Beyond it a width would not be finite: values are only told apart by their sign. */
const LARGEST_SPAN = 1e307

/**
 * Edges at multiples of a width. What lies beyond the range goes into open first and last bins.
 *
 * @param sorted ascending, finite, at least one value
 * @returns at least one bin, at most `maxBins`
 *
 * Cost: linear at worst (whether all values are whole).
 */
export function linearEdges(sorted: Float64Array, wanted: WantedBins): HistogramEdges {
  const { byHand, maxBins } = wanted
  const min = sorted[0]!
  const max = sorted[sorted.length - 1]!
  const integers = areWhole(sorted)
  const [low, high] = wanted.range === 'whole' ? [min, max] : bulkRange(sorted)
  const span = high - low
  const room = Math.max(1, maxBins - 2)
  if (!(max - min < LARGEST_SPAN)) return finishEdges([-Infinity, 0, Infinity], wanted, Infinity)
  const countable = Math.max(Math.abs(min), Math.abs(max)) < LARGEST_WHOLE
  if (integers && countable && !byHand && max - min < Math.min(room, FEW_WHOLE_NUMBERS)) {
    return { ...finishEdges(between(min, max + 1, 1), wanted, 1), whole: true }
  }
  const finest = Math.max(Math.abs(low), Math.abs(high), Number.MIN_VALUE * 1e16) * 1e-14
  let step =
    wanted.width > 0 ? wanted.width : span > 0 ? span / BINS_WITHOUT_WIDTH : integers ? 1 : finest * 1e6
  if (!byHand) step = nearestRound(Math.max(step, finest), integers)
  const binsOf = (width: number): number => lastMultiple(high, width, integers) - Math.floor(low / width)
  const capped = step < finest || binsOf(step) > room
  if (capped) step = roundWidth(Math.max(span / room, finest), integers)
  while (binsOf(step) > room) step = roundWidth(step * 1.01, integers)
  const from = Math.floor(low / step)
  const edges = between(from, Math.max(from + 1, lastMultiple(high, step, integers)), step)
  if (min < edges[0]!) edges.unshift(-Infinity)
  if (max > edges[edges.length - 1]!) edges.push(Infinity)
  return { ...finishEdges(edges, wanted, step), capped, whole: integers && step === 1 }
}

/**
 * Edges that cut each power of ten into equally many equal factors. Values ≤ 0 go into an open first bin.
 *
 * @param raw ascending, finite, > 0, at least one value
 * @param logs their logarithms to base 10
 * @param notPositive how many values are ≤ 0
 * @returns at least one bin, at most `maxBins`; edges are rounded to as many digits as they need
 */
export function logEdges(
  raw: Float64Array,
  logs: Float64Array,
  notPositive: number,
  wanted: WantedBins,
): HistogramEdges {
  const decades = logs[logs.length - 1]! - logs[0]!
  // Kept back: the open ends, and the bins that stick out at both sides.
  const room = Math.max(1, wanted.maxBins - 4)
  const width = wanted.width > 0 ? wanted.width : Math.max(decades, 0.1) / BINS_WITHOUT_WIDTH
  let perDecade = PARTS.find((parts) => parts * width >= 0.9999) ?? MOST_PARTS
  const capped = decades * perDecade > room || width * MOST_PARTS < 0.9999
  while (perDecade > 1 && decades * perDecade > room) {
    perDecade = PARTS.findLast((fewer) => fewer < perDecade) ?? 1
  }
  // Hundreds of decades in one bin each may be too many still.
  const every = perDecade === 1 ? Math.max(1, Math.ceil(decades / room)) : 1
  const max = raw[raw.length - 1]!
  let k = Math.floor(logs[0]! * perDecade) + 1
  while (partOfDecade(k, perDecade) > raw[0]!) k--
  const edges = [partOfDecade(k, perDecade)]
  while (edges[edges.length - 1]! <= max) {
    const edge = partOfDecade((k += every), perDecade)
    // The smallest numbers there are have too few digits for so many parts.
    if (edge > edges[edges.length - 1]!) edges.push(edge)
  }
  if (notPositive > 0) edges.unshift(-Infinity)
  const made = { ...finishEdges(edges, wanted, every / perDecade), capped }
  if (notPositive === 0 || wanted.infinite) return made
  return { ...made, labels: ['≤ 0', ...made.labels.slice(1)] }
}

const MOST_PARTS = 1000
const PARTS = [1, 2, 3, 5, 10, 20, 50, 100, 200, 500, MOST_PARTS]
/** Rounder than 10^⅓ and 10^⅔, and nearly as even. */
const THIRDS = [1, 2, 5]

/** The value k parts of a decade above 1, as people would write it. */
function partOfDecade(k: number, parts: number): number {
  const decade = Math.floor(k / parts)
  const part = k - decade * parts
  if (decade > 308) return Infinity
  if (parts === 3) return Number(`${THIRDS[part]!}e${decade}`)
  const digits = parts <= 10 ? 3 : parts <= 100 ? 4 : 6
  const value = Number(exp10(part / parts).toPrecision(digits))
  return Number(`${value}e${decade}`)
}

/** The multiple of the width that ends the bins: whole numbers get another bin where it would hold one value more. */
function lastMultiple(high: number, width: number, integers: boolean): number {
  return integers ? Math.floor(high / width) + 1 : Math.ceil(high / width)
}

/** A round width that is at least as wide; whole where the values are. */
function roundWidth(width: number, integers: boolean): number {
  let step = roundStep(integers ? Math.max(1, width) : width)
  // 2.5 would hold two whole numbers and three in turn.
  while (integers && Math.floor(step) !== step) step = roundStep(step * 1.01)
  return step
}

/** The round width that is nearest as a factor. */
function nearestRound(width: number, integers: boolean): number {
  const above = roundWidth(width, integers)
  // Round widths are at most a factor of 2.5 apart.
  for (const part of [0.5, 0.4]) {
    const below = roundWidth(above * part, integers)
    if (below < above && below <= width) return width * width < below * above ? below : above
  }
  return above
}

function between(from: number, to: number, step: number): number[] {
  const edges: number[] = []
  // Without the last-digit noise of a product such as 3 × 0.1.
  for (let k = from; k <= to; k++) edges.push(Number((k * step).toPrecision(15)))
  return edges
}

function areWhole(sorted: Float64Array): boolean {
  for (const value of sorted) if (Math.floor(value) !== value) return false
  return true
}

function finishEdges(edges: number[], { infinite }: WantedBins, width: number): HistogramEdges {
  if (infinite) openEnds(edges)
  return { edges: Float64Array.from(edges), labels: binLabels(edges), width, capped: false, whole: false }
}
