import type { ColumnSummary } from '../../analysis/table/read-summary.ts'
import type { LinkedCounts } from '../../state/linked-views.ts'
import type { ScatterData } from '../../workers/engine.api.ts'
import { PARTS, partEdges } from './coarse-grid.ts'
import { formatCount, formatNumber, formatRows, formatTime } from './format.ts'
import { POINTS_WEBGL } from './scatter-points.ts'

/** A picture's data with the columns and axes that it was asked with. */
export interface ShownScatter {
  readonly data: ScatterData
  readonly x: ColumnSummary
  readonly y: ColumnSummary
  readonly logX: boolean
  readonly logY: boolean
}

/** A value as the axis has it. */
export function say(value: number, column: ColumnSummary, labels: readonly string[] | null): string {
  if (labels) return labels[value] ?? ''
  return column.type === 'datetime' ? formatTime(value) : formatNumber(value)
}

export function summarise(what: string, rows: number, counts: LinkedCounts): string {
  const flagged = counts.flagged()
  let all = 0
  for (const n of flagged) all += n
  const undrawn = flagged[PARTS * PARTS] ?? 0
  const drawn =
    undrawn > 0 ? `, ${formatCount(undrawn)} of them cannot be drawn (missing or not positive)` : ''
  const reach = all - undrawn > POINTS_WEBGL ? `; point at the top ${formatCount(POINTS_WEBGL)}` : ''
  return `${what}, ${formatRows(rows)}; ${formatCount(all)} flagged${drawn}${reach}`
}

export function partLabels(shown: ShownScatter): readonly string[] {
  const { data, x, y } = shown
  const xs = partEdges(data.xDomain, shown.logX)
  const ys = partEdges(data.yDomain, shown.logY)
  const part = (
    edges: readonly number[],
    i: number,
    column: ColumnSummary,
    names: readonly string[] | null,
  ) =>
    names
      ? names
          .filter((_, code) => code >= edges[i]! && (code < edges[i + 1]! || i === PARTS - 1))
          .join(', ') || '–'
      : `${say(edges[i]!, column, null)} to ${say(edges[i + 1]!, column, null)}`
  const labels: string[] = []
  for (let j = 0; j < PARTS; j++) {
    for (let i = 0; i < PARTS; i++)
      labels.push(`${part(xs, i, x, data.xLabels)}; ${part(ys, j, y, data.yLabels)}`)
  }
  return [...labels, 'Cannot be drawn (missing or not positive)']
}
