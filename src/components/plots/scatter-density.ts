import type { ScatterData } from '../../workers/engine.api.ts'
import { densityPixels } from './density-image.ts'
import type { Rgb } from './flagged-raster.ts'
import { countIntoCells, placeOf, type ScatterView } from './scatter-geometry.ts'
import { MARGIN } from './scatter-layout.ts'

const ROWS_PER_SLICE = 150_000
/** A view that goes on changing is not counted anew each time. */
const PAUSE_MS = 60

/** A raster as a picture, and the part of the axes that it covers, in data units. */
interface DensityImage {
  readonly canvas: OffscreenCanvas
  readonly xDomain: readonly [number, number]
  readonly yDomain: readonly [number, number]
}

/** The density of all rows: the engine's raster first, then one counted here for every new view. */
export class DensityLayer {
  readonly canvas = document.createElement('canvas')
  #image: DensityImage | null = null
  #counting = 0

  constructor() {
    this.canvas.dataset['layer'] = 'density'
  }

  /** Takes the engine's raster of the whole. */
  show({ density, width, height, xDomain, yDomain }: ScatterData, colour: Rgb): void {
    this.stop()
    this.#image = { canvas: toImage(density, width, height, colour), xDomain, yDomain }
  }

  /** Draws the raster that is there, at the place it has in this view. */
  draw(view: ScatterView): void {
    const context = this.canvas.getContext('2d')
    if (!context || !this.#image) return
    const ratio = devicePixelRatio || 1
    const { canvas, xDomain, yDomain } = this.#image
    const place = placeOf(view, xDomain, yDomain)
    context.clearRect(0, 0, this.canvas.width, this.canvas.height)
    context.imageSmoothingEnabled = false
    const [x, y] = [Math.round(place.x * ratio), Math.round(place.y * ratio)]
    // Never thinner than a cell: a column with one value is a line, not nothing.
    const width = Math.max(canvas.width > 1 ? 3 : 1, place.width * ratio)
    const height = Math.max(3, place.height * ratio)
    if ([x, y, width, height].every(Number.isFinite)) context.drawImage(canvas, x, y, width, height)
  }

  /** Counts the rows of what is visible anew, a slice at a time, and puts the picture in place at the end. */
  countAnew(data: ScatterData, view: ScatterView, colour: Rgb): void {
    this.stop()
    const mine = this.#counting
    const cellSize = cellSizeFor(data.cell.length)
    const columns = Math.max(1, Math.round(view.width / cellSize))
    const lines = Math.max(1, Math.round(view.height / cellSize))
    const density = new Uint32Array(columns * lines)
    let start = 0
    const slice = () => {
      if (mine !== this.#counting) return
      const end = Math.min(data.cell.length, start + ROWS_PER_SLICE)
      countIntoCells(data.x, data.y, data.cell, start, end, view, columns, lines, density)
      start = end
      if (start < data.cell.length) {
        setTimeout(slice)
        return
      }
      this.#image = {
        canvas: toImage(density, columns, lines, colour),
        xDomain: domainOf(view.x),
        yDomain: domainOf(view.y),
      }
      this.draw(view)
    }
    setTimeout(slice, PAUSE_MS)
  }

  /** Ends a count that is under way. */
  stop(): void {
    this.#counting++
  }
}

/** Small files get cells that can be seen one by one. */
export function cellSizeFor(rows: number): number {
  return rows <= 20_000 ? 3 : 2
}

/** Puts a canvas over the plot area, with a pixel for each one of the screen. */
export function placeCanvas(canvas: HTMLCanvasElement, left: number, { width, height }: ScatterView): void {
  const ratio = devicePixelRatio || 1
  canvas.width = Math.round(width * ratio)
  canvas.height = Math.round(height * ratio)
  Object.assign(canvas.style, {
    left: `${left}px`,
    top: `${MARGIN.t}px`,
    width: `${width}px`,
    height: `${height}px`,
  })
}

function domainOf(axis: ScatterView['x']): readonly [number, number] {
  return axis.log ? [10 ** axis.low, 10 ** axis.high] : [axis.low, axis.high]
}

function toImage(density: Uint32Array, width: number, height: number, colour: Rgb): OffscreenCanvas {
  const canvas = new OffscreenCanvas(Math.max(1, width), Math.max(1, height))
  if (width > 0 && height > 0) {
    canvas.getContext('2d')?.putImageData(new ImageData(densityPixels(density, colour), width, height), 0, 0)
  }
  return canvas
}
