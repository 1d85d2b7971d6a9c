import { useLayoutEffect, useRef, useState } from 'react'
import { useVirtualizer } from '@tanstack/react-virtual'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import { useApp } from '../../../state/store.ts'
import { ColumnCard } from './column-card.tsx'
import './cards.css'

interface ColumnCardsProps {
  readonly columns: readonly ColumnSummary[]
  readonly rowCount: number
}

/** Pixels; the height is set in the style sheet too. */
const CARD_HEIGHT = 262
const MIN_WIDTH = 300
const GAP = 10

/** A card for every column; only those in sight exist, whatever the number of columns. */
export function ColumnCards({ columns, rowCount }: ColumnCardsProps) {
  const ranking = useApp((state) => state.ranking)
  const list = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState<{ readonly across: number; readonly top: number } | null>(null)

  // The screen scrolls, not the list: what is above it may change its height at any time.
  useLayoutEffect(() => {
    const element = list.current
    const screen = element?.closest('.screen')
    if (!element || !screen) return
    const measure = () => {
      const across = Math.max(1, Math.floor((element.clientWidth + GAP) / (MIN_WIDTH + GAP)))
      const top = Math.round(
        element.getBoundingClientRect().top - screen.getBoundingClientRect().top + screen.scrollTop,
      )
      setPlace((before) => (before?.across === across && before.top === top ? before : { across, top }))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    for (const part of screen.querySelectorAll('.overview > *')) observer.observe(part)
    return () => observer.disconnect()
  }, [])

  const across = place?.across ?? 1
  const virtualizer = useVirtualizer({
    count: place ? Math.ceil(columns.length / across) : 0,
    getScrollElement: () => list.current?.closest('.screen') ?? null,
    estimateSize: () => CARD_HEIGHT + GAP,
    scrollMargin: place?.top ?? 0,
    overscan: 1,
  })
  return (
    <div
      ref={list}
      className="cards"
      role="list"
      aria-label="Columns"
      style={{ height: Math.max(0, virtualizer.getTotalSize() - GAP) }}
    >
      {virtualizer.getVirtualItems().map(({ index: row, start }) => (
        <div
          key={row}
          className="cards__row"
          role="presentation"
          style={{
            gridTemplateColumns: `repeat(${across}, minmax(0, 1fr))`,
            transform: `translateY(${start - (place?.top ?? 0)}px)`,
          }}
        >
          {columns.slice(row * across, (row + 1) * across).map((column, k) => (
            <ColumnCard
              key={column.index}
              column={column}
              ranking={ranking}
              rowCount={rowCount}
              position={row * across + k}
              total={columns.length}
            />
          ))}
        </div>
      ))}
    </div>
  )
}
