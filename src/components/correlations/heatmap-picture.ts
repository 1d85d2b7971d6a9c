import { heatmapFigure, type FigureRequest } from './heatmap-figure.ts'
import { heatmapGeometry, LABEL_SIZE, MOST_LABEL_WIDTH } from './heatmap-geometry.ts'
import { textWidth } from './text-width.ts'

/** Pixels of a cell in a picture of few columns, of more, and of very many. */
const CELL = { few: 44, more: 16, many: 8 } as const
const ROOM_AROUND = 220
const LEAST = 420

/** The whole heatmap as a picture file, with room for every label whatever fits the screen. */
export async function heatmapPicture(
  format: 'png' | 'svg',
  request: Omit<FigureRequest, 'geometry' | 'widthOf'>,
): Promise<Blob> {
  const { Plotly } = await import('../plots/plotly.ts')
  const count = request.order.length
  const widthOf = textWidth(LABEL_SIZE)
  const cell = count <= 40 ? CELL.few : count <= 150 ? CELL.more : CELL.many
  const side = Math.max(LEAST, count * cell) + ROOM_AROUND
  const labelWidth = Math.min(MOST_LABEL_WIDTH, Math.max(...request.names.map(widthOf)))
  const room = { width: side, height: Math.round(side * (count <= 40 ? 0.75 : 1)) }
  const geometry = heatmapGeometry(room, count, labelWidth)
  const { data, layout } = heatmapFigure({ ...request, geometry, widthOf })
  const { width = room.width, height = room.height } = layout
  const text = await Plotly.toImage(
    { data, layout, config: { staticPlot: true } },
    // `scale` and `imageDataOnly` keep the picture sharp in print, and spare a detour through an address.
    { format, width, height, scale: format === 'png' ? 2 : 1, imageDataOnly: true } as Parameters<
      typeof Plotly.toImage
    >[1],
  )
  if (format === 'svg') return new Blob([text], { type: 'image/svg+xml' })
  return new Blob([bytesOf(text)], { type: 'image/png' })
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64)
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0))
}
