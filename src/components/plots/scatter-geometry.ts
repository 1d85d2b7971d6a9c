/** One axis as it is on the screen: a range in axis units (log10 of the value on a log axis). */
export interface AxisView {
  readonly log: boolean
  readonly low: number
  readonly high: number
}

/** What the picture shows: both axes and its size in pixels. */
export interface ScatterView {
  readonly x: AxisView
  readonly y: AxisView
  readonly width: number
  readonly height: number
}

export function toAxis(value: number, log: boolean): number {
  return log ? Math.log10(value) : value
}

/** The range of a domain in axis units, with some room so that no point sits on the frame. */
export function axisOf(domain: readonly [number, number], log: boolean, room = 0.03): AxisView {
  let low = toAxis(domain[0], log)
  let high = toAxis(domain[1], log)
  if (!Number.isFinite(low) || !Number.isFinite(high)) return { log, low: 0, high: 1 }
  if (high <= low) {
    const half = log ? 0.5 : Math.abs(low) * 0.05 || 0.5
    low -= half
    high += half
  }
  const pad = (high - low) * room
  return { log, low: low - pad, high: high + pad }
}

/** Pixel from the left edge; NaN for what has no place. */
export function pixelX(view: ScatterView, value: number): number {
  return ((toAxis(value, view.x.log) - view.x.low) / (view.x.high - view.x.low)) * view.width
}

/** Pixel from the top edge; NaN for what has no place. */
export function pixelY(view: ScatterView, value: number): number {
  return (1 - (toAxis(value, view.y.log) - view.y.low) / (view.y.high - view.y.low)) * view.height
}

/** The pixels that a domain covers in a view: where a raster of that domain is drawn. */
export function placeOf(
  view: ScatterView,
  xDomain: readonly [number, number],
  yDomain: readonly [number, number],
): { readonly x: number; readonly y: number; readonly width: number; readonly height: number } {
  const [left, right] = [pixelX(view, xDomain[0]), pixelX(view, xDomain[1])]
  const [top, bottom] = [pixelY(view, yDomain[1]), pixelY(view, yDomain[0])]
  return { x: left, y: top, width: right - left, height: bottom - top }
}

/** Adds rows [start, end) to a raster of the view: width × height cells, row-major from the top left. */
export function countIntoCells(
  x: Float64Array,
  y: Float64Array,
  cell: Int32Array,
  start: number,
  end: number,
  view: ScatterView,
  columns: number,
  lines: number,
  into: Uint32Array,
): void {
  const scaleX = columns / (view.x.high - view.x.low)
  const scaleY = lines / (view.y.high - view.y.low)
  for (let r = start; r < end; r++) {
    if (cell[r]! < 0) continue
    const ax = view.x.log ? Math.log10(x[r]!) : x[r]!
    const ay = view.y.log ? Math.log10(y[r]!) : y[r]!
    const cx = Math.floor((ax - view.x.low) * scaleX)
    const cy = lines - 1 - Math.floor((ay - view.y.low) * scaleY)
    if (cx >= 0 && cx < columns && cy >= 0 && cy < lines) into[cy * columns + cx]!++
  }
}
