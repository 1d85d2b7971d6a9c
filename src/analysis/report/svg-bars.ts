import { markup, type Html } from './html.ts'

/** Bars side by side, and how much of each is flagged. */
export interface Bars {
  /** (bins,) heights of the bars. */
  readonly all: ArrayLike<number>
  /** (bins,) heights of the flagged part, on the same scale. */
  readonly flagged: ArrayLike<number>
  /** Draw the flagged bars beside the others instead of in front of them. */
  readonly beside?: boolean
  /** Labels along the axis: the middle of which bin, and the words. */
  readonly ticks: readonly { readonly at: number; readonly text: string }[]
  /** What the heights are, e.g. `rows`. */
  readonly heightTitle: string
  readonly axisTitle: string
  /** Heights as words, for the scale at the side. */
  heightText(height: number): string
  /** A line between bins, in bins from the left, and its words. */
  readonly line?: { readonly at: number; readonly text: string } | null
  /** The heights are drawn by their square roots, so that few beside many can be seen. */
  readonly root?: boolean
  /** Says what is to be seen, for those who do not see it. */
  readonly summary: string
}

const WIDTH = 720
const HEIGHT = 190
const LEFT = 58
const RIGHT = 12
const TOP = 22
const BOTTOM = 40

/** Colours of the report: attributes of each element, so that they hold without any style sheet. */
export const INK = '#17191c'
export const SOFT = '#4a5159'
export const LINE = '#c9ced3'
export const UNFLAGGED = '#a3abb4'
export const FLAGGED = '#c23708'

/** A bar chart as SVG that needs no style sheet, script or font of its own. Cost: linear in the bins. */
export function svgBars(bars: Bars): Html {
  const { all, flagged, ticks, line = null, beside = false, root = false } = bars
  const bins = all.length
  const inner = WIDTH - LEFT - RIGHT
  const floor = HEIGHT - BOTTOM
  let highest = 0
  for (let i = 0; i < bins; i++) highest = Math.max(highest, all[i]!, beside ? flagged[i]! : 0)
  const share = (height: number) =>
    highest > 0 ? (root ? Math.sqrt(height / highest) : height / highest) : 0
  const x = (bin: number) => LEFT + (inner * bin) / Math.max(1, bins)
  const y = (height: number) => floor - share(height) * (floor - TOP)
  const step = inner / Math.max(1, bins)
  const width = Math.max(0.6, step - (step > 4 ? 1 : 0))
  const bar = (bin: number, height: number, colour: string, offset: number, wide: number) =>
    height > 0
      ? markup`<rect
          x="${fixed(x(bin) + offset)}"
          y="${fixed(Math.min(y(height), floor - 1))}"
          width="${fixed(wide)}"
          height="${fixed(Math.max(1, floor - y(height)))}"
          fill="${colour}"
        />`
      : null
  const half = width / 2
  const places = Array.from({ length: bins }, (_, i) => i)
  return markup`<svg
    xmlns="http://www.w3.org/2000/svg"
    viewBox="0 0 ${WIDTH} ${HEIGHT}"
    width="100%"
    role="img"
    aria-label="${bars.summary}"
    font-family="system-ui, sans-serif"
    font-size="11"
  >
    <line x1="${LEFT}" y1="${floor}" x2="${WIDTH - RIGHT}" y2="${floor}" stroke="${LINE}" />
    ${[highest, root ? highest / 4 : highest / 2].map((height) => markup`<line x1="${LEFT}" y1="${fixed(y(height))}" x2="${WIDTH - RIGHT}" y2="${fixed(y(height))}" stroke="${LINE}" stroke-dasharray="2 3" /><text x="${LEFT - 6}" y="${fixed(y(height) + 4)}" text-anchor="end" fill="${SOFT}">${bars.heightText(height)}</text>`)}
    <text x="${LEFT - 6}" y="${floor + 4}" text-anchor="end" fill="${SOFT}">0</text>
    ${places.map((i) => bar(i, all[i]!, UNFLAGGED, 0, beside ? half : width))}
    ${places.map((i) => bar(i, flagged[i]!, FLAGGED, beside ? half : 0, beside ? half : width))}
    ${line === null ? null : markup`<line x1="${fixed(x(line.at))}" y1="${TOP - 8}" x2="${fixed(x(line.at))}" y2="${floor}" stroke="${INK}" stroke-width="1.5" /><text x="${fixed(x(line.at))}" y="${TOP - 11}" text-anchor="${line.at > bins * 0.6 ? 'end' : line.at < bins * 0.2 ? 'start' : 'middle'}" fill="${INK}">${line.text}</text>`}
    ${ticks.map(({ at, text }) => markup`<text x="${fixed(x(at))}" y="${floor + 15}" text-anchor="${anchorOf(at, bins)}" fill="${SOFT}">${text}</text>`)}
    <text x="${LEFT + inner / 2}" y="${HEIGHT - 6}" text-anchor="middle" fill="${SOFT}">
      ${bars.axisTitle}
    </text>
    <text x="4" y="12" fill="${SOFT}">${bars.heightTitle}</text>
  </svg>`
}

function anchorOf(at: number, bins: number): string {
  return at < bins * 0.06 ? 'start' : at > bins * 0.94 ? 'end' : 'middle'
}

/** Coordinates to a tenth of a unit. */
export function fixed(value: number): string {
  return String(Math.round(value * 10) / 10)
}
