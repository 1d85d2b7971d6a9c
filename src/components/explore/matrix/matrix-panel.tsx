import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import type { AxisView } from '../../plots/scatter-geometry.ts'
import type { Box } from '../../plots/box-cursor.tsx'
import { rangeBetween, sharesOf, type BrushRect } from '../../plots/brush-rect.ts'
import { isFar, usePointerDrag, type Drag } from '../../plots/use-pointer-drag.ts'

interface MatrixPanelProps {
  readonly x: ColumnSummary
  readonly y: ColumnSummary
  readonly viewX: AxisView
  readonly viewY: AxisView
  readonly box: Box
  readonly hot: boolean
  readonly brushed: BrushRect | null
  readonly onHot: (hot: boolean) => void
  readonly onBrush: (rect: BrushRect | null, done: boolean) => void
  readonly onOpen: () => void
}

/** One small plot under the pointer: a drag selects, a click opens the pair. The r above the diagonal does the same for the keyboard. */
export function MatrixPanel(props: MatrixPanelProps) {
  const { x, y, viewX, viewY, box, hot, brushed, onHot, onBrush, onOpen } = props
  const rectOf = ({ from, to }: Drag): BrushRect => ({
    x: rangeBetween(viewX, from.x, to.x, box.width, x.type === 'datetime'),
    y: rangeBetween(viewY, from.y, to.y, box.height, y.type === 'datetime'),
  })
  const { drag, handlers } = usePointerDrag({
    isDrag: (moved) => isFar(moved, box.width, box.height),
    onDrag: (moved, done) => onBrush(rectOf(moved), done),
    onClick: onOpen,
  })
  const shown = drag ? rectOf(drag) : brushed
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
      {...handlers}
      onPointerEnter={() => onHot(true)}
      onPointerLeave={() => onHot(false)}
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
