import { formatCompact, formatForAxis, formatTimeTo, shorten } from './format.ts'

/** Where a label stands on an axis that counts bins: 0 is the left edge of the first bin. */
export interface BinTick {
  readonly at: number
  readonly label: string
}

/** What is on the horizontal axis of a bar plot. */
export interface BinAxis {
  readonly bins: number
  /** Edges of the value bins in data units; null for categories. */
  readonly edges: ArrayLike<number> | null
  readonly labels: readonly string[]
  readonly hasMissingBin: boolean
  readonly time: boolean
  /** Whether every bin is a whole number, so that only whole numbers are labels; false where it is not said. */
  readonly whole?: boolean
}

/** Ticks at round values (or times, or category names), about `want` of them. */
export function binTicks(axis: BinAxis, want: number): readonly BinTick[] {
  const { bins, edges, labels, hasMissingBin } = axis
  const valueBins = hasMissingBin ? bins - 1 : bins
  if (!edges || edges.length < 2) return categoryTicks(labels, bins, want)
  const low = edges[0]!
  const high = edges[edges.length - 1]!
  const values = axis.time ? timeTicks(low, high, want) : valueTicks(edges, want, axis.whole ?? false)
  const ticks = values
    .map(({ value, label }) => ({ at: positionOf(edges, value), label }))
    .filter((tick) => tick.at >= 0 && tick.at <= valueBins)
  if (!hasMissingBin) return ticks
  const room = bins / Math.max(want, 1) / 2
  return [...ticks.filter((t) => t.at < bins - 0.5 - room), { at: bins - 0.5, label: 'missing' }]
}

/** Position of a value in bins, between the edges that hold it; outside: beyond the ends. */
export function positionOf(edges: ArrayLike<number>, value: number): number {
  const last = edges.length - 1
  if (last < 1) return 0
  const low = edges[0]!
  const high = edges[last]!
  if (high <= low) return value < low ? -1 : value > high ? last + 1 : 0.5
  if (value < low) return -1
  if (value > high) return last + 1
  let a = 0
  let b = last
  while (b - a > 1) {
    const middle = (a + b) >>> 1
    if (edges[middle]! <= value) a = middle
    else b = middle
  }
  const width = edges[b]! - edges[a]!
  // Where in a bin without an end is not told: its middle.
  if (width === Infinity) return value === edges[a] ? a : a + 0.5
  return width > 0 ? a + (value - edges[a]!) / width : a
}

/** The value at a position in bins: the inverse of `positionOf` inside the edges. */
export function valueAt(edges: ArrayLike<number>, position: number): number {
  const last = edges.length - 1
  const b = Math.max(0, Math.min(last - 1, Math.floor(position)))
  const part = Math.max(0, Math.min(1, position - b))
  return edges[b]! + part * (edges[b + 1]! - edges[b]!)
}

export interface Labelled {
  readonly value: number
  readonly label: string
}

function valueTicks(all: ArrayLike<number>, want: number, whole: boolean): readonly Labelled[] {
  // A bin for everything beyond has no end: the ticks stand on the others.
  const edges = Array.from(all).filter(Number.isFinite)
  if (edges.length < 2) return edgeTicks(all, want)
  const low = edges[0]!
  const high = edges[edges.length - 1]!
  if (!isEven(edges)) {
    const powers = isGeometric(edges) ? powersOfTen(low, high, want) : []
    return powers.length >= 2 ? powers : edgeTicks(edges, want)
  }
  const round = niceNumber((high - low) / Math.max(1, want))
  const step = whole ? wholeStep(round) : round
  if (!(step > 0)) return [{ value: low, label: formatCompact(low) }]
  const values: number[] = []
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + step * 1e-9; k++) {
    values.push(Number((k * step).toPrecision(12)))
  }
  return labelled(values)
}

/** The next round step that counts in whole numbers. */
function wholeStep(step: number): number {
  return step === 2.5 ? 5 : Math.max(1, step)
}

