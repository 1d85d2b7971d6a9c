import type { PointerEvent } from 'react'

interface PickAreaProps {
  readonly className: string
  /** Where the plot is, in pixels of its drawing. */
  readonly geometry: {
    readonly left: number
    readonly top: number
    readonly width: number
    readonly height: number
  }
  /** Called with the share of the plot's width, 0 to 1. */
  readonly onPick: (share: number) => void
}

/** Picks a place along a plot with the pointer, pressed or dragged. Something else is its twin for the keyboard. */
export function PickArea({ className, geometry: { left, top, width, height }, onPick }: PickAreaProps) {
  const pick = (event: PointerEvent<SVGRectElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    onPick(Math.max(0, Math.min(1, (event.clientX - box.left) / box.width)))
  }
  return (
    <rect
      className={className}
      x={left}
      y={top}
      width={width}
      height={height}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        pick(event)
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) pick(event)
      }}
    />
  )
}
