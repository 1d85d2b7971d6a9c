import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import type { LinkedCounts } from '../../../state/linked-views.ts'
import type { AnswerOf } from '../../../workers/engine.api.ts'
import { formatCount, formatPercent, formatRows, valueText } from '../../plots/format.ts'
import type { AxisView } from '../../plots/scatter-geometry.ts'
import { levelText } from './pair-text.ts'

interface CellContext {
  readonly data: AnswerOf<'pairRaster'>
  readonly counts: LinkedCounts
  readonly view: { readonly x: AxisView; readonly y: AxisView }
  readonly x: ColumnSummary
  readonly y: ColumnSummary
  readonly colour: ColumnSummary | null
  readonly colours: AnswerOf<'pairColours'> | null
}

export interface TipLine {
  readonly text: string
  readonly flagged: boolean
}

/** Cells around the pointer that are looked at: single points are hard to hit. */
const REACH = 2

/**
 * What is said of the cell under the pointer, or of the nearest one with rows; null where there is none.
 *
 * @param at shares of the plot area from the left and from the bottom
 */
export function cellLines(
  at: { readonly x: number; readonly y: number },
  context: CellContext,
): readonly TipLine[] | null {
  const { data, counts, view, x, y, colour, colours } = context
  const found = nearestCell(at, data, counts)
  if (found === null) return null
  const { column, line } = found
  const cell = line * data.width + column
  const flagged = counts.flagged()[cell] ?? 0
  const selected = counts.selected()?.[cell]
  const plain = (text: string): TipLine => ({ text, flagged: false })
  const lines = [
    plain(`${x.name}: ${stepText(view.x, column, data.width, x)}`),
    plain(`${y.name}: ${stepText(view.y, data.height - 1 - line, data.height, y)}`),
    plain(formatRows(data.counts[cell]!)),
  ]
  if (selected !== undefined) lines.push(plain(`${formatCount(selected)} selected`))
  if (flagged > 0) lines.push({ text: `${formatCount(flagged)} flagged`, flagged: true })
  if (colour && colours?.kind === 'levels') {
    const level = colours.levels[colours.level[cell]!]
    if (level)
      lines.push(
        plain(`${colour.name}: ${levelText(colour, level)} (${formatPercent(colours.share[cell]!)} here)`),
      )
  }
  if (colour && colours?.kind === 'mean' && !Number.isNaN(colours.mean[cell]!))
    lines.push(plain(`Mean ${colour.name}: ${valueText(colour, colours.mean[cell]!)}`))
  return lines
}

/** The cell with flagged rows at the pointer, or near it; null where there is none. */
export function flaggedCellAt(
  at: { readonly x: number; readonly y: number },
  data: AnswerOf<'pairRaster'>,
  counts: LinkedCounts,
): number | null {
  const found = nearestCell(at, data, counts)
  const cell = found ? found.line * data.width + found.column : -1
  return (counts.flagged()[cell] ?? 0) > 0 ? cell : null
}

/** Flagged cells first, then the nearest with rows. */
function nearestCell(
  at: { readonly x: number; readonly y: number },
  { width, height, counts: rows }: AnswerOf<'pairRaster'>,
  counts: LinkedCounts,
): { column: number; line: number } | null {
  const flagged = counts.flagged()
  const c0 = Math.min(width - 1, Math.floor(at.x * width))
  const l0 = Math.min(height - 1, Math.floor((1 - at.y) * height))
  let best: { column: number; line: number } | null = null
  let least = Infinity
  for (let line = Math.max(0, l0 - REACH); line <= Math.min(height - 1, l0 + REACH); line++) {
    for (let column = Math.max(0, c0 - REACH); column <= Math.min(width - 1, c0 + REACH); column++) {
      const cell = line * width + column
      if (rows[cell] === 0) continue
      const away = (line - l0) * (line - l0) + (column - c0) * (column - c0) - (flagged[cell]! > 0 ? 100 : 0)
      if (away < least) {
        least = away
        best = { column, line }
      }
    }
  }
  return best
}

/** The values of one cell of an axis. */
function stepText(view: AxisView, cell: number, cells: number, column: ColumnSummary): string {
  const at = (share: number) => {
    const place = view.low + share * (view.high - view.low)
    return valueText(column, view.log ? 10 ** place : place)
  }
  return `${at(cell / cells)} – ${at((cell + 1) / cells)}`
}
