import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { useRowWindow } from '../../controls/use-row-window.ts'
import { cellId, nextPlace } from '../../table/grid-keys.ts'

export interface ListColumn {
  readonly name: string
  /** CSS width of the column, as of a grid's track. */
  readonly width: string
  readonly number?: boolean
}

interface ListGridProps {
  readonly name: string
  readonly columns: readonly ListColumn[]
  readonly count: number
  /** Position of the row that is selected; −1: none. */
  readonly selected: number
  readonly cells: (position: number) => readonly ReactNode[]
  readonly onChoose?: (position: number) => void
  readonly empty: string
  /** Told which positions are in sight, where something has to be fetched for them. */
  readonly onWindow?: (first: number, last: number) => void
}

/** Rows of texts, however many: only those in sight are drawn. Arrows move, Enter chooses. */
export function ListGrid({
  name,
  columns,
  count,
  selected,
  cells,
  onChoose,
  empty,
  onWindow,
}: ListGridProps) {
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const view = useRowWindow(scroller, count)
  const [active, setActive] = useState({ position: 0, column: 0 })
  const at = { ...active, position: Math.min(active.position, Math.max(0, count - 1)) }
  const first = view.rows[0]?.position ?? 0
  const last = view.rows.at(-1)?.position ?? -1
  useEffect(() => onWindow?.(first, last), [onWindow, first, last])
  const template = columns.map(({ width }) => width).join(' ')

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.altKey || event.ctrlKey || event.metaKey) return
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      if (count > 0) onChoose?.(at.position)
      return
    }
    const next = nextPlace(event.key, event.shiftKey, at, count, columns.length, view.page)
    if (!next) return
    event.preventDefault()
    setActive(next)
    view.reveal(next.position)
  }

  return (
    <div
      ref={scroller}
      className="grid"
      role="grid"
      aria-label={name}
      aria-rowcount={count + 1}
      aria-colcount={columns.length}
      aria-activedescendant={count > 0 ? cellId(id, at.position, at.column) : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" className="grid-head">
        <div role="row" aria-rowindex={1} className="list-row" style={{ gridTemplateColumns: template }}>
          {columns.map((column, c) => (
            <div
              key={column.name}
              role="columnheader"
              aria-colindex={c + 1}
              className="list-head"
              data-number={column.number || undefined}
            >
              {column.name}
            </div>
          ))}
        </div>
      </div>
      {count === 0 ? (
        <p className="grid-empty">{empty}</p>
      ) : (
        <div role="rowgroup" className="grid-body" style={{ height: view.height }}>
          {view.rows.map(({ position, top }) => (
            <div
              key={position}
              role="row"
              aria-rowindex={position + 2}
              aria-selected={position === selected}
              className="grid-row list-row"
              style={{ transform: `translateY(${top}px)`, gridTemplateColumns: template }}
            >
              {cells(position).map((cell, c) => (
                <div
                  key={columns[c]?.name}
                  id={cellId(id, position, c)}
                  role={c === 0 ? 'rowheader' : 'gridcell'}
                  aria-colindex={c + 1}
                  className="grid-cell"
                  data-number={columns[c]?.number || undefined}
                  data-active={(position === at.position && c === at.column) || undefined}
                  onClick={() => {
                    setActive({ position, column: c })
                    onChoose?.(position)
                  }}
                >
                  {cell}
                </div>
              ))}
            </div>
          ))}
        </div>
      )}
    </div>
  )
}
