import type { Layout, PlotlyHTMLElement } from 'plotly.js'
import type { Ranking, ScatterData } from '../../workers/engine.api.ts'
import type { Plotly } from './plotly.ts'
import { DensityLayer, placeCanvas } from './scatter-density.ts'
import { axisOf, pixelX, pixelY, type ScatterView } from './scatter-geometry.ts'
import {
  axisLayout,
  baseLayout,
  MARGIN,
  marginFor,
  rangeOf,
  type ScatterAxis,
  type ScatterColours,
} from './scatter-layout.ts'
import { MarksLayer } from './scatter-marks.ts'
import { pointsTrace, topPoints } from './scatter-points.ts'
import { RowTip } from './scatter-tip.ts'

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

/** A cut that did not move for this long has come to rest. */
const REST_MS = 220
/** Pixels by which the margin may be wider than the labels need. */
const SPARE_MARGIN = 24

/**
 * The scatter plot's pictures, one above the other: the density of all rows, the flagged marks (a
 * raster that follows the cut at once), and Plotly with axes, zoom, and the flagged rows as points
 * that can be hovered, made anew whenever the cut came to rest.
 */
export class ScatterStage {
  readonly #root: HTMLElement
  readonly #plotly: typeof Plotly
  readonly #events: ScatterEvents
  readonly #density = new DensityLayer()
  readonly #marks = new MarksLayer()
  readonly #ring = document.createElement('div')
  readonly #cursor = document.createElement('div')
  readonly #plot = document.createElement('div')
  readonly #tip = new RowTip()
  /** Left of the plot area: as wide as the labels of the vertical axis need. */
  #left: number = MARGIN.l
  #graph: PlotlyHTMLElement | null = null
  #colours: ScatterColours
  #picture: ScatterPicture | null = null
  #view: ScatterView | null = null
  #points: number[] = []
  #webgl: boolean
  #rest: ReturnType<typeof setTimeout> | null = null
  #movedAt = 0
  #selected: number | null = null
  #looked: number | null = null
  #destroyed = false

  constructor(root: HTMLElement, plotly: typeof Plotly, colours: ScatterColours, events: ScatterEvents) {
    this.#root = root
    this.#plotly = plotly
    this.#colours = colours
    this.#events = events
    this.#webgl = hasWebGl()
    this.#ring.dataset['layer'] = 'selected'
    this.#cursor.dataset['layer'] = 'cursor'
    this.#cursor.hidden = true
    this.#plot.dataset['layer'] = 'plotly'
    root.append(
      this.#density.canvas,
      this.#marks.canvas,
      this.#plot,
      this.#ring,
      this.#cursor,
      this.#tip.element,
    )
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
    this.#density.show(data, this.#colours.unflagged)
    this.#points = []
    this.#events.zoomed(false)
    this.#draw(picture, this.#view)
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
    this.#marks.recolour(colours.flagged)
    this.#density.countAnew(this.#picture.data, this.#view, colours.unflagged)
    void this.#plotNow()
  }

  select(row: number | null): void {
    this.#selected = row
    this.#placeRing()
  }

  /** Points at a row for the keyboard, as the pointer does; null: at none. */
  look(row: number | null): void {
    this.#looked = row
    this.#hover(row)
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
    this.#marks.stop()
    this.#density.stop()
    if (this.#rest) clearTimeout(this.#rest)
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
    if (!this.#picture) return
    this.#draw(this.#picture, view)
    this.#placeRing()
    this.#density.countAnew(this.#picture.data, view, this.#colours.unflagged)
  }

  /** Both canvases, with what is there already. */
  #draw({ ranking, data }: ScatterPicture, view: ScatterView): void {
    placeCanvas(this.#density.canvas, this.#left, view)
    placeCanvas(this.#marks.canvas, this.#left, view)
    this.#density.draw(view)
    this.#marks.link(ranking, data, view, this.#colours.flagged, () => this.#cutMoved())
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

  #trace({ ranking, data }: ScatterPicture): ReturnType<typeof pointsTrace> {
    this.#points = topPoints(ranking, data, this.#webgl)
    return pointsTrace(this.#points, data, this.#webgl, this.#colours.css)
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

  #hover(row: number | null): void {
    const picture = this.#picture
    const view = this.#view
    if (row === null || !picture || !view) {
      this.#tip.hide()
      return
    }
    const x = pixelX(view, picture.data.x[row]!)
    const y = pixelY(view, picture.data.y[row]!)
    this.#tip.show(picture.describe(row), x, y, view, this.#left)
  }

  #placeRing(): void {
    this.#placeOn(this.#ring, this.#selected)
    this.#placeOn(this.#cursor, this.#looked)
  }

  #placeOn(ring: HTMLElement, row: number | null): void {
    const { data } = this.#picture ?? {}
    const view = this.#view
    let shown = false
    if (row !== null && data && view && (data.cell[row] ?? -1) >= 0) {
      const x = pixelX(view, data.x[row]!)
      const y = pixelY(view, data.y[row]!)
      shown = x >= 0 && x <= view.width && y >= 0 && y <= view.height
      if (shown) ring.style.transform = `translate(${this.#left + x}px, ${MARGIN.t + y}px)`
    }
    ring.hidden = !shown
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

function hasWebGl(): boolean {
  return document.createElement('canvas').getContext('webgl') !== null
}
