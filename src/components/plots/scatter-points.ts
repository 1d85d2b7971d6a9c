import type { PlotData } from 'plotly.js'
import type { Ranking, ScatterData } from '../../workers/engine.api.ts'
import { selectionFor } from '../../state/selected-rows.ts'
import { appStore } from '../../state/store.ts'
import type { ScatterColours } from './scatter-layout.ts'

/** Points that can be hovered and clicked: with WebGL, and without it. */
export const POINTS_WEBGL = 2000
const POINTS_SVG = 400

/** The highest ranked rows that are flagged, selected elsewhere and can be drawn. */
export function topPoints(ranking: Ranking, data: ScatterData, webgl: boolean): number[] {
  const state = appStore.getState()
  const { cut } = state
  const mask = selectionFor(state, null)
  const limit = Math.min(cut, webgl ? POINTS_WEBGL : POINTS_SVG)
  const points: number[] = []
  for (let k = 0; k < cut && points.length < limit; k++) {
    const row = ranking.order[k]!
    if (data.cell[row]! >= 0 && (mask === null || mask[row] === 1)) points.push(row)
  }
  return points
}

/** Those rows as Plotly draws them. */
export function pointsTrace(
  rows: readonly number[],
  data: ScatterData,
  webgl: boolean,
  colours: ScatterColours['css'],
): Partial<PlotData> {
  return {
    type: webgl ? 'scattergl' : 'scatter',
    mode: 'markers',
    x: rows.map((row) => data.x[row]!),
    y: rows.map((row) => data.y[row]!),
    // Plotly would want the text of every point beforehand; ours is made for the one that is pointed at.
    hoverinfo: 'none',
    marker: {
      size: 7,
      color: colours.flagged,
      opacity: 0.9,
      line: { width: 1, color: colours.surface },
    },
  }
}
