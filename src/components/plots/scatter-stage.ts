import type { Layout, PlotData, PlotlyHTMLElement } from 'plotly.js'
import type { Ranking, ScatterData } from '../../workers/engine.api.ts'
import { linkMarks } from '../../state/linked-views.ts'
import { appStore } from '../../state/store.ts'
import { densityPixels } from './density-image.ts'
import { createFlaggedRaster, type FlaggedRaster, type Rgb } from './flagged-raster.ts'
import type { Plotly } from './plotly.ts'
import {
  axisLayout,
  baseLayout,
  MARGIN,
  marginFor,
  rangeOf,
  type ScatterAxis,
  type ScatterColours,
} from './scatter-layout.ts'
import { axisOf, countIntoCells, pixelX, pixelY, placeOf, type ScatterView } from './scatter-geometry.ts'

export interface ScatterPicture {
  readonly ranking: Ranking
  readonly data: ScatterData
  readonly x: ScatterAxis
  readonly y: ScatterAxis
  /** What is said of a row under the pointer: lines of plain text. */
  readonly describe: (row: number) => readonly string[]
}

export interface ScatterEvents {
  readonly select: (row: number) => void
  readonly zoomed: (zoomed: boolean) => void
  readonly lostWebGl: () => void
}

/** Points that can be hovered and clicked: with WebGL, and without it. */
export const POINTS_WEBGL = 2000
export const POINTS_SVG = 400
/** A cut that did not move for this long has come to rest. */
const REST_MS = 220
const MARK_RADIUS = 2.5
/** Pixels by which the margin may be wider than the labels need. */
const SPARE_MARGIN = 24
const ROWS_PER_SLICE = 150_000

/**
 * The scatter plot's pictures, one above the other: the density of all rows, the flagged marks (a
 * raster that follows the cut at once), and Plotly with axes, zoom, and the flagged rows as points
 * that can be hovered, made anew whenever the cut came to rest.
 */
