import type { Size } from '../../plots/use-size.ts'

/** Where the parts of a picture of two numbers are, in pixels of its box. */
export interface NumbersLayout {
  readonly left: number
  readonly top: number
  /** Size of the plot area. */
  readonly width: number
  readonly height: number
  /** Height of the bars above, and width of those beside the plot area. */
  readonly margin: number
}

/** Bars that stand beside the plot keep this far from it. */
export const MARGIN_GAP = 4
const BOTTOM = 38
const RIGHT = 14
const A_FEW_DAYS = 30 * 86_400_000

/** @param timeUpright the milliseconds that the vertical axis spans; null where it is not of times */
export function numbersLayout(size: Size, timeUpright: number | null): NumbersLayout {
  // Labels of a few days have the time of day with them.
  const left = timeUpright === null ? 64 : timeUpright < A_FEW_DAYS ? 124 : 88
  const margin = Math.max(28, Math.min(56, Math.round(size.height * 0.12)))
  return {
    left,
    top: margin + MARGIN_GAP + 2,
    width: Math.max(40, size.width - left - margin - MARGIN_GAP - RIGHT),
    height: Math.max(40, size.height - margin - MARGIN_GAP - 2 - BOTTOM),
    margin,
  }
}

/** Size of the raster to ask for: cells of two pixels, of three in small files; steady against small changes. */
export function rasterFor(layout: NumbersLayout, rows: number): { width: number; height: number } {
  const cell = rows <= 20_000 ? 3 : 2
  const steady = (pixels: number) => Math.max(16, Math.round(pixels / cell / 8) * 8)
  return { width: steady(layout.width), height: steady(layout.height) }
}
