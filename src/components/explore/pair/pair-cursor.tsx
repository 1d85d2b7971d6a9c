import { useRef } from 'react'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import type { LinkedCounts } from '../../../state/linked-views.ts'
import type { AnswerOf } from '../../../workers/engine.api.ts'
import { BoxCursor } from '../../plots/box-cursor.tsx'
import { rangeBetween, type BrushRect } from '../../plots/brush-rect.ts'
import type { AxisView } from '../../plots/scatter-geometry.ts'
import { useLinkedRender } from '../../plots/use-linked-text.ts'
import { usePlotCursor } from '../../plots/use-plot-cursor.ts'
import type { NumbersLayout } from './numbers-layout.ts'
import { CURSOR_PARTS, partText, rowsInPart } from './pair-parts.ts'

/** A plot of two numbers and what is selected in it. */
export interface PairShapeProps {
  readonly data: AnswerOf<'pairRaster'>
  readonly counts: LinkedCounts
  readonly layout: NumbersLayout
  readonly view: { readonly x: AxisView; readonly y: AxisView }
  readonly x: ColumnSummary
  readonly y: ColumnSummary
  readonly brushed: BrushRect | null
  readonly onBrush: (rect: BrushRect | null, done: boolean) => void
}

/** Goes over the plot part by part; Enter selects what is in a part, or in all parts that Shift took along. */
export function PairCursor({ data, counts, layout, view, x, y, brushed, onBrush }: PairShapeProps) {
  const picked = useRef('')
  const cursor = usePlotCursor({
    count: CURSOR_PARTS * CURSOR_PARTS,
    grid: { columns: CURSOR_PARTS, firstLine: 'bottom' },
    describe: (part) => partText(part, { data, counts, view, x, y }),
    isNotable: (part) => rowsInPart(counts.flagged(), data, part) > 0,
    onPick: (from, to) => {
      // The same again lets go.
      const again = brushed !== null && picked.current === `${from} ${to}`
      picked.current = `${from} ${to}`
      onBrush(again ? null : rectOf(from, to), true)
    },
  })
  useLinkedRender(counts, cursor.at !== null)
  const rectOf = (a: number, b: number): BrushRect => {
    const [i, j] = [a % CURSOR_PARTS, b % CURSOR_PARTS]
    const [k, l] = [Math.floor(a / CURSOR_PARTS), Math.floor(b / CURSOR_PARTS)]
    const range = (axis: AxisView, p: number, q: number, pixels: number, column: ColumnSummary) =>
      rangeBetween(
        axis,
        Math.min(p, q) / CURSOR_PARTS,
        (Math.max(p, q) + 1) / CURSOR_PARTS,
        pixels,
        column.type === 'datetime',
      )
    return { x: range(view.x, i, j, layout.width, x), y: range(view.y, k, l, layout.height, y) }
  }
  const [width, height] = [layout.width / CURSOR_PARTS, layout.height / CURSOR_PARTS]
  return (
    <BoxCursor
      cursor={cursor}
      over="parts"
      enter="selects their rows"
      boxOf={(part) => ({
        left: layout.left + (part % CURSOR_PARTS) * width,
        top: layout.top + layout.height - (Math.floor(part / CURSOR_PARTS) + 1) * height,
        width,
        height,
      })}
    />
  )
}
