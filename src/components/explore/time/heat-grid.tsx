import { useId, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { cellAt, type Block, type HeatLayout } from './recurring.ts'

interface HeatGridProps {
  readonly name: string
  readonly layout: HeatLayout
  /** −1 … 1 per cell; NaN: nothing to say. */
  readonly strength: (cell: number) => number
  /** 0 … 1 per cell: how long the mark of the flagged rows is. */
  readonly mark: (cell: number) => number
  /** What is read out of a cell. */
  readonly describe: (cell: number, label: string) => string
  readonly selected: readonly Block[]
  readonly onSelect: (blocks: readonly Block[]) => void
  /** Told which cell is looked at; null: none. */
  readonly onLook: (cell: { readonly cell: number; readonly label: string } | null) => void
}

/** Rows and columns of the grid; −1 is a head. */
interface Place {
  readonly row: number
  readonly column: number
}

/**
 * A grid of coloured cells. A click selects a cell, a row or a column by its head; Shift extends, again lets
 * go. The arrow keys move, also onto the heads; Space selects, Shift and arrows extend, Escape lets go.
 */
export function HeatGrid(props: HeatGridProps) {
  const { name, layout, strength, mark, describe, selected, onSelect, onLook } = props
  const { rows, columns, label, exists } = layout
  const id = useId()
  const [active, setActive] = useState<Place>({ row: 0, column: 0 })
  const [anchor, setAnchor] = useState<Place>({ row: 0, column: 0 })

  const blockOf = (a: Place, b: Place): Block => {
    const rowAll = a.row < 0 || b.row < 0
    const columnAll = a.column < 0 || b.column < 0
    return {
      rowFrom: rowAll ? 0 : Math.min(a.row, b.row),
      rowTo: rowAll ? rows.length - 1 : Math.max(a.row, b.row),
      columnFrom: columnAll ? 0 : Math.min(a.column, b.column),
      columnTo: columnAll ? columns.length - 1 : Math.max(a.column, b.column),
    }
  }
  const pick = (place: Place, extend: boolean) => {
    setActive(place)
    const from = extend ? anchor : place
    if (!extend) setAnchor(place)
    const block = blockOf(from, place)
    const again = !extend && selected.length === 1 && same(selected[0], block)
    onSelect(again ? [] : [block])
  }
  const look = ({ row, column }: Place) =>
    onLook(
      row >= 0 && column >= 0 && exists(row, column)
        ? { cell: cellAt(layout, row, column), label: label(row, column) }
        : null,
    )
  const onKeyDown = (event: KeyboardEvent) => {
    const { row, column } = active
    const moves: Record<string, Place> = {
      ArrowUp: { row: row - 1, column },
      ArrowDown: { row: row + 1, column },
      ArrowLeft: { row, column: column - 1 },
      ArrowRight: { row, column: column + 1 },
      Home: { row, column: 0 },
      End: { row, column: columns.length - 1 },
      PageUp: { row: 0, column },
      PageDown: { row: rows.length - 1, column },
    }
    const to = moves[event.key]
    if (to) {
      const place = {
        row: Math.max(-1, Math.min(rows.length - 1, to.row)),
        column: Math.max(to.row < 0 ? 0 : -1, Math.min(columns.length - 1, to.column)),
      }
      if (event.shiftKey) pick(place, true)
      else {
        setActive(place)
        setAnchor(place)
      }
      look(place)
    } else if (event.key === ' ' || event.key === 'Enter') pick(active, false)
    else if (event.key === 'Escape' && selected.length > 0) onSelect([])
    else return
    event.preventDefault()
  }
  const cell = (row: number, column: number) => ({
    id: `${id}-${row}-${column}`,
    'data-active': (active.row === row && active.column === column) || undefined,
    onClick: (event: { readonly shiftKey: boolean }) => pick({ row, column }, event.shiftKey),
    onPointerEnter: (event: PointerEvent) => event.pointerType !== 'touch' && look({ row, column }),
  })
  const isSelected = (row: number, column: number) =>
    selected.some((b) => row >= b.rowFrom && row <= b.rowTo && column >= b.columnFrom && column <= b.columnTo)
  const every = Math.max(1, Math.round(columns.length / 12))
  return (
    <div
      className="heat"
      role="grid"
      aria-label={name}
      aria-multiselectable="true"
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length + 1}
      aria-activedescendant={`${id}-${active.row}-${active.column}`}
      tabIndex={0}
      style={{ gridTemplateColumns: `auto repeat(${columns.length}, minmax(0, 1fr))` }}
      onKeyDown={onKeyDown}
      onPointerLeave={() => onLook(null)}
      onBlur={() => onLook(null)}
    >
      <div className="heat__line" role="row">
        <span role="columnheader" className="heat__corner">
          <span className="visually-hidden">{name}</span>
        </span>
        {columns.map((column, c) => (
          <span key={column} role="columnheader" className="heat__column" title={column} {...cell(-1, c)}>
            <span data-quiet={c % every !== 0 || undefined}>{column}</span>
          </span>
        ))}
      </div>
      {rows.map((rowName, r) => (
        <div key={rowName} className="heat__line" role="row">
          <span role="rowheader" className="heat__row" aria-label={rowName} {...cell(r, -1)}>
            {rowName.slice(0, 3)}
          </span>
          {columns.map((column, c) => {
            if (!exists(r, c))
              return <span key={column} role="gridcell" className="heat__none" id={`${id}-${r}-${c}`} />
            const at = cellAt(layout, r, c)
            const t = strength(at)
            return (
              <span
                key={column}
                role="gridcell"
                className="heat__cell"
                aria-label={describe(at, label(r, c))}
                aria-selected={isSelected(r, c)}
                data-empty={Number.isNaN(t) || undefined}
                style={Number.isNaN(t) ? undefined : { background: shade(t) }}
                {...cell(r, c)}
              >
                <span className="heat__mark" style={{ width: `${100 * mark(at)}%` }} />
              </span>
            )
          })}
        </div>
      ))}
    </div>
  )
}

/** Negative values have a colour of their own. */
function shade(strength: number): string {
  const colour = strength < 0 ? 'var(--heat-negative)' : 'var(--heat-colour)'
  return `color-mix(in oklab, ${colour} ${Math.round(820 * Math.abs(strength)) / 10}%, var(--surface-sunken))`
}

function same(a: Block | undefined, b: Block): boolean {
  return (
    a?.rowFrom === b.rowFrom &&
    a.rowTo === b.rowTo &&
    a.columnFrom === b.columnFrom &&
    a.columnTo === b.columnTo
  )
}
