import { cellMiddle, type Steps } from './cell-places.ts'

/** Maps a position on a plot's axis to pixels. */
export type ToPixel = (position: number) => number

/**
 * The share of some rows at or below each value as one SVG path, from their counts per cell: upright where a
 * cell holds one value, straight across it where it holds several.
 */
export function distributionPath(
  cells: Steps,
  counts: ArrayLike<number>,
  x: ToPixel,
  y: ToPixel,
  from: number,
  to: number,
): string {
  const total = sumOf(counts)
  if (total === 0) return ''
  let below = 0
  let d = `M${round(x(from))} ${round(y(0))}`
  for (let c = 0; c < counts.length; c++) {
    if (counts[c] === 0) continue
    const low = clamp(cells.first[c]!, from, to)
    const high = clamp(cells.last[c]!, from, to)
    d += `L${round(x(low))} ${round(y(below / total))}`
    below += counts[c]!
    d += `L${round(x(high))} ${round(y(below / total))}`
  }
  return `${d}L${round(x(to))} ${round(y(1))}`
}

/** A curve through evenly spaced heights; with a floor, the area between. */
export function curvePath(
  heights: ArrayLike<number>,
  x: (k: number) => number,
  y: ToPixel,
  floor?: number,
): string {
  let d = ''
  for (let k = 0; k < heights.length; k++)
    d += `${k === 0 ? 'M' : 'L'}${round(x(k))} ${round(y(heights[k]!))}`
  if (d === '' || floor === undefined) return d
  return `${d}L${round(x(heights.length - 1))} ${round(floor)}L${round(x(0))} ${round(floor)}Z`
}

/** Upright marks, one for each place. */
export function ticksPath(places: readonly number[], top: number, bottom: number): string {
  let d = ''
  for (const place of places) d += `M${round(place)} ${round(top)}V${round(bottom)}`
  return d
}

/** Small discs. */
export function discsPath(places: readonly (readonly [x: number, y: number])[], radius: number): string {
  let d = ''
  for (const [x, y] of places) {
    d += `M${round(x - radius)} ${round(y)}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0`
  }
  return d
}

/** Evenly spaced points that a density is worked out at. */
export interface Grid {
  readonly low: number
  readonly step: number
  readonly points: number
}

/** Beyond this many bandwidths a kernel is left out. */
const REACH = 5

/**
 * The density of some rows from their counts per cell, each cell at its middle, with a Gaussian kernel of
 * Silverman's bandwidth for these rows, but no narrower than two steps of the grid.
 *
 * @returns (points,) share per unit with an area of 1; null without a row
 */
export function densityOfCells(cells: Steps, counts: ArrayLike<number>, grid: Grid): Float64Array | null {
  const { low, step, points } = grid
  const total = sumOf(counts)
  if (total === 0) return null
  const width = Math.max(2, bandwidthOfCells(cells, counts, total) / step)
  const reach = Math.min(2 * points, Math.ceil(REACH * width))
  const kernel = Float64Array.from({ length: reach + 1 }, (_, k) => Math.exp(-((k / width) ** 2) / 2))
  const scale = 1 / (total * step * (2 * sumOf(kernel) - 1))
  const out = new Float64Array(points)
  const add = (at: number, weight: number): void => {
    const end = Math.min(points - 1, at + reach)
    for (let k = Math.max(0, at - reach); k <= end; k++) out[k]! += weight * kernel[Math.abs(k - at)]!
  }
  for (let c = 0; c < counts.length; c++) {
    if (counts[c] === 0) continue
    const at = (cellMiddle(cells, c) - low) / step
    if (at < -reach || at > points + reach) continue
    const point = Math.floor(at)
    add(point, counts[c]! * (point + 1 - at) * scale)
    add(point + 1, counts[c]! * (at - point) * scale)
  }
  return out
}

/** 0.9 × min(sd, interquartile range ÷ 1.34) ÷ n^⅕, from cells. */
function bandwidthOfCells(cells: Steps, counts: ArrayLike<number>, total: number): number {
  let mean = 0
  let squares = 0
  let seen = 0
  let q1 = NaN
  let q3 = NaN
  for (let c = 0; c < counts.length; c++) {
    const rows = counts[c]!
    if (rows === 0) continue
    const place = cellMiddle(cells, c)
    const before = place - mean
    seen += rows
    mean += (before * rows) / seen
    squares += rows * before * (place - mean)
    if (Number.isNaN(q1) && seen >= total / 4) q1 = place
    if (Number.isNaN(q3) && seen >= (3 * total) / 4) q3 = place
  }
  const sd = Math.sqrt(squares / Math.max(1, total - 1))
  const range = (q3 - q1) / 1.34
  return (0.9 * (range > 0 ? Math.min(sd, range) : sd)) / total ** 0.2
}

export function sumOf(counts: ArrayLike<number>): number {
  let sum = 0
  for (let k = 0; k < counts.length; k++) sum += counts[k]!
  return sum
}

function clamp(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value
}

export function round(n: number): number {
  return Math.round(n * 100) / 100
}
