import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import type { LinkedCounts } from '../../../state/linked-views.ts'
import { formatCount, formatPercent, formatRows, valueText } from '../../plots/format.ts'
import type { AxisView } from '../../plots/scatter-geometry.ts'

/** Parts per axis that the cursor of the keyboard goes over, row-major from the lowest values. */
export const CURSOR_PARTS = 12

interface Raster {
  readonly width: number
  readonly height: number
}

/**
 * Rows in a part of a raster. O(cells of the part).
 *
 * @param counts (width × height or more) rows per cell, row-major from the highest values
 */
export function rowsInPart(counts: ArrayLike<number>, { width, height }: Raster, part: number): number {
  const [column, up] = [part % CURSOR_PARTS, Math.floor(part / CURSOR_PARTS)]
  const edge = (p: number, cells: number) => Math.round((p * cells) / CURSOR_PARTS)
  let sum = 0
  for (let line = height - edge(up + 1, height); line < height - edge(up, height); line++)
    for (let x = edge(column, width); x < edge(column + 1, width); x++) sum += counts[line * width + x]!
  return sum
}

interface PartContext {
  readonly data: Raster & { readonly counts: ArrayLike<number> }
  readonly counts: Pick<LinkedCounts, 'flagged' | 'selected'>
  readonly view: { readonly x: AxisView; readonly y: AxisView }
  readonly x: ColumnSummary
  readonly y: ColumnSummary
}

/** What is read out of a part: where it is, and how many rows of which kind are in it. */
export function partText(part: number, { data, counts, view, x, y }: PartContext): string {
  const rows = rowsInPart(data.counts, data, part)
  const flagged = rowsInPart(counts.flagged(), data, part)
  const selected = counts.selected()
  return [
    `${x.name} ${rangeText(view.x, part % CURSOR_PARTS, x)}`,
    `${y.name} ${rangeText(view.y, Math.floor(part / CURSOR_PARTS), y)}`,
    ...(rows === 0
      ? ['no rows']
      : [
          formatRows(rows),
          ...(selected ? [`${formatCount(rowsInPart(selected, data, part))} selected`] : []),
          `${formatCount(flagged)} flagged${flagged > 0 ? ` (${formatPercent(flagged / rows)})` : ''}`,
        ]),
  ].join(', ')
}

function rangeText(view: AxisView, step: number, column: ColumnSummary): string {
  const at = (share: number) => {
    const place = view.low + share * (view.high - view.low)
    return valueText(column, view.log ? 10 ** place : place)
  }
  return `${at(step / CURSOR_PARTS)} to ${at((step + 1) / CURSOR_PARTS)}`
}
