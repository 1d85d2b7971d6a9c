import type { Layout, LayoutAxis, PlotRelayoutEvent } from 'plotly.js'
import type { Rgb } from './flagged-raster.ts'
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
  }
}

/** Fixed, so that the canvases below Plotly's axes know where its plot area is. */
export const MARGIN = { l: 58, r: 12, t: 6, b: 38 } as const

export function baseLayout(width: number, height: number, colours: ScatterColours['css']): Partial<Layout> {
  return {
    width,
    height,
    margin: { ...MARGIN, pad: 0 },
    autosize: false,
    showlegend: false,
    hovermode: 'closest',
    dragmode: 'zoom',
    paper_bgcolor: 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    font: { family: 'inherit', size: 10.5, color: colours.faint },
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
): Partial<LayoutAxis> {
  const shared: Partial<LayoutAxis> = {
    title: { text: axis.title, standoff: 6, font: { size: 10.5, color: colours.ink } },
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
      exponentformat: 'none',
      separatethousands: true,
    }
  if (!axis.labels)
    return { ...shared, type: 'linear', range, exponentformat: 'none', separatethousands: true }
  const every = Math.max(1, Math.ceil(axis.labels.length / Math.max(2, ticks)))
  const codes = axis.labels.map((_, code) => code).filter((code) => code % every === 0)
  return {
    ...shared,
    type: 'linear',
    range,
    tickmode: 'array',
    tickvals: codes,
    ticktext: codes.map((code) => shorten(axis.labels![code] ?? '')),
  }
}

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

function shorten(text: string): string {
  const short = text.length <= 12 ? text : `${text.slice(0, 11)}…`
  return short.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

/** Decimal mark and thousands separator of the reader's locale, as Plotly wants them. */
function separators(): string {
  const parts = new Intl.NumberFormat().formatToParts(1234567.8)
  const of = (type: string) => parts.find((p) => p.type === type)?.value
  return `${of('decimal') ?? '.'}${of('group') ?? ','}`
}
