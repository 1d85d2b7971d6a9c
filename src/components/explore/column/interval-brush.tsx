import { useRef, useState, type PointerEvent } from 'react'
import type { ValueScale } from '../../../analysis/distribution/scale.ts'
import type { Geometry } from './chart.tsx'
import { clampTo } from './cell-places.ts'
import type { Interval } from './use-value-brush.ts'
import { positionOn } from './value-format.ts'

type Range = readonly [low: number, high: number]

interface IntervalBrushProps {
  readonly geometry: Geometry
  readonly view: Range
  readonly scale: ValueScale
  /** What is selected now, in values. */
  readonly interval: Interval | null
  /** Positions on the scale; with `done` when the pointer lets go. Null: nothing any more. */
  readonly onBrush: (range: Range | null, done: boolean) => void
}

/** Pixels that the pointer may move and still only click. */
const CLICK = 3

/** Drag along the horizontal axis to select values; a click lets the selection go. */
export function IntervalBrush({ geometry, view, scale, interval, onBrush }: IntervalBrushProps) {
  const { left, top, width, height, x } = geometry
  const start = useRef<number | null>(null)
  const [dragged, setDragged] = useState<Range | null>(null)
  const at = (event: PointerEvent<SVGRectElement>): number => {
    const box = event.currentTarget.getBoundingClientRect()
    return Math.max(0, Math.min(box.width, event.clientX - box.left))
  }
  const rangeTo = (pixel: number): Range => {
    const position = (px: number) => view[0] + (px / width) * (view[1] - view[0])
    const from = start.current ?? pixel
    return [position(Math.min(from, pixel)), position(Math.max(from, pixel))]
  }
  const shown = dragged ?? shownOf(interval, scale, view)
  return (
    <>
      {shown && (
        <rect
          className="column-chart__brushed"
          x={x(shown[0])}
          y={top}
          width={Math.max(1, x(shown[1]) - x(shown[0]))}
          height={height}
        />
      )}
      <rect
        className="plot-brush"
        data-brush=""
        x={left}
        y={top}
        width={width}
        height={height}
        fill="transparent"
        onPointerDown={(event) => {
          if (event.button !== 0) return
          event.preventDefault()
          event.currentTarget.setPointerCapture(event.pointerId)
          start.current = at(event)
        }}
        onPointerMove={(event) => {
          if (start.current === null) return
          const pixel = at(event)
          if (dragged === null && Math.abs(pixel - start.current) < CLICK) return
          const range = rangeTo(pixel)
          setDragged(range)
          onBrush(range, false)
        }}
        onPointerUp={(event) => {
          if (start.current === null) return
          const pixel = at(event)
          const range = dragged === null ? null : rangeTo(pixel)
          start.current = null
          setDragged(null)
          if (range !== null || interval !== null) onBrush(range, true)
        }}
        onPointerCancel={() => {
          start.current = null
          setDragged(null)
        }}
      />
    </>
  )
}

function shownOf(interval: Interval | null, scale: ValueScale, view: Range): Range | null {
  if (!interval) return null
  const low = scale === 'log' && interval.low <= 0 ? -Infinity : positionOn(scale, interval.low)
  const high = scale === 'log' && interval.high <= 0 ? -Infinity : positionOn(scale, interval.high)
  if (!(low <= view[1] && high >= view[0])) return null
  return [clampTo(view, low), clampTo(view, high)]
}
