import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { scaledScroll, type ScaledScroll } from './scaled-scroll.ts'

const ROW_HEIGHT = 26
const HEAD_HEIGHT = 28

/** The virtualizer measures every item it has whenever their number changes: it gets blocks of rows. */
const BLOCK = 6

interface WindowRow {
  readonly position: number
  /** Pixels from the top of the scrolled element. */
  readonly top: number
}

export interface RowWindow {
  readonly rows: readonly WindowRow[]
  /** Height of the scrolled element. */
  readonly height: number
  /** Rows that fit: what a page is. */
  readonly page: number
  /** Scrolls as little as needed to show a position. */
  reveal(position: number): void
}

/** The rows in sight, of as many as there are; see scaled-scroll.ts for why offsets are translated. */
export function useRowWindow(scroller: RefObject<HTMLDivElement | null>, count: number): RowWindow {
  const [viewport, setViewport] = useState(200)
  const total = count * ROW_HEIGHT
  const scroll = useMemo(() => scaledScroll(total, viewport), [total, viewport])
  // The offset into the rows; the scroll bar's position is derived from it when the track is scaled.
  const offset = useRef(0)
  const current = useRef<{ scroll: ScaledScroll; tell: (offset: number) => void }>({ scroll, tell: () => {} })
  const expected = useRef(0)
  // On a scaled track rows move otherwise than the track does, so every scroll is rendered.
  const [scaledAt, setScaledAt] = useState(0)

  useLayoutEffect(() => {
    current.current.scroll = scroll
  }, [scroll])

  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    const measure = () => setViewport(Math.max(ROW_HEIGHT, element.clientHeight - HEAD_HEIGHT))
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    measure()
    return () => observer.disconnect()
  }, [scroller])

  const goTo = useCallback(
    (rows: number) => {
      const element = scroller.current
      const { scroll, tell } = current.current
      if (!element) return
      offset.current = scroll.clamp(rows)
      element.scrollTop = scroll.toTrack(offset.current)
      expected.current = element.scrollTop
      if (scroll.scaled) setScaledAt(offset.current)
      tell(offset.current)
    },
    [scroller],
  )

  const virtualizer = useVirtualizer({
    count: Math.ceil(count / BLOCK),
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT * BLOCK,
    overscan: 1,
    observeElementOffset: (_, tell) => {
      const element = scroller.current
      if (!element) return
      const onScroll = () => {
        // Our own move of the scroll bar is no news: it would round the offset to the track's pixels.
        if (Math.abs(element.scrollTop - expected.current) > 0.5 || !current.current.scroll.scaled) {
          offset.current = current.current.scroll.toRows(element.scrollTop)
          expected.current = element.scrollTop
        }
        if (current.current.scroll.scaled) setScaledAt(offset.current)
        tell(offset.current, true)
      }
      current.current.tell = (value) => tell(value, false)
      tell(offset.current, false)
      element.addEventListener('scroll', onScroll, { passive: true })
      return () => element.removeEventListener('scroll', onScroll)
    },
    scrollToFn: () => {},
  })

  // On a scaled track one notch of the wheel would skip rows.
  useEffect(() => {
    const element = scroller.current
    if (!element || !scroll.scaled) return
    const onWheel = (event: WheelEvent) => {
      if (event.ctrlKey || event.deltaY === 0 || Math.abs(event.deltaX) > Math.abs(event.deltaY)) return
      event.preventDefault()
      const unit = event.deltaMode === 1 ? ROW_HEIGHT : event.deltaMode === 2 ? viewport : 1
      goTo(offset.current + event.deltaY * unit)
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [scroller, scroll.scaled, viewport, goTo])

  // Fewer rows than the offset says: the browser moves the scroll bar, the offset has to follow.
  useLayoutEffect(() => {
    if (offset.current > scroll.clamp(offset.current)) goTo(offset.current)
  }, [scroll, goTo])

  const reveal = useCallback(
    (position: number) => {
      const top = position * ROW_HEIGHT
      if (top < offset.current) goTo(top)
      else if (top + ROW_HEIGHT > offset.current + viewport) goTo(top + ROW_HEIGHT - viewport)
    },
    [goTo, viewport],
  )

  const rows: WindowRow[] = []
  const shift = scroll.scaled ? scroll.toTrack(scaledAt) - scroll.clamp(scaledAt) : 0
  for (const block of virtualizer.getVirtualItems()) {
    const end = Math.min(count, (block.index + 1) * BLOCK)
    for (let position = block.index * BLOCK; position < end; position++) {
      rows.push({ position, top: position * ROW_HEIGHT + shift })
    }
  }
  return {
    rows,
    height: scroll.track,
    page: Math.max(1, Math.floor(viewport / ROW_HEIGHT) - 1),
    reveal,
  }
}
