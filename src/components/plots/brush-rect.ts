import type { Predicate } from '../../analysis/select/predicate.ts'
import type { ColumnSummary } from '../../analysis/table/read-summary.ts'
import { axisOf, type AxisView } from './scatter-geometry.ts'
import { valueText } from './format.ts'

export type Range = readonly [low: number, high: number]

/** What is brushed over two axes, in data units; null: the whole axis. */
export interface BrushRect {
  readonly x: Range | null
  readonly y: Range | null
}

/** The rows inside, as a predicate; null where neither axis is restricted. */
export function rectPredicate(rect: BrushRect, x: ColumnSummary, y: ColumnSummary): Predicate | null {
  const parts: Predicate[] = []
  if (rect.x) parts.push({ kind: 'range', column: x.index, low: rect.x[0], high: rect.x[1], closed: true })
  if (rect.y) parts.push({ kind: 'range', column: y.index, low: rect.y[0], high: rect.y[1], closed: true })
  return parts.length > 0 ? { kind: 'all', of: parts } : null
}

/** What a predicate says of two columns, so that a brush is drawn again after an undo; null: another shape. */
export function rectOf(predicate: Predicate, x: ColumnSummary, y: ColumnSummary): BrushRect | null {
  if (predicate.kind !== 'all') return null
  let rect: BrushRect = { x: null, y: null }
  for (const part of predicate.of) {
    if (part.kind !== 'range') return null
    if (part.column === x.index) rect = { ...rect, x: [part.low, part.high] }
    else if (part.column === y.index) rect = { ...rect, y: [part.low, part.high] }
    else return null
  }
  return rect
}

export function rectText(rect: BrushRect, x: ColumnSummary, y: ColumnSummary): string {
  const part = (range: Range | null, column: ColumnSummary) =>
    range ? [`${column.name} ${rangeText(range, column)}`] : []
  return [...part(rect.x, x), ...part(rect.y, y)].join(' and ')
}

function rangeText([low, high]: Range, column: ColumnSummary): string {
  if (low === -Infinity) return `≤ ${valueText(column, high)}`
  if (high === Infinity) return `≥ ${valueText(column, low)}`
  return `${valueText(column, low)} – ${valueText(column, high)}`
}

/**
 * The values between two places on an axis, as round as a pixel allows; null where they reach both ends.
 *
 * @param from share of the way from the low end
 * @param pixels length of the axis
 */
export function rangeBetween(
  view: AxisView,
  from: number,
  to: number,
  pixels: number,
  time = false,
): Range | null {
  const [a, b] = [Math.min(from, to), Math.max(from, to)]
  if (a <= 0 && b >= 1) return null
  const pixel = (view.high - view.low) / Math.max(1, pixels)
  const at = (share: number) => {
    const place = view.low + share * (view.high - view.low)
    if (time) return roundTime(place, pixel)
    if (!view.log) return roundTo(place, pixel)
    const value = 10 ** place
    return roundTo(value, value * pixel * Math.LN10)
  }
  return [a <= 0 ? -Infinity : at(a), b >= 1 ? Infinity : at(b)]
}

/** Shares of the axis that a range covers, inside 0 … 1. */
export function sharesOf(view: AxisView, range: Range | null): Range {
  if (!range) return [0, 1]
  const share = (value: number, end: number) => {
    if (!Number.isFinite(value) || (view.log && value <= 0)) return end
    const { low, high } = view
    return Math.max(0, Math.min(1, ((view.log ? Math.log10(value) : value) - low) / (high - low)))
  }
  return [share(range[0], 0), share(range[1], 1)]
}

/** An axis over an extent that already has room at its ends. */
export function axisView(extent: Range, log: boolean): AxisView {
  return axisOf(extent, log, 0)
}

const SECOND = 1000
const TIME_STEPS = [1, 60, 300, 900, 3600, 6 * 3600, 24 * 3600].map((seconds) => seconds * SECOND)

/** To the largest of the usual steps that is not larger than a pixel, or at least to a second. */
function roundTime(value: number, size: number): number {
  const step =
    TIME_STEPS.findLast((candidate) => candidate <= size) ?? Math.min(SECOND, Math.max(1, Math.floor(size)))
  return Math.round(value / step) * step
}

/** To the power of ten below a size, so that a brush says 120 and not 119.8372. */
function roundTo(value: number, size: number): number {
  if (!(size > 0) || !Number.isFinite(value)) return value
  const power = Math.floor(Math.log10(size))
  return power >= 0
    ? Math.round(value / 10 ** power) * 10 ** power
    : Number(value.toFixed(Math.min(100, -power)))
}
