import { useState, type PointerEvent } from 'react'

/** Shares (0 … 1) of an element's box from the left and from the bottom. */
export interface SharePoint {
  readonly x: number
  readonly y: number
}

export interface Drag {
  readonly from: SharePoint
  readonly to: SharePoint
}

interface PointerDragOptions {
  /** Whether a press has moved far enough to be a drag and not a click. */
  readonly isDrag: (drag: Drag) => boolean
  /** While it is dragged, and done when it is let go. */
  readonly onDrag: (drag: Drag, done: boolean) => void
  readonly onClick: (at: SharePoint) => void
  readonly onCancel?: () => void
}

export interface PointerDrag {
  /** Where the pointer is; null while it is elsewhere or drags. */
  readonly over: SharePoint | null
  /** What is dragged now; null until it is a drag. */
  readonly drag: Drag | null
  /** For the element that is dragged over. */
  readonly handlers: Readonly<
    Record<
      'onPointerDown' | 'onPointerMove' | 'onPointerUp' | 'onPointerCancel' | 'onPointerLeave',
      (event: PointerEvent<HTMLElement>) => void
    >
  >
}

/** A press that moved less than this along both axes is a click. */
const DRAG_PIXELS = 4

/** @returns whether a drag goes further than a click may, in a box of this size */
export function isFar({ from, to }: Drag, width: number, height: number): boolean {
  return Math.abs(from.x - to.x) * width > DRAG_PIXELS || Math.abs(from.y - to.y) * height > DRAG_PIXELS
}

/** What a pointer does over a plot: it looks, clicks, or drags from one point to another. */
export function usePointerDrag({ isDrag, onDrag, onClick, onCancel }: PointerDragOptions): PointerDrag {
  const [over, setOver] = useState<SharePoint | null>(null)
  const [pressed, setPressed] = useState<Drag | null>(null)
  return {
    over: pressed ? null : over,
    drag: pressed && isDrag(pressed) ? pressed : null,
    handlers: {
      onPointerDown: (event) => {
        if (event.button !== 0) return
        event.preventDefault()
        event.currentTarget.setPointerCapture(event.pointerId)
        const from = pointOf(event)
        setPressed({ from, to: from })
      },
      onPointerMove: (event) => {
        const to = pointOf(event)
        setOver(to)
        if (!pressed) return
        const next = { from: pressed.from, to }
        setPressed(next)
        if (isDrag(next)) onDrag(next, false)
      },
      onPointerUp: (event) => {
        if (!pressed) return
        const last = { from: pressed.from, to: pointOf(event) }
        setPressed(null)
        if (isDrag(last)) onDrag(last, true)
        else onClick(last.to)
      },
      onPointerCancel: () => {
        setPressed(null)
        onCancel?.()
      },
      onPointerLeave: () => setOver(null),
    },
  }
}

function pointOf(event: PointerEvent<HTMLElement>): SharePoint {
  const { left, bottom, width, height } = event.currentTarget.getBoundingClientRect()
  const share = (n: number) => Math.max(0, Math.min(1, n))
  return { x: share((event.clientX - left) / width), y: share((bottom - event.clientY) / height) }
}
