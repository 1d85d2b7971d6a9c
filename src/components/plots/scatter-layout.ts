import type { Layout, LayoutAxis, PlotRelayoutEvent } from 'plotly.js'
import type { Rgb } from './flagged-raster.ts'
import { shorten } from './format.ts'
import type { AxisView } from './scatter-geometry.ts'

export interface ScatterAxis {
  readonly title: string
  readonly log: boolean
  readonly time: boolean
  /** Names of the codes, for a column of categories. */
  readonly labels: readonly string[] | null
}

export interface ScatterColours {
  readonly flagged: Rgb
  readonly unflagged: Rgb
  readonly css: {
    readonly flagged: string
    readonly surface: string
    readonly ink: string
    readonly faint: string
    readonly line: string
    readonly strong: string
    readonly font: string
  }
}

/** Known beforehand, so that the canvases below Plotly's axes know where its plot area is. */
export const MARGIN = { l: 58, r: 16, t: 6, b: 38 } as const

/** The left margin for labels of this width: ticks, labels and the title beside them, but never half the plot. */
export function marginFor(labelWidth: number, plotWidth: number): number {
  return Math.min(Math.max(MARGIN_LEAST, Math.ceil(labelWidth) + 30), Math.round(plotWidth / 2))
}

const MARGIN_LEAST = 44

/** Layout around a plot area of this size. */
export function baseLayout(
  left: number,
  width: number,
  height: number,
  colours: ScatterColours['css'],
): Partial<Layout> {
  return {
    width: left + width + MARGIN.r,
    height: MARGIN.t + height + MARGIN.b,
    margin: { ...MARGIN, l: left, pad: 0 },
    autosize: false,
    showlegend: false,
    hovermode: 'closest',
    dragmode: 'zoom',
    paper_bgcolor: 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    font: { family: colours.font, size: 10.5, color: colours.faint },
    hoverlabel: {
      bgcolor: colours.surface,
      bordercolor: colours.strong,
      align: 'left',
      font: { size: 12, color: colours.ink },
    },
    separators: separators(),
  }
}

export function axisLayout(
  axis: ScatterAxis,
  view: AxisView,
  colours: ScatterColours['css'],
  ticks: number,
  length: number,
): Partial<LayoutAxis> {
  const shared: Partial<LayoutAxis> = {
    // About six and a half pixels to a character.
    title: {
      text: plain(axis.title, Math.max(8, Math.floor(length / 6.5))),
      standoff: 6,
      font: { size: 10.5, color: colours.ink },
    },
    automargin: false,
    zeroline: false,
    gridcolor: colours.line,
    linecolor: colours.strong,
    tickcolor: colours.strong,
    showline: true,
    ticks: 'outside',
    ticklen: 3,
    nticks: Math.max(2, ticks),
  }
  if (axis.time) return { ...shared, type: 'date', range: [iso(view.low), iso(view.high)] }
  const range = [view.low, view.high]
  if (axis.log)
    return {
      ...shared,
      type: 'log',
      range,
      dtick: Math.max(1, Math.ceil((view.high - view.low) / 5)),
      ...READABLE,
    }
  if (!axis.labels) return { ...shared, type: 'linear', range, ...READABLE }
  const every = Math.max(1, Math.ceil(axis.labels.length / Math.max(2, ticks)))
  const codes = axis.labels.map((_, code) => code).filter((code) => code % every === 0)
  return {
    ...shared,
    type: 'linear',
    range,
    tickmode: 'array',
    tickvals: codes,
    ticktext: codes.map((code) => plain(axis.labels![code] ?? '')),
  }
}

/** Large numbers as 20M or 3B rather than as rows of zeros. */
const READABLE = { exponentformat: 'B', minexponent: 6, separatethousands: true } as const

/** The range that a zoom or pan left an axis with, in axis units; null: unchanged. */
export function rangeOf(event: PlotRelayoutEvent, axis: 'xaxis' | 'yaxis'): readonly [number, number] | null {
  const low = axisNumber(event[`${axis}.range[0]`])
  const high = axisNumber(event[`${axis}.range[1]`])
  return low !== null && high !== null && high > low ? [low, high] : null
}

/** Plotly says dates as text without a zone; here they are all UTC. */
function axisNumber(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value !== 'string') return null
  const text = value.replace(' ', 'T')
  const time = Date.parse(text.length <= 10 ? text : `${text.replace(/(\.\d{3})\d+$/, '$1')}Z`)
  return Number.isNaN(time) ? null : time
}

function iso(ms: number): string {
  return new Date(ms).toISOString()
}

/** Plotly reads labels as markup. */
function plain(text: string, most = 12): string {
  return shorten(text, most).replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

/** Decimal mark and thousands separator of the reader's locale, as Plotly wants them. */
function separators(): string {
  const parts = new Intl.NumberFormat().formatToParts(1234567.8)
  const of = (type: string) => parts.find((p) => p.type === type)?.value
  return `${of('decimal') ?? '.'}${of('group') ?? ','}`
}
