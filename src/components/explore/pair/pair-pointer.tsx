import { useLayoutEffect, useRef, useState, type PointerEvent } from 'react'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import type { LinkedCounts } from '../../../state/linked-views.ts'
import type { AnswerOf } from '../../../workers/engine.api.ts'
import type { AxisView } from '../../plots/scatter-geometry.ts'
import { rangeBetween, sharesOf, type BrushRect } from '../../plots/brush-rect.ts'
import { cellLines, flaggedCellAt } from './cell-lines.ts'
import type { NumbersLayout } from './numbers-layout.ts'

interface PairPointerProps {
  readonly data: AnswerOf<'pairRaster'>
  readonly counts: LinkedCounts
  readonly layout: NumbersLayout
  readonly view: { readonly x: AxisView; readonly y: AxisView }
  readonly x: ColumnSummary
  readonly y: ColumnSummary
  readonly colour: ColumnSummary | null
  readonly colours: AnswerOf<'pairColours'> | null
  readonly brushed: BrushRect | null
  readonly onBrush: (rect: BrushRect | null, done: boolean) => void
  /** A click on a mark of flagged rows. */
  readonly onPick: (cell: number) => void
}

/** Shares of the plot area from the left and from the bottom. */
interface Point {
  readonly x: number
  readonly y: number
}

/** A press that moved less than this is a click: it picks a flagged mark, or lets the selection go. */
const DRAG_PIXELS = 4

/** What the pointer does over the plot: says what is in a cell, and drags a rectangle that selects. */
export function PairPointer(props: PairPointerProps) {
  const { layout, view, x, y, brushed, onBrush, onPick } = props
  const [over, setOver] = useState<Point | null>(null)
  const [drag, setDrag] = useState<{ readonly from: Point; readonly to: Point } | null>(null)
  const tip = useRef<HTMLDivElement>(null)

  const pointOf = (event: PointerEvent<HTMLDivElement>): Point => {
    const { left, bottom, width, height } = event.currentTarget.getBoundingClientRect()
    const share = (n: number) => Math.max(0, Math.min(1, n))
    return { x: share((event.clientX - left) / width), y: share((bottom - event.clientY) / height) }
  }
  const moved = ({ from, to }: { from: Point; to: Point }) =>
    Math.abs(from.x - to.x) * layout.width > DRAG_PIXELS ||
    Math.abs(from.y - to.y) * layout.height > DRAG_PIXELS
  const rectOf = (from: Point, to: Point): BrushRect => ({
    x: rangeBetween(view.x, from.x, to.x, layout.width, x.type === 'datetime'),
    y: rangeBetween(view.y, from.y, to.y, layout.height, y.type === 'datetime'),
  })
  const lines = over && !drag ? cellLines(over, props) : null

  useLayoutEffect(() => {
    const box = tip.current
    if (!box || !over) return
    const [across, down] = [over.x * layout.width, (1 - over.y) * layout.height]
    const left = across > layout.width / 2 ? across - box.offsetWidth - 14 : across + 14
    const top = Math.max(0, Math.min(layout.height - box.offsetHeight, down - box.offsetHeight / 2))
    box.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`
  }, [over, layout, lines])

  // What is being dragged is drawn as it is; what is selected, as the selection has it.
  const shown = drag && moved(drag) ? rectOf(drag.from, drag.to) : brushed
  const [x0, x1] = sharesOf(view.x, shown?.x ?? null)
  const [y0, y1] = sharesOf(view.y, shown?.y ?? null)
  return (
    <div
      className="pair-pointer"
      data-brush=""
      style={{ left: layout.left, top: layout.top, width: layout.width, height: layout.height }}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.preventDefault()
        event.currentTarget.setPointerCapture(event.pointerId)
        const from = pointOf(event)
        setDrag({ from, to: from })
      }}
      onPointerMove={(event) => {
        const to = pointOf(event)
        setOver(to)
        if (!drag) return
        const next = { from: drag.from, to }
        setDrag(next)
        if (moved(next)) onBrush(rectOf(next.from, to), false)
      }}
      onPointerUp={(event) => {
        if (!drag) return
        const to = pointOf(event)
        setDrag(null)
        if (moved({ from: drag.from, to })) onBrush(rectOf(drag.from, to), true)
        else {
          const cell = flaggedCellAt(to, props.data, props.counts)
          if (cell !== null) onPick(cell)
          else if (brushed) onBrush(null, true)
        }
      }}
      onPointerCancel={() => {
        setDrag(null)
        onBrush(null, true)
      }}
      onPointerLeave={() => setOver(null)}
    >
      {shown && (
        <div
          className="pair-brush"
          style={{
            left: `${x0 * 100}%`,
            width: `${(x1 - x0) * 100}%`,
            bottom: `${y0 * 100}%`,
            height: `${(y1 - y0) * 100}%`,
          }}
        />
      )}
      {lines && (
        <div ref={tip} className="plot-tooltip pair-tip">
          {lines.map((line) => (
            <span key={line.text} className={line.flagged ? 'plot-flagged-number' : undefined}>
              {line.text}
            </span>
          ))}
        </div>
      )}
    </div>
  )
}
