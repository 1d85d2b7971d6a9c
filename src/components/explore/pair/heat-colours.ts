import type { Rgb } from '../../plots/flagged-raster.ts'
import { toRgb } from '../../plots/theme-colours.ts'
import { onScale } from '../../plots/palette.ts'

/** What the shade of a cell says. */
export type HeatMeasure = 'rows' | 'residual' | 'flagged'

/** The ends of the scale: the smallest and the largest value that is shown. */
export interface HeatEnds {
  readonly least: number
  readonly most: number
}

export interface HeatPalette {
  readonly surface: Rgb
  readonly scale: readonly Rgb[]
  readonly below: Rgb
  readonly above: Rgb
  readonly flagged: Rgb
}

/** Residuals this far from 0 have the strongest colour. */
export const STRONGEST_RESIDUAL = 8

export function readHeatPalette(element: HTMLElement): HeatPalette {
  const style = getComputedStyle(element)
  const of = (name: string) => toRgb(style.getPropertyValue(name).trim())
  return {
    surface: of('--surface'),
    scale: [1, 2, 3, 4].map((i) => of(`--scale-${i}`)),
    below: of('--below-1'),
    above: of('--scale-4'),
    flagged: of('--flagged'),
  }
}

/**
 * The colour of a cell and whether text on it has to be light.
 *
 * @param value rows, a residual or a share
 * @param ends the smallest and the largest rows or share of the cells that hold rows
 */
export function heatColour(
  measure: HeatMeasure,
  value: number,
  { least, most }: HeatEnds,
  palette: HeatPalette,
): { readonly fill: string; readonly ink: string } {
  const rgb = colourOf(measure, value, { least, most }, palette)
  return { fill: `rgb(${rgb.join(' ')})`, ink: luminance(rgb) > 0.32 ? '#17191c' : '#ffffff' }
}

function colourOf(measure: HeatMeasure, value: number, { least, most }: HeatEnds, palette: HeatPalette): Rgb {
  const { surface, scale, below, above, flagged } = palette
  if (Number.isNaN(value) || value === 0) return surface
  switch (measure) {
    case 'rows':
      return onScale(scale, least < most ? Math.log(value / least) / Math.log(most / least) : 0.5)
    case 'residual': {
      const size = Math.min(1, Math.abs(value) / STRONGEST_RESIDUAL)
      return onScale([surface, value < 0 ? below : above], size)
    }
    case 'flagged':
      return onScale([surface, flagged], 0.12 + 0.88 * (value / Math.max(most, 1e-9)))
  }
}

/** Relative luminance of WCAG. */
function luminance([red, green, blue]: Rgb): number {
  const linear = (c: number) => (c <= 10 ? c / 3294 : ((c / 255 + 0.055) / 1.055) ** 2.4)
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}
