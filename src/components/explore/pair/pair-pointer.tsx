import { useLayoutEffect, useRef } from 'react'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import type { AnswerOf } from '../../../workers/engine.api.ts'
import { rangeBetween, sharesOf, type BrushRect } from '../../plots/brush-rect.ts'
import { isFar, usePointerDrag, type Drag } from '../../plots/use-pointer-drag.ts'
import { cellLines, flaggedCellAt } from './cell-lines.ts'
import type { PairShapeProps } from './pair-cursor.tsx'
import { TipLines } from './tip-lines.tsx'

interface PairPointerProps extends PairShapeProps {
  readonly colour: ColumnSummary | null
  readonly colours: AnswerOf<'pairColours'> | null
  /** A click on a mark of flagged rows. */
  readonly onPick: (cell: number) => void
}

/** What the pointer does over the plot: says what is in a cell, and drags a rectangle that selects. */
export function PairPointer(props: PairPointerProps) {
  const { layout, view, x, y, brushed, onBrush, onPick } = props
  const tip = useRef<HTMLDivElement>(null)
  const rectOf = ({ from, to }: Drag): BrushRect => ({
    x: rangeBetween(view.x, from.x, to.x, layout.width, x.type === 'datetime'),
    y: rangeBetween(view.y, from.y, to.y, layout.height, y.type === 'datetime'),
  })
  const { over, drag, handlers } = usePointerDrag({
    isDrag: (moved) => isFar(moved, layout.width, layout.height),
    onDrag: (moved, done) => onBrush(rectOf(moved), done),
    // A click picks a flagged mark, or lets the selection go.
    onClick: (at) => {
      const cell = flaggedCellAt(at, props.data, props.counts)
      if (cell !== null) onPick(cell)
      else if (brushed) onBrush(null, true)
    },
    onCancel: () => onBrush(null, true),
  })
  const lines = over ? cellLines(over, props) : null

  useLayoutEffect(() => {
    const box = tip.current
    if (!box || !over) return
    const [across, down] = [over.x * layout.width, (1 - over.y) * layout.height]
    const left = across > layout.width / 2 ? across - box.offsetWidth - 14 : across + 14
    const top = Math.max(0, Math.min(layout.height - box.offsetHeight, down - box.offsetHeight / 2))
    box.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`
  }, [over, layout, lines])

  // What is being dragged is drawn as it is; what is selected, as the selection has it.
  const shown = drag ? rectOf(drag) : brushed
  const [x0, x1] = sharesOf(view.x, shown?.x ?? null)
  const [y0, y1] = sharesOf(view.y, shown?.y ?? null)
  return (
    <div
      className="pair-pointer"
      data-brush=""
      style={{ left: layout.left, top: layout.top, width: layout.width, height: layout.height }}
      {...handlers}
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
          <TipLines lines={lines} />
        </div>
      )}
    </div>
  )
}
