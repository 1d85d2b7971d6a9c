import type { Rgb } from './flagged-raster.ts'
import { toRgb } from './theme-colours.ts'

/** The colours of a third column, resolved for a canvas. */
export interface Palette {
  readonly flagged: Rgb
  readonly rows: Rgb
  /** Colours of the most frequent levels, in their order. */
  readonly levels: readonly Rgb[]
  readonly other: Rgb
  readonly missing: Rgb
  /** From low to high. */
  readonly scale: readonly Rgb[]
}

/** Levels with a colour of their own; what follows is shown as one. */
export const LEVEL_COLOURS = 7

/** CSS names of the colours, for what is drawn by the page itself. */
export const levelColour = (level: number): string => `var(--level-${level + 1})`
export const OTHER_COLOUR = 'var(--level-other)'
export const MISSING_COLOUR = 'var(--level-missing)'
const SCALE_STEPS = 5
export const SCALE_GRADIENT = `linear-gradient(to right, ${Array.from({ length: SCALE_STEPS }, (_, i) => `var(--scale-${i + 1})`).join(', ')})`

export function readPalette(element: HTMLElement): Palette {
  const style = getComputedStyle(element)
  const of = (name: string) => toRgb(style.getPropertyValue(name).trim())
  return {
    flagged: of('--flagged'),
    rows: of('--raster'),
    levels: Array.from({ length: LEVEL_COLOURS }, (_, i) => of(`--level-${i + 1}`)),
    other: of('--level-other'),
    missing: of('--level-missing'),
    scale: Array.from({ length: SCALE_STEPS }, (_, i) => of(`--scale-${i + 1}`)),
  }
}

/** The colour at a share (0 … 1) of a scale. */
export function onScale(scale: readonly Rgb[], share: number): Rgb {
  const at = Math.max(0, Math.min(1, share)) * (scale.length - 1)
  const below = Math.min(scale.length - 2, Math.floor(at))
  const part = at - below
  const [low, high] = [scale[below], scale[below + 1]]
  if (!low || !high) return [128, 128, 128]
  const mix = (i: 0 | 1 | 2) => Math.round(low[i] + (high[i] - low[i]) * part)
  return [mix(0), mix(1), mix(2)]
}
