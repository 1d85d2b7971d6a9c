import { useLayoutEffect, useRef } from 'react'
import type { Cell, HeatmapGeometry } from './heatmap-geometry.ts'

interface HeatmapTipProps {
  readonly geometry: HeatmapGeometry
  readonly cell: Cell
  readonly room: { readonly width: number; readonly height: number } | null
  readonly lines: readonly string[]
}

const AWAY = 8

/** A frame around a cell, and beside it what there is to say of it. */
export function HeatmapTip({ geometry, cell, room, lines }: HeatmapTipProps) {
  const tip = useRef<HTMLDivElement>(null)
  const { left, top, cellWidth, cellHeight } = geometry
  const x = left + cell.column * cellWidth
  const y = top + cell.row * cellHeight

  useLayoutEffect(() => {
    const element = tip.current
    if (!element || !room) return
    const { offsetWidth: width, offsetHeight: height } = element
    const right = x + cellWidth + AWAY
    const fits = right + width <= room.width
    const at = fits ? right : Math.max(0, x - AWAY - width)
    const middle = Math.min(Math.max(0, y + cellHeight / 2 - height / 2), Math.max(0, room.height - height))
    element.style.transform = `translate(${at}px, ${middle}px)`
  })

  return (
    <>
      <div
        className="heatmap-frame"
        aria-hidden="true"
        style={{
          left: x - 1,
          top: y - 1,
          width: Math.max(cellWidth, 3) + 2,
          height: Math.max(cellHeight, 3) + 2,
        }}
      />
      <div ref={tip} className="plot-tooltip heatmap-tip" aria-hidden="true">
        {lines.map((line, k) => (
          <span key={k}>{line}</span>
        ))}
      </div>
    </>
  )
}
