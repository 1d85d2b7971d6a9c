import type { Ranking, ScatterData } from '../../workers/engine.api.ts'
import { linkMarks } from '../../state/linked-views.ts'
import { createFlaggedRaster, type FlaggedRaster, type Rgb } from './flagged-raster.ts'
import { pixelX, pixelY, type ScatterView } from './scatter-geometry.ts'

const MARK_RADIUS = 2.5

/** The flagged rows as round marks that follow the cut and the selection at once. */
export class MarksLayer {
  readonly canvas = document.createElement('canvas')
  #raster: FlaggedRaster | null = null
  #unlink: (() => void) | null = null

  constructor() {
    this.canvas.dataset['layer'] = 'flagged'
  }

  /**
   * Draws the marks of a view and keeps them in step; the canvas has its size already.
   *
   * @param moved told after each later move
   */
  link(ranking: Ranking, data: ScatterData, view: ScatterView, colour: Rgb, moved: () => void): void {
    this.stop()
    const ratio = devicePixelRatio || 1
    const raster = createFlaggedRaster(this.canvas.width, this.canvas.height, MARK_RADIUS * ratio, colour)
    this.#raster = raster
    const mark = (row: number, by: 1 | -1) => {
      if (data.cell[row]! < 0) return
      raster.mark(pixelX(view, data.x[row]!) * ratio, pixelY(view, data.y[row]!) * ratio, by)
    }
    let first = true
    this.#unlink = linkMarks(ranking, {
      add: (row) => mark(row, 1),
      remove: (row) => mark(row, -1),
      clear: () => raster.clear(),
      done: () => {
        this.#paint()
        if (!first) moved()
        first = false
      },
    })
  }

  recolour(colour: Rgb): void {
    this.#raster?.recolour(colour)
    this.#paint()
  }

  stop(): void {
    this.#unlink?.()
    this.#unlink = null
  }

  #paint(): void {
    const raster = this.#raster
    const dirty = raster?.takeDirty()
    if (!raster || !dirty) return
    const image = new ImageData(raster.pixels, raster.width, raster.height)
    const { x0, y0, x1, y1 } = dirty
    this.canvas.getContext('2d')?.putImageData(image, 0, 0, x0, y0, x1 - x0, y1 - y0)
  }
}
