import { useId } from 'react'
import { usePlotTitle } from './plot-title.ts'
import type { PlotCursorState } from './use-plot-cursor.ts'
import './plot-cursor.css'

interface PlotCursorProps {
  readonly cursor: PlotCursorState
  /** What it moves over, e.g. `bars`. */
  readonly over: string
  /** What Enter does, as in `selects the bar`. */
  readonly enter?: string
  /** The plot writes what stands there itself. */
  readonly quiet?: boolean
}

/**
 * The plot as something that the keyboard can be on: a slider over its places, so that assistive technology
 * passes the arrow keys on and reads out what stands there. It lies over the plot and lets the pointer through.
 */
export function PlotCursor({ cursor, over, enter, quiet = false }: PlotCursorProps) {
  const title = usePlotTitle()
  const hint = useId()
  const { at, count, text } = cursor
  if (count === 0) return null
  return (
    <div
      className="plot-cursor"
      role="slider"
      tabIndex={0}
      aria-label={`${title}: ${over}`}
      aria-describedby={hint}
      aria-orientation="horizontal"
      aria-valuemin={1}
      aria-valuemax={count}
      aria-valuenow={(at ?? 0) + 1}
      aria-valuetext={text}
      onKeyDown={cursor.onKeyDown}
      onFocus={cursor.onFocus}
      onBlur={cursor.onBlur}
    >
      {at !== null && !quiet && (
        <span className="plot-cursor__text" aria-hidden="true">
          {text}
        </span>
      )}
      <span id={hint} hidden>
        Arrow keys move over the {over}
        {cursor.canPick && enter !== undefined ? `, Enter ${enter}` : ''}, Escape leaves.
      </span>
    </div>
  )
}
