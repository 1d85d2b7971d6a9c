import { useState, type KeyboardEvent } from 'react'
import { cursorMove, type CursorGrid } from './cursor-keys.ts'

export interface CursorOptions {
  /** Places in a row: bars, points by rank, groups. */
  readonly count: number
  /** The place that the first key goes to. */
  readonly start?: number
  /** What stands at a place, to be read out: value, count, flagged. */
  readonly describe: (at: number) => string
  /** Whether a place holds flagged rows: Ctrl with an arrow goes from one to the next. */
  readonly isNotable?: (at: number) => boolean
  /** How places lie that are not all in a row. */
  readonly grid?: CursorGrid
  /** Enter: the place alone; or, after moves with Shift, all from one to the other (in a grid: two corners). */
  readonly onPick?: (from: number, to: number) => void
  /** Told where the cursor is, and null when it goes. */
  readonly onMove?: (at: number | null) => void
}

export interface PlotCursorState {
  /** The place under the cursor; null while it is not shown. */
  readonly at: number | null
  /** What is taken along with Shift, both ends in. */
  readonly span: { readonly from: number; readonly to: number } | null
  readonly count: number
  readonly text: string
  readonly canPick: boolean
  readonly onKeyDown: (event: KeyboardEvent) => void
  readonly onFocus: () => void
  readonly onBlur: () => void
}

/** A cursor that the keyboard moves over a plot; `PlotCursor` shows and announces it. */
export function usePlotCursor(options: CursorOptions): PlotCursorState {
  const { count, describe, isNotable, grid, onPick, onMove } = options
  const start = Math.max(0, Math.min(count - 1, options.start ?? 0))
  const [place, setPlace] = useState(-1)
  const [anchor, setAnchor] = useState(-1)
  const [shown, setShown] = useState(false)
  // The plot may have got fewer places since.
  const at = place < count ? place : count - 1
  const go = (to: number, extend: boolean) => {
    setPlace(to)
    if (!extend) setAnchor(to)
    setShown(true)
    onMove?.(to)
  }
  const leave = () => {
    setShown(false)
    setAnchor(at)
    onMove?.(null)
  }
  const here = shown && at >= 0
  const from = anchor >= 0 ? Math.min(anchor, at) : at
  const to = anchor >= 0 ? Math.max(anchor, at) : at
  return {
    at: here ? at : null,
    span: here && to > from ? { from, to } : null,
    count,
    text: count === 0 ? 'Nothing to show' : describe(at >= 0 ? at : start),
    canPick: onPick !== undefined,
    onFocus: () => {
      if (count > 0) go(at >= 0 ? at : start, false)
    },
    onBlur: leave,
    onKeyDown: (event) => {
      const move = cursorMove(event, here ? at : -1, count, at >= 0 ? at : start, isNotable, grid)
      if (!move || (move.kind === 'leave' && !here)) return
      if (move.kind === 'pick' && !onPick) return
      event.preventDefault()
      // Keys that the page has for itself are not meant while the cursor is moved.
      event.stopPropagation()
      if (move.kind === 'move') go(move.to, move.extend)
      else if (move.kind === 'pick') onPick?.(from, to)
      else leave()
    },
  }
}