export class ScatterStage {
  readonly #root: HTMLElement
  readonly #plotly: typeof Plotly
  readonly #events: ScatterEvents
  readonly #density = document.createElement('canvas')
  readonly #marks = document.createElement('canvas')
  readonly #ring = document.createElement('div')
  readonly #plot = document.createElement('div')
  readonly #tip = document.createElement('div')
  /** Left of the plot area: as wide as the labels of the vertical axis need. */
  #left: number = MARGIN.l
  #graph: PlotlyHTMLElement | null = null
  #colours: ScatterColours
  #picture: ScatterPicture | null = null
  #view: ScatterView | null = null
  #image: {
    canvas: OffscreenCanvas
    xDomain: readonly [number, number]
    yDomain: readonly [number, number]
  } | null = null
  #raster: FlaggedRaster | null = null
  #unlink: (() => void) | null = null
  #points: number[] = []
  #webgl: boolean
  #rest: ReturnType<typeof setTimeout> | null = null
  #movedAt = 0
  #redraw = 0
  #selected: number | null = null
  #destroyed = false

  constructor(root: HTMLElement, plotly: typeof Plotly, colours: ScatterColours, events: ScatterEvents) {
    this.#root = root
    this.#plotly = plotly
    this.#colours = colours
    this.#events = events
    this.#webgl = hasWebGl()
    this.#density.dataset['layer'] = 'density'
    this.#marks.dataset['layer'] = 'flagged'
    this.#ring.dataset['layer'] = 'selected'
    this.#plot.dataset['layer'] = 'plotly'
    this.#tip.dataset['layer'] = 'tip'
    this.#tip.className = 'plot-tooltip'
    this.#tip.hidden = true
    root.append(this.#density, this.#marks, this.#plot, this.#ring, this.#tip)
    // The event does not bubble, but it can be caught on its way down.
    root.addEventListener('webglcontextlost', this.#onContextLost, true)
    if (!this.#webgl) events.lostWebGl()
  }

  show(picture: ScatterPicture): void {
    this.#picture = picture
    const { data } = picture
    const { width, height } = this.#size()
    this.#view = {
      x: axisOf(data.xDomain, picture.x.log),
      y: axisOf(data.yDomain, picture.y.log),
      width,
      height,
    }
    this.#image = {
      canvas: toImage(data.density, data.width, data.height, this.#colours.unflagged),
      xDomain: data.xDomain,
      yDomain: data.yDomain,
    }
    this.#points = []
    this.#events.zoomed(false)
    this.#layoutCanvases()
    this.#drawDensity()
    this.#linkMarks()
    void this.#plotNow()
  }

  resize(): void {
    if (!this.#view || !this.#picture) return
    const { width, height } = this.#size()
    if (width === this.#view.width && height === this.#view.height) return
    this.#setView({ ...this.#view, width, height })
    void this.#plotNow()
  }

  recolour(colours: ScatterColours): void {
    this.#colours = colours
    if (!this.#picture || !this.#view) return
    this.#raster?.recolour(colours.flagged)
    this.#paintMarks()
    this.#rasterise()
    void this.#plotNow()
  }

  select(row: number | null): void {
    this.#selected = row
    this.#placeRing()
  }

  resetZoom(): void {
    const { data, x, y } = this.#picture ?? {}
    if (!data || !x || !y || !this.#view) return
    this.#setView({ ...this.#view, x: axisOf(data.xDomain, x.log), y: axisOf(data.yDomain, y.log) })
    this.#events.zoomed(false)
    void this.#plotNow()
  }

  destroy(): void {
    this.#destroyed = true
    this.#unlink?.()
    if (this.#rest) clearTimeout(this.#rest)
    this.#redraw++
    this.#root.removeEventListener('webglcontextlost', this.#onContextLost, true)
    if (this.#graph) this.#plotly.purge(this.#graph)
    this.#root.replaceChildren()
  }

  #size(): { width: number; height: number } {
    const width = Math.max(40, this.#root.clientWidth - this.#left - MARGIN.r)
    const height = Math.max(40, this.#root.clientHeight - MARGIN.t - MARGIN.b)
    return { width, height }
  }

  #setView(view: ScatterView): void {
    this.#view = view
    this.#layoutCanvases()
    this.#drawDensity()
    this.#linkMarks()
    this.#placeRing()
    this.#rasterise()
  }

  #layoutCanvases(): void {
    const { width, height } = this.#view!
    const ratio = devicePixelRatio || 1
    for (const canvas of [this.#density, this.#marks]) {
      canvas.width = Math.round(width * ratio)
      canvas.height = Math.round(height * ratio)
      Object.assign(canvas.style, {
        left: `${this.#left}px`,
        top: `${MARGIN.t}px`,
        width: `${width}px`,
        height: `${height}px`,
      })
    }
  }

  /** The raster that is there, at the place it has in this view. */
  #drawDensity(): void {
    const context = this.#density.getContext('2d')
    if (!context || !this.#image || !this.#view) return
    const ratio = devicePixelRatio || 1
    const place = placeOf(this.#view, this.#image.xDomain, this.#image.yDomain)
    context.clearRect(0, 0, this.#density.width, this.#density.height)
    context.imageSmoothingEnabled = false
    const { canvas } = this.#image
    const [x, y] = [Math.round(place.x * ratio), Math.round(place.y * ratio)]
    // Never thinner than a cell: a column with one value is a line, not nothing.
    const width = Math.max(canvas.width > 1 ? 3 : 1, place.width * ratio)
    const height = Math.max(3, place.height * ratio)
    if ([x, y, width, height].every(Number.isFinite)) context.drawImage(canvas, x, y, width, height)
  }

  /** Counts the rows of what is visible anew, a slice at a time, and puts the picture in place at the end. */
  #rasterise(): void {
    const mine = ++this.#redraw
    const { data } = this.#picture!
    const view = this.#view!
    const cellSize = cellSizeFor(data.cell.length)
    const columns = Math.max(1, Math.round(view.width / cellSize))
    const lines = Math.max(1, Math.round(view.height / cellSize))
    const density = new Uint32Array(columns * lines)
    let start = 0
    const slice = () => {
      if (mine !== this.#redraw) return
      const end = Math.min(data.cell.length, start + ROWS_PER_SLICE)
      countIntoCells(data.x, data.y, data.cell, start, end, view, columns, lines, density)
      start = end
      if (start < data.cell.length) {
        setTimeout(slice)
        return
      }
      const back = (axis: ScatterView['x']): [number, number] =>
        axis.log ? [10 ** axis.low, 10 ** axis.high] : [axis.low, axis.high]
      this.#image = {
        canvas: toImage(density, columns, lines, this.#colours.unflagged),
        xDomain: back(view.x),
        yDomain: back(view.y),
      }
      this.#drawDensity()
    }
    setTimeout(slice, 60)
  }

  #linkMarks(): void {
    this.#unlink?.()
    const { ranking, data } = this.#picture!
    const view = this.#view!
    const ratio = devicePixelRatio || 1
    const raster = createFlaggedRaster(
      this.#marks.width,
      this.#marks.height,
      MARK_RADIUS * ratio,
      this.#colours.flagged,
    )
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
        this.#paintMarks()
        if (!first) this.#cutMoved()
        first = false
      },
    })
  }

  #paintMarks(): void {
    const raster = this.#raster
    const dirty = raster?.takeDirty()
    if (!raster || !dirty) return
    const image = new ImageData(raster.pixels, raster.width, raster.height)
    const { x0, y0, x1, y1 } = dirty
    this.#marks.getContext('2d')?.putImageData(image, 0, 0, x0, y0, x1 - x0, y1 - y0)
  }

  /** The points are out of date until the cut rests; the raster below them never is. */
  #cutMoved(): void {
    this.#movedAt = performance.now()
    if (this.#rest) return
    this.#plot.dataset['stale'] = ''
    this.#hover(null)
    const look = () => {
      const left = this.#movedAt + REST_MS - performance.now()
      this.#rest = left > 0 ? setTimeout(look, left) : null
      if (left <= 0) void this.#plotNow()
    }
    this.#rest = setTimeout(look, REST_MS)
  }

  async #plotNow(): Promise<void> {
    const picture = this.#picture
    const view = this.#view
    if (!picture || !view || this.#destroyed) return
    const { width, height } = view
    const layout: Partial<Layout> = {
      ...baseLayout(this.#left, width, height, this.#colours.css),
      xaxis: axisLayout(picture.x, view.x, this.#colours.css, Math.floor(width / 80), width),
      yaxis: axisLayout(picture.y, view.y, this.#colours.css, Math.floor(height / 40), height),
    }
    const config = {
      displayModeBar: false,
      displaylogo: false,
      // Plotly's own hints would lie over the export button; `Reset zoom` says the same.
      showTips: false,
      showSendToCloud: false,
      plotlyServerURL: '',
      doubleClick: false as const,
      responsive: false,
    }
    if (this.#graph) {
      await this.#plotly.react(this.#graph, [this.#trace(picture)], layout, config)
    } else {
      this.#graph = await this.#plotly.newPlot(this.#plot, [this.#trace(picture)], layout, config)
      // It may have been destroyed while the plot was made, which the types cannot know.
      // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition
      if (this.#destroyed) {
        this.#plotly.purge(this.#graph)
        return
      }
      this.#listen(this.#graph)
    }
    // Plotly found out by itself that it cannot draw with WebGL.
    if (this.#webgl && this.#plot.querySelector('.no-webgl')) {
      this.#onContextLost()
      return
    }
    if (this.#fitLabels()) return
    if (this.#rest === null) delete this.#plot.dataset['stale']
    this.#placeRing()
  }

  /** Gives the labels of the vertical axis the room they take; true when everything is drawn anew for it. */
  #fitLabels(): boolean {
    const labels = [...this.#plot.querySelectorAll<SVGGraphicsElement>('.ytick text')]
    const left = marginFor(
      Math.max(0, ...labels.map((label) => label.getBBox().width)),
      this.#root.clientWidth,
    )
    // A little too much room is kept: a plot that jumps with every zoom is worse.
    if (!this.#view || (left <= this.#left && left > this.#left - SPARE_MARGIN)) return false
    this.#left = left
    this.#setView({ ...this.#view, ...this.#size() })
    void this.#plotNow()
    return true
  }

  #trace({ ranking, data }: ScatterPicture): Partial<PlotData> {
    const { cut } = appStore.getState()
    const limit = Math.min(cut, this.#webgl ? POINTS_WEBGL : POINTS_SVG)
    const points: number[] = []
    for (let k = 0; k < cut && points.length < limit; k++) {
      const row = ranking.order[k]!
      if (data.cell[row]! >= 0) points.push(row)
    }
    this.#points = points
    return {
      type: this.#webgl ? 'scattergl' : 'scatter',
      mode: 'markers',
      x: points.map((row) => data.x[row]!),
      y: points.map((row) => data.y[row]!),
      // Plotly would want the text of every point beforehand; ours is made for the one that is pointed at.
      hoverinfo: 'none',
      marker: {
        size: 7,
        color: this.#colours.css.flagged,
        opacity: 0.9,
        line: { width: 1, color: this.#colours.css.surface },
      },
    }
  }

  #listen(graph: PlotlyHTMLElement): void {
    graph.on('plotly_click', (event) => {
      const row = this.#points[event.points[0]?.pointNumber ?? -1]
      if (row !== undefined) this.#events.select(row)
    })
    graph.on('plotly_hover', (event) => this.#hover(this.#points[event.points[0]?.pointNumber ?? -1] ?? null))
    graph.on('plotly_unhover', () => this.#hover(null))
    graph.on('plotly_doubleclick', () => this.resetZoom())
    graph.on('plotly_relayout', (event) => {
      const x = rangeOf(event, 'xaxis')
      const y = rangeOf(event, 'yaxis')
      if (!this.#view || (!x && !y)) return
      const view = {
        ...this.#view,
        x: x ? { log: this.#view.x.log, low: x[0], high: x[1] } : this.#view.x,
        y: y ? { log: this.#view.y.log, low: y[0], high: y[1] } : this.#view.y,
      }
      this.#setView(view)
      this.#events.zoomed(true)
    })
  }

  /** The row under the pointer, beside its point and inside the picture. */
  #hover(row: number | null): void {
    const picture = this.#picture
    const view = this.#view
    this.#tip.hidden = row === null || !picture || !view
    if (row === null || !picture || !view) return
    this.#tip.replaceChildren(
      ...picture
        .describe(row)
        .map((line) => Object.assign(document.createElement('span'), { textContent: line })),
    )
    const x = pixelX(view, picture.data.x[row]!)
    const y = pixelY(view, picture.data.y[row]!)
    const left = x > view.width / 2 ? x - this.#tip.offsetWidth - 12 : x + 12
    const top = Math.max(0, Math.min(view.height - this.#tip.offsetHeight, y - this.#tip.offsetHeight / 2))
    this.#tip.style.transform = `translate(${this.#left + Math.max(4 - this.#left, left)}px, ${MARGIN.t + top}px)`
  }

  #placeRing(): void {
    const row = this.#selected
    const { data } = this.#picture ?? {}
    const view = this.#view
    let shown = false
    if (row !== null && data && view && (data.cell[row] ?? -1) >= 0) {
      const x = pixelX(view, data.x[row]!)
      const y = pixelY(view, data.y[row]!)
      shown = x >= 0 && x <= view.width && y >= 0 && y <= view.height
      if (shown) this.#ring.style.transform = `translate(${this.#left + x}px, ${MARGIN.t + y}px)`
    }
    this.#ring.hidden = !shown
  }

  readonly #onContextLost = (): void => {
    if (!this.#webgl || this.#destroyed) return
    this.#webgl = false
    this.#events.lostWebGl()
    // A trace cannot change its renderer in place.
    if (this.#graph) this.#plotly.purge(this.#graph)
    this.#graph = null
    void this.#plotNow()
  }
}

/** Small files get cells that can be seen one by one. */
export function cellSizeFor(rows: number): number {
  return rows <= 20_000 ? 3 : 2
}

function toImage(density: Uint32Array, width: number, height: number, colour: Rgb): OffscreenCanvas {
  const canvas = new OffscreenCanvas(Math.max(1, width), Math.max(1, height))
  if (width > 0 && height > 0) {
    canvas.getContext('2d')?.putImageData(new ImageData(densityPixels(density, colour), width, height), 0, 0)
  }
  return canvas
}

function hasWebGl(): boolean {
  return document.createElement('canvas').getContext('webgl') !== null
}
