import { useEffect, useId, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react'
import { useRowWindow } from '../../controls/use-row-window.ts'
import type { PickKind } from './level-selection.ts'
import type { LevelList } from './use-level-order.ts'

interface LevelGridProps {
  /** Accessible name. */
  readonly name: string
  /** Levels, and after them the row of all others where the list is folded. */
  readonly list: LevelList
  /** The row after the levels that stands for the folded ones. */
  readonly fold: boolean
  readonly heads: React.ReactNode
  readonly columns: number
  readonly selected: ReadonlySet<number>
  /** Draws the cells of a level; null: of all the folded ones. */
  readonly cells: (level: number | null) => React.ReactNode
  readonly onPick: (anchor: number, position: number, pick: PickKind) => void
  readonly onClear: () => void
  readonly onUnfold: () => void
  /** Told which levels are in sight. */
  readonly onWindow: (first: number, last: number) => void
}

/** Rows of levels, however many: only those in sight are drawn. Click, Shift-click or the keyboard selects. */
export function LevelGrid(props: LevelGridProps) {
  const { name, list, fold, heads, columns, selected, cells, onPick, onClear, onUnfold, onWindow } = props
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const count = list.count + (fold ? 1 : 0)
  const view = useRowWindow(scroller, count)
  const [active, setActive] = useState(0)
  const [anchor, setAnchor] = useState(0)
  const at = Math.min(active, Math.max(0, count - 1))

  const first = view.rows[0]?.position ?? 0
  const last = view.rows[view.rows.length - 1]?.position ?? -1
  const tell = useRef(onWindow)
  useEffect(() => {
    tell.current = onWindow
  })
  useEffect(() => tell.current(first, last), [first, last])

  const isFold = (position: number) => fold && position === list.count
  const pick = (position: number, how: PickKind) => {
    setActive(position)
    if (isFold(position)) {
      onUnfold()
      return
    }
    if (how !== 'extend') setAnchor(position)
    onPick(how === 'extend' ? anchor : position, position, how)
  }
  const onClick = (event: MouseEvent, position: number) =>
    pick(position, event.shiftKey ? 'extend' : event.ctrlKey || event.metaKey ? 'toggle' : 'only')

  const onKeyDown = (event: KeyboardEvent) => {
    const { key, shiftKey } = event
    const moves: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + view.page,
      PageUp: at - view.page,
      Home: 0,
      End: count - 1,
    }
    const to = moves[key]
    if (to !== undefined) {
      const position = Math.max(0, Math.min(count - 1, to))
      setActive(position)
      view.reveal(position)
      if (shiftKey && !isFold(position)) onPick(anchor, position, 'extend')
      else if (!shiftKey) setAnchor(position)
    } else if (key === ' ') pick(at, 'toggle')
    else if (key === 'Enter') pick(at, 'only')
    else if (key === 'Escape' && selected.size > 0) onClear()
    else return
    event.preventDefault()
  }

  return (
    <div
      ref={scroller}
      className="levels"
      role="grid"
      aria-label={name}
      aria-multiselectable="true"
      aria-rowcount={count + 1}
      aria-colcount={columns}
      aria-activedescendant={count > 0 ? `${id}-${at}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div className="levels__row levels__head" role="row" aria-rowindex={1}>
        {heads}
      </div>
      <div className="levels__rows" role="rowgroup" style={{ height: view.height }}>
        {view.rows.map(({ position, top }) => {
          const level = isFold(position) ? null : list.levelAt(position)
          return (
            <div
              key={position}
              id={`${id}-${position}`}
              className="levels__row"
              role="row"
              aria-rowindex={position + 2}
              aria-selected={level !== null && selected.has(level)}
              data-active={position === at || undefined}
              data-fold={level === null || undefined}
              style={{ transform: `translateY(${top}px)` }}
              onClick={(event) => onClick(event, position)}
            >
              {cells(level)}
            </div>
          )
        })}
      </div>
    </div>
  )
}
