import type { ChiSquaredPlot } from '../../../analysis/outliers/chi-squared-plot.ts'

/** Where the points of a quantile plot lie on its axes: their values, or log10 of them. */
export interface QuantileView {
  /** Ends of the axes in data units, as the chart has them: log10 on log scales. */
  readonly x: readonly [low: number, high: number]
  readonly y: readonly [low: number, high: number]
  /** (points,) */
  readonly across: Float64Array
  readonly up: Float64Array
  readonly limit: number
  /** Both ends of the line on which normal rows lie. */
  readonly diagonal: readonly [low: number, high: number]
}

/** Squared distances this far below the limit are drawn at the bottom of a log scale. */
const DEPTH = 1e-3

/** @param limit squared */
export function quantileView(
  { theoretical, squares }: ChiSquaredPlot,
  limit: number,
  log: boolean,
): QuantileView {
  const place = (value: number) => (log ? Math.log10(Math.max(value, limit * DEPTH)) : value)
  const across = theoretical.map(place)
  const up = squares.map(place)
  const at = place(limit)
  const x = ends(across, at, log)
  const y = ends(up, at, log)
  return { x, y, across, up, limit: at, diagonal: [Math.max(x[0], y[0]), Math.min(x[1], y[1])] }
}

/** A little more than the points and the limit need; from 0 on an even scale. */
function ends(places: Float64Array, limit: number, log: boolean): readonly [number, number] {
  const high = Math.max(limit, places.at(-1) ?? limit)
  const low = log ? Math.min(limit, places[0] ?? limit) : 0
  const room = (high - low || 1) * 0.04
  return [log ? low - room : 0, high + room]
}
