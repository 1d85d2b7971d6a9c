import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'

/** A part of time, epoch ms: low is in, high is not. */
export interface Span {
  readonly low: number
  readonly high: number
}

interface TimeBrush {
  readonly edges: Float64Array
  /** Buckets that are drawn: from, and the one after the last. */
  readonly from: number
  readonly to: number
  readonly brushed: Span | null
  readonly onBrush: (span: Span | null, done: boolean) => void
}

/** Selects whole buckets by dragging, by a click (again: lets go), or by Shift and the arrow keys. */
export function useTimeBrush({ edges, from, to, brushed, onBrush }: TimeBrush) {
  const start = useRef<number | null>(null)
  const moved = useRef(false)
  const typed = useRef<Span | null>(null)
  const anchor = useRef(from)
  const [dragged, setDragged] = useState<Span | null>(null)
  const [place, setPlace] = useState(from)
  const cursor = Math.max(from, Math.min(to - 1, place))

  const binAt = (event: PointerEvent<SVGElement>): number => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    const bin = from + Math.floor(((event.clientX - left) / Math.max(1, width)) * (to - from))
    return Math.max(from, Math.min(to - 1, bin))
  }
  const between = (a: number, b: number): Span => ({
    low: edges[Math.min(a, b)]!,
    high: edges[Math.max(a, b) + 1]!,
  })
  const isBrushed = ({ low, high }: Span) => brushed?.low === low && brushed.high === high

  const pointer = {
    binAt,
    onPointerDown(event: PointerEvent<SVGElement>) {
      if (event.button !== 0) return
      event.currentTarget.setPointerCapture(event.pointerId)
      start.current = event.shiftKey && brushed ? anchor.current : binAt(event)
      anchor.current = start.current
      moved.current = false
      setPlace(binAt(event))
      setDragged(between(start.current, binAt(event)))
    },
    onPointerMove(event: PointerEvent<SVGElement>) {
      if (start.current === null) return
      const span = between(start.current, binAt(event))
      if (dragged?.low === span.low && dragged.high === span.high) return
      moved.current = true
      setDragged(span)
      onBrush(span, false)
    },
    onPointerUp(event: PointerEvent<SVGElement>) {
      if (start.current === null) return
      const span = between(start.current, binAt(event))
      start.current = null
      setDragged(null)
      onBrush(!moved.current && isBrushed(span) ? null : span, true)
    },
    onPointerCancel() {
      start.current = null
      setDragged(null)
    },
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.round((to - from) / 10))
    const moves: Record<string, number> = {
      ArrowLeft: cursor - 1,
      ArrowDown: cursor - 1,
      ArrowRight: cursor + 1,
      ArrowUp: cursor + 1,
      PageDown: cursor - page,
      PageUp: cursor + page,
      Home: from,
      End: to - 1,
    }
    const next = moves[event.key]
    if (next !== undefined) {
      const bin = Math.max(from, Math.min(to - 1, next))
      setPlace(bin)
      if (event.shiftKey) {
        typed.current = between(anchor.current, bin)
        onBrush(typed.current, false)
      } else anchor.current = bin
    } else if (event.key === 'Enter' || event.key === ' ') {
      const span = between(cursor, cursor)
      anchor.current = cursor
      onBrush(isBrushed(span) ? null : span, true)
    } else if (event.key === 'Escape' && brushed) onBrush(null, true)
    else return
    event.preventDefault()
  }
  /** Letting go of Shift ends what the arrow keys selected, as letting go of the pointer does. */
  const onKeyUp = ({ key }: KeyboardEvent) => {
    if (key !== 'Shift' || !typed.current) return
    onBrush(typed.current, true)
    typed.current = null
  }
  return { shown: dragged ?? brushed, cursor, pointer, onKeyDown, onKeyUp }
}
