import { useRef, useState, type PointerEvent } from 'react'
import { usePlotArea, ZIndexLayer } from 'recharts'
import type { BinRange } from './bin-selection.ts'

interface BarBrushProps {
  readonly bins: number
  /** What is selected in this plot now. */
  readonly brushed: BinRange | null
  /** Told while the pointer drags, and with `done` when it lets go. Null: nothing any more. */
  readonly onBrush: (range: BinRange | null, done: boolean) => void
}

/**
 * Drag over bars to select them; click one to select it alone, and again to let it go. The table of the
 * plot offers the same to the keyboard.
 */
export function BarBrush({ bins, brushed, onBrush }: BarBrushProps) {
  const box = usePlotArea()
  const start = useRef<number | null>(null)
  const sent = useRef('')
  const [dragged, setDragged] = useState<BinRange | null>(null)
  if (!box) return null

  const binAt = (event: PointerEvent<SVGRectElement>): number => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    const at = Math.floor(((event.clientX - left) / Math.max(1, width)) * bins)
    return Math.max(0, Math.min(bins - 1, at))
  }
  const rangeTo = (bin: number): BinRange => ({
    from: Math.min(start.current ?? bin, bin),
    to: Math.max(start.current ?? bin, bin),
  })
  const shown = dragged ?? brushed
  const slot = box.width / bins
  return (
    <>
      {shown && (
        <ZIndexLayer zIndex={90}>
          <rect
            x={box.x + shown.from * slot}
            y={box.y}
            width={(shown.to - shown.from + 1) * slot}
            height={box.height}
            fill="var(--focus)"
            fillOpacity={0.12}
            stroke="var(--focus)"
            strokeOpacity={0.6}
            pointerEvents="none"
          />
        </ZIndexLayer>
      )}
      <ZIndexLayer zIndex={360}>
        <rect
          className="plot-brush"
          data-brush=""
          x={box.x}
          y={box.y}
          width={box.width}
          height={box.height}
          fill="transparent"
          onPointerDown={(event) => {
            if (event.button !== 0) return
            event.preventDefault()
            event.currentTarget.setPointerCapture(event.pointerId)
            start.current = binAt(event)
            sent.current = ''
            setDragged(rangeTo(start.current))
          }}
          onPointerMove={(event) => {
            if (start.current === null) return
            const range = rangeTo(binAt(event))
            const key = `${range.from} ${range.to}`
            if (key === sent.current || (sent.current === '' && range.from === range.to)) return
            sent.current = key
            setDragged(range)
            onBrush(range, false)
          }}
          onPointerUp={(event) => {
            if (start.current === null) return
            const range = rangeTo(binAt(event))
            const clicked = sent.current === ''
            const again = clicked && brushed?.from === range.from && brushed.to === range.to
            start.current = null
            setDragged(null)
            onBrush(again ? null : range, true)
          }}
          onPointerCancel={() => {
            start.current = null
            setDragged(null)
          }}
        />
      </ZIndexLayer>
    </>
  )
}
