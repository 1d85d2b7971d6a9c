import { useState, type PointerEvent } from 'react'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import type { AxisView } from '../../plots/scatter-geometry.ts'
import { rangeBetween, sharesOf, type BrushRect } from '../../plots/brush-rect.ts'

interface MatrixPanelProps {
  readonly x: ColumnSummary
  readonly y: ColumnSummary
  readonly viewX: AxisView
  readonly viewY: AxisView
  readonly box: {
    readonly left: number
    readonly top: number
    readonly width: number
    readonly height: number
  }
  readonly hot: boolean
  readonly brushed: BrushRect | null
  readonly onHot: (hot: boolean) => void
  readonly onBrush: (rect: BrushRect | null, done: boolean) => void
  readonly onOpen: () => void
}

interface Point {
  readonly x: number
  readonly y: number
}

const DRAG_PIXELS = 4

/** One small plot under the pointer: a drag selects, a click opens the pair. The r above the diagonal does the same for the keyboard. */
export function MatrixPanel(props: MatrixPanelProps) {
  const { x, y, viewX, viewY, box, hot, brushed, onHot, onBrush, onOpen } = props
  const [drag, setDrag] = useState<{ readonly from: Point; readonly to: Point } | null>(null)
  const pointOf = (event: PointerEvent<HTMLDivElement>): Point => {
    const { left, bottom, width, height } = event.currentTarget.getBoundingClientRect()
    const share = (n: number) => Math.max(0, Math.min(1, n))
    return { x: share((event.clientX - left) / width), y: share((bottom - event.clientY) / height) }
  }
  const moved = (from: Point, to: Point) =>
    Math.abs(from.x - to.x) * box.width > DRAG_PIXELS || Math.abs(from.y - to.y) * box.height > DRAG_PIXELS
  const rectOf = (from: Point, to: Point): BrushRect => ({
    x: rangeBetween(viewX, from.x, to.x, box.width, x.type === 'datetime'),
    y: rangeBetween(viewY, from.y, to.y, box.height, y.type === 'datetime'),
  })
  const shown = drag && moved(drag.from, drag.to) ? rectOf(drag.from, drag.to) : brushed
  const [x0, x1] = sharesOf(viewX, shown?.x ?? null)
  const [y0, y1] = sharesOf(viewY, shown?.y ?? null)
  return (
    <div
      className="matrix-panel"
      aria-hidden="true"
      data-brush=""
      data-hot={hot || undefined}
      title={`${y.name} by ${x.name}: click to open, drag to select`}
      style={box}
      onPointerEnter={() => onHot(true)}
      onPointerLeave={() => onHot(false)}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.preventDefault()
        event.currentTarget.setPointerCapture(event.pointerId)
        const from = pointOf(event)
        setDrag({ from, to: from })
      }}
      onPointerMove={(event) => {
        if (!drag) return
        const to = pointOf(event)
        setDrag({ from: drag.from, to })
        if (moved(drag.from, to)) onBrush(rectOf(drag.from, to), false)
      }}
      onPointerUp={(event) => {
        if (!drag) return
        const to = pointOf(event)
        setDrag(null)
        if (moved(drag.from, to)) onBrush(rectOf(drag.from, to), true)
        else onOpen()
      }}
      onPointerCancel={() => setDrag(null)}
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
    </div>
  )
}
