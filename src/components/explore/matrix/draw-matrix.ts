import type { AnswerOf } from '../../../workers/engine.api.ts'
import { countScale } from '../../plots/count-scale.ts'
import type { Rgb } from '../../plots/flagged-raster.ts'
import { cellPixels } from '../../plots/cell-pixels.ts'
import type { Palette } from '../../plots/palette.ts'
import { matrixPairs, type MatrixCounts } from './matrix-counts.ts'
import { panelAt, type MatrixLayout } from './matrix-layout.ts'

interface MatrixPicture {
  readonly data: AnswerOf<'scatterMatrix'>
  readonly counts: MatrixCounts
  readonly layout: MatrixLayout
  readonly palette: Palette
}

/** By how much a flagged cell is drawn larger on each side, so that a single one is seen. */
const GROWN = 0.9
const CELLS_PER_BAR = 2

/** Draws every panel: rasters below the diagonal, histograms on it. A few milliseconds with six columns. */
export function drawMatrix(
  context: CanvasRenderingContext2D,
  ratio: number,
  { data, counts, layout, palette }: MatrixPicture,
): void {
  const { cells } = data
  const { canvas } = context
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.clearRect(0, 0, canvas.width, canvas.height)
  context.imageSmoothingEnabled = false
  const flagged = counts.flagged()
  const selected = counts.selected()
  const image = new OffscreenCanvas(cells, cells)
  const pen = image.getContext('2d')
  if (!pen) return
  matrixPairs(data.columns.length).forEach(({ i, j }, pair) => {
    const { x, y } = panelAt(layout, i, j)
    const rows = data.rasters[pair]!
    const pixels = cellPixels(rows, rows.length, selected?.pairs[pair] ?? null, null, palette)
    pen.putImageData(new ImageData(pixels, cells, cells), 0, 0)
    context.drawImage(image, x, y, layout.width, layout.height)
    pen.putImageData(new ImageData(flaggedPixels(flagged.pairs[pair]!, palette.flagged), cells, cells), 0, 0)
    for (const [dx, dy] of [
      [-GROWN, 0],
      [GROWN, 0],
      [0, -GROWN],
      [0, GROWN],
    ] as const)
      context.drawImage(image, x + dx, y + dy, layout.width, layout.height)
  })
  data.histograms.forEach((rows, column) => {
    const bars = selected?.bars[column] ?? null
    drawBars(context, layout, column, rows, bars, flagged.bars[column]!, palette)
  })
}

function flaggedPixels(flagged: Uint32Array, [red, green, blue]: Rgb): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(flagged.length * 4)
  for (let cell = 0; cell < flagged.length; cell++) {
    if (flagged[cell] === 0) continue
    pixels[cell * 4] = red
    pixels[cell * 4 + 1] = green
    pixels[cell * 4 + 2] = blue
    pixels[cell * 4 + 3] = 255
  }
  return pixels
}

/** One histogram of the diagonal: all rows, the selected and the flagged ones, on a log scale. */
function drawBars(
  context: CanvasRenderingContext2D,
  layout: MatrixLayout,
  column: number,
  rows: Uint32Array,
  selected: Uint32Array | null,
  flagged: Uint32Array,
  palette: Palette,
): void {
  const { x, y } = panelAt(layout, column, column)
  const all = inBars(rows)
  const scale = countScale(
    all.reduce((a, b) => Math.max(a, b), 0),
    true,
  )
  // The name of the column stands above the bars.
  const room = Math.max(8, layout.height - 24)
  const width = layout.width / all.length
  const fill = (counts: readonly number[], [red, green, blue]: Rgb, alpha: number) => {
    context.fillStyle = `rgb(${red} ${green} ${blue} / ${alpha})`
    counts.forEach((count, bar) => {
      if (count <= 0) return
      const tall = Math.max(1, (scale.height(count) / scale.top) * room)
      context.fillRect(x + bar * width, y + layout.height - tall, Math.max(0.7, width - 0.6), tall)
    })
  }
  fill(all, palette.rows, selected ? 0.25 : 0.75)
  if (selected) fill(inBars(selected), palette.rows, 0.75)
  fill(inBars(flagged), palette.flagged, 1)
}

function inBars(counts: Uint32Array): number[] {
  const bars = new Array<number>(Math.ceil(counts.length / CELLS_PER_BAR)).fill(0)
  for (let cell = 0; cell < counts.length; cell++) bars[Math.floor(cell / CELLS_PER_BAR)]! += counts[cell]!
  return bars
}
