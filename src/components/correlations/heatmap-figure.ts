import type { Annotations, Data, Layout } from 'plotly.js'
import { divergingScale, type Scheme } from './colour-scale.ts'
import { cutLabel, LABEL_SIZE, MOST_LABEL_WIDTH, type HeatmapGeometry } from './heatmap-geometry.ts'
import { coefficientText, type Correlations } from './readings.ts'

export interface FigureColours {
  readonly surface: string
  readonly sunken: string
  readonly ink: string
  readonly faint: string
  readonly line: string
  readonly font: string
}

export interface FigureRequest {
  readonly answer: Correlations
  /** Places of the answer's columns, as they are drawn from left to right and from top to bottom. */
  readonly order: readonly number[]
  /** By place. */
  readonly names: readonly string[]
  readonly geometry: HeatmapGeometry
  readonly scheme: Scheme
  readonly colours: FigureColours
  readonly widthOf: (text: string) => number
  /** Above the matrix, in an exported picture. */
  readonly title?: string
}

/** The heatmap as Plotly draws it; the diagonal is left empty, and a pair without a figure shows a dash. */
export function heatmapFigure(request: FigureRequest): { data: Data[]; layout: Partial<Layout> } {
  const { answer, order, names, geometry, scheme, colours, widthOf, title } = request
  const size = answer.columns.length
  const z = order.map((i, row) =>
    order.map((j, column) => {
      const value = answer.values[i * size + j]!
      return row === column || value !== value ? null : value
    }),
  )
  const labels = order.map((place) => cutLabel(names[place] ?? '', MOST_LABEL_WIDTH, widthOf))
  const places = order.map((_, k) => k)
  const head = title === undefined ? 0 : 34
  const axis = {
    tickmode: 'array' as const,
    showgrid: false,
    zeroline: false,
    showline: false,
    // Room between the labels and the cells.
    ticks: 'outside' as const,
    ticklen: 4,
    tickcolor: 'rgba(0,0,0,0)',
    fixedrange: true,
    tickfont: { size: LABEL_SIZE, color: colours.ink },
  }
  return {
    data: [
      {
        type: 'heatmap',
        z,
        x: places,
        y: places,
        zmin: -1,
        zmax: 1,
        colorscale: divergingScale(scheme),
        xgap: geometry.gap,
        ygap: geometry.gap,
        hoverinfo: 'skip',
        ...(geometry.numbers && {
          text: z.map((line) => line.map((value) => (value === null ? '' : coefficientText(value)))),
          texttemplate: '%{text}',
          textfont: { size: geometry.numberSize },
        }),
        colorbar: {
          thickness: 9,
          outlinewidth: 0,
          tickvals: [-1, -0.5, 0, 0.5, 1],
          ticktext: ['−1', '−0.5', '0', '0.5', '1'],
          tickfont: { size: 10.5, color: colours.faint },
          len: 1,
          lenmode: 'fraction',
          x: 1,
          xpad: 12,
          ypad: 0,
        },
        // The published types know only one line of texts.
      } as unknown as Data,
    ],
    layout: {
      width: geometry.left + geometry.width + geometry.right,
      height: head + geometry.top + geometry.height + geometry.bottom,
      margin: { l: geometry.left, r: geometry.right, t: head + geometry.top, b: geometry.bottom, pad: 0 },
      autosize: false,
      paper_bgcolor: title === undefined ? 'rgba(0,0,0,0)' : colours.surface,
      plot_bgcolor: colours.sunken,
      font: { family: colours.font, size: LABEL_SIZE, color: colours.ink },
      ...(title !== undefined && {
        title: {
          text: escaped(title),
          font: { size: 13 },
          x: 0,
          xref: 'container',
          pad: { l: 12, t: 12 },
          yanchor: 'top',
          y: 1,
          yref: 'container',
          xanchor: 'left',
        },
      }),
      xaxis: {
        ...axis,
        range: [-0.5, size - 0.5],
        tickangle: geometry.tilted ? -45 : 0,
        ...ticks(labels, geometry.everyX),
      },
      yaxis: { ...axis, range: [size - 0.5, -0.5], ...ticks(labels, geometry.everyY) },
      annotations: missingMarks(answer, order, geometry, colours),
    },
  }
}

function ticks(labels: readonly string[], every: number): { tickvals: number[]; ticktext: string[] } {
  const shown = labels.flatMap((label, k) => (k % every === 0 ? [{ label, k }] : []))
  return { tickvals: shown.map(({ k }) => k), ticktext: shown.map(({ label }) => escaped(label)) }
}

/** A dash where a pair has no figure, as long as they can be seen one by one. */
function missingMarks(
  { values, columns }: Correlations,
  order: readonly number[],
  geometry: HeatmapGeometry,
  colours: FigureColours,
): Partial<Annotations>[] {
  if (!geometry.numbers) return []
  const marks: Partial<Annotations>[] = []
  for (const [row, i] of order.entries()) {
    for (const [column, j] of order.entries()) {
      const value = values[i * columns.length + j]!
      if (i === j || value === value) continue
      marks.push({ x: column, y: row, text: '–', showarrow: false, font: { size: 11, color: colours.faint } })
    }
  }
  return marks
}

/** Plotly reads tags in texts; a column may be called `<b>`. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
