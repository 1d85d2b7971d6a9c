import { PlotCursor } from './plot-cursor.tsx'
import type { PlotCursorState } from './use-plot-cursor.ts'

/** A rectangle in pixels from the top left of what holds the plot. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

interface BoxCursorProps {
  readonly cursor: PlotCursorState
  readonly over: string
  readonly enter?: string
  /** Where a place is. */
  readonly boxOf: (at: number) => Box
}

/** A cursor over places that are rectangles: the one it is on, or all that Shift took along, has a frame. */
export function BoxCursor({ cursor, boxOf, ...words }: BoxCursorProps) {
  const { at, span } = cursor
  const frame = at === null ? null : around(boxOf(span?.from ?? at), boxOf(span?.to ?? at))
  return (
    <>
      {frame && <div className="plot-cursor__box" style={frame} />}
      <PlotCursor cursor={cursor} {...words} />
    </>
  )
}

/** The smallest box that holds both. */
export function around(a: Box, b: Box): Box {
  const left = Math.min(a.left, b.left)
  const top = Math.min(a.top, b.top)
  return {
    left,
    top,
    width: Math.max(a.left + a.width, b.left + b.width) - left,
    height: Math.max(a.top + a.height, b.top + b.height) - top,
  }
}
