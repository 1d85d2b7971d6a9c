/** Maps a position on a plot's axis to pixels. */
export type ToPixel = (position: number) => number

/** The cells that an empirical distribution function is drawn from. */
export interface Steps {
  readonly first: ArrayLike<number>
  readonly last: ArrayLike<number>
}

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

/** What a density is smoothed with: see the analysis' `Density`. */
export interface Smoothing {
  readonly low: number
  readonly step: number
  /** Weights at 0, 1, 2 … steps; both sides together add up to 1. */
  readonly kernel: ArrayLike<number>
  readonly points: number
}

/**
 * The density of some rows from their counts per cell, each cell at its middle, with the kernel that the density
 * of all rows has.
 *
 * @returns (points,) share per unit with an area of 1; null without a row
 */
export function smoothCells(
  cells: Steps,
  counts: ArrayLike<number>,
  smoothing: Smoothing,
): Float64Array | null {
  const { low, step, kernel, points } = smoothing
  const total = sumOf(counts)
  if (total === 0) return null
  const reach = kernel.length - 1
  const out = new Float64Array(points)
  const add = (at: number, weight: number): void => {
    const start = Math.max(0, at - reach)
    const end = Math.min(points - 1, at + reach)
    for (let k = start; k <= end; k++) out[k]! += weight * kernel[Math.abs(k - at)]!
  }
  for (let c = 0; c < counts.length; c++) {
    if (counts[c] === 0) continue
    const at = ((cells.first[c]! + cells.last[c]!) / 2 - low) / step
    if (at < -reach || at > points + reach) continue
    const cell = Math.floor(at)
    const weight = counts[c]! / (total * step)
    add(cell, weight * (cell + 1 - at))
    add(cell + 1, weight * (at - cell))
  }
  return out
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
