import type { Rgb } from './flagged-raster.ts'
import type { ScatterColours } from './scatter-layout.ts'

/** The page's colours as a canvas and Plotly need them: resolved. */
export function readColours(element: HTMLElement): ScatterColours {
  const style = getComputedStyle(element)
  const of = (name: string) => style.getPropertyValue(name).trim()
  return {
    flagged: toRgb(of('--flagged')),
    unflagged: toRgb(of('--unflagged')),
    css: {
      flagged: of('--flagged'),
      surface: of('--surface'),
      ink: of('--ink-soft'),
      faint: of('--ink-faint'),
      line: of('--line'),
      strong: of('--line-strong'),
      font: style.fontFamily,
    },
  }
}

/** Any CSS colour (a build may write `coral` for its number) as three numbers. */
export function toRgb(colour: string): Rgb {
  const context = new OffscreenCanvas(1, 1).getContext('2d')
  if (!context) return [128, 128, 128]
  context.fillStyle = colour
  context.fillRect(0, 0, 1, 1)
  const [red = 128, green = 128, blue = 128] = context.getImageData(0, 0, 1, 1).data
  return [red, green, blue]
}