function isEven(edges: ArrayLike<number>): boolean {
  const n = edges.length - 1
  const middle = n >> 1
  if (middle === 0) return true
  const expected = edges[0]! + ((edges[n]! - edges[0]!) * middle) / n
  return Math.abs(edges[middle]! - expected) <= 0.01 * (edges[n]! - edges[0]!)
}

function isGeometric(edges: ArrayLike<number>): boolean {
  const n = edges.length - 1
  const middle = n >> 1
  if (!(edges[0]! > 0)) return false
  const expected = edges[0]! * (edges[n]! / edges[0]!) ** (middle / n)
  return Math.abs(edges[middle]! - expected) <= 0.02 * expected
}

/** Bins that are wider at an end, for a long tail: the edges themselves are the round values. */
function edgeTicks(edges: ArrayLike<number>, want: number): readonly Labelled[] {
  const every = Math.max(1, Math.ceil((edges.length - 1) / Math.max(1, want)))
  const last = edges.length - 1
  const values: number[] = []
  // The last edge is always named: the widest bin ends there.
  for (let b = 0; b <= last - every / 2; b += every) if (Number.isFinite(edges[b]!)) values.push(edges[b]!)
  if (Number.isFinite(edges[last]!)) values.push(edges[last]!)
  return labelled(values)
}

function labelled(values: readonly number[]): readonly Labelled[] {
  const format = formatForAxis(values)
  return values.map((value) => ({ value, label: format(value) }))
}

function powersOfTen(low: number, high: number, want: number): readonly Labelled[] {
  const first = Math.ceil(Math.log10(low) - 1e-9)
  const last = Math.floor(Math.log10(high) + 1e-9)
  const every = Math.max(1, Math.ceil((last - first + 1) / Math.max(1, want)))
  const ticks: Labelled[] = []
  for (let p = first; p <= last; p += every) ticks.push({ value: 10 ** p, label: formatCompact(10 ** p) })
  return ticks
}

/** 1, 2, 2.5 or 5 times a power of ten, at least `size`. */
export function niceNumber(size: number): number {
  if (!(size > 0) || !Number.isFinite(size)) return 0
  const power = 10 ** Math.floor(Math.log10(size))
  return ([1, 2, 2.5, 5].find((m) => m * power >= size * 0.9999) ?? 10) * power
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const STEPS = [1, 5, 15, 30]
  .map((m) => m * MINUTE)
  .concat(
    [1, 3, 6, 12].map((h) => h * HOUR),
    [1, 2, 7, 14].map((d) => d * DAY),
  )
const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 60, 120]

/** Calendar units in UTC. */
export function timeTicks(low: number, high: number, want: number): readonly Labelled[] {
  const size = (high - low) / Math.max(1, want)
  const step = STEPS.find((s) => s >= size)
  if (step !== undefined) {
    const ticks: Labelled[] = []
    for (let t = Math.ceil(low / step) * step; t <= high; t += step) {
      ticks.push({ value: t, label: formatTimeTo(t, step >= DAY ? 'day' : 'minute') })
    }
    return ticks
  }
  const months = MONTH_STEPS.find((m) => m * 30.4 * DAY >= size) ?? 120
  const ticks: Labelled[] = []
  const start = new Date(low)
  let month = Math.ceil((start.getUTCFullYear() * 12 + start.getUTCMonth()) / months) * months
  for (let guard = 0; guard < 1000; guard++, month += months) {
    const t = Date.UTC(Math.floor(month / 12), month % 12, 1)
    if (t > high) break
    if (t >= low) ticks.push({ value: t, label: formatTimeTo(t, months >= 12 ? 'year' : 'month') })
  }
  return ticks
}

function categoryTicks(labels: readonly string[], bins: number, want: number): readonly BinTick[] {
  const every = Math.max(1, Math.ceil(bins / Math.max(1, want)))
  const ticks: BinTick[] = []
  for (let b = 0; b < bins; b += every) ticks.push({ at: b + 0.5, label: shorten(labels[b] ?? '', 14) })
  return ticks
}
