import type { Rgb } from './flagged-raster.ts'
import type { ScatterColours } from './scatter-stage.ts'

/** The page's colours as a canvas and Plotly need them: resolved. */
export function readColours(element: HTMLElement): ScatterColours {
  const style = getComputedStyle(element)
  const of = (name: string) => style.getPropertyValue(name).trim()
  return {
    flagged: parseHex(of('--flagged')),
    unflagged: parseHex(of('--unflagged')),
    css: {
      flagged: of('--flagged'),
      surface: of('--surface'),
      ink: of('--ink-soft'),
      faint: of('--ink-faint'),
      line: of('--line'),
      strong: of('--line-strong'),
    },
  }
}

/** `#c93a08` as three numbers; grey for anything else. */
export function parseHex(colour: string): Rgb {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour)
  if (!match) return [128, 128, 128]
  return [parseInt(match[1]!, 16), parseInt(match[2]!, 16), parseInt(match[3]!, 16)]
}
