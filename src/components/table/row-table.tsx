import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { useTable, type SortingState } from '@tanstack/react-table'
import type { DatasetSummary, Ranking } from '../../workers/engine.api.ts'
import { selectRow } from '../../state/actions/view.ts'
import { scoreRange } from '../../state/selectors.ts'
import { isDecided, placeByRank, type PlaceOf } from '../../state/queue.ts'
import { showQueue } from '../../state/shown-queue.ts'
import { useApp } from '../../state/store.ts'
import { formatCount, formatScore } from '../plots/format.ts'
import { formatCell } from '../controls/cell-format.ts'
import { ColumnMenu } from './column-menu.tsx'
import { cellId, nextPlace, type GridPlace } from './grid-keys.ts'
import { GridHead } from './grid-head.tsx'
import { GridRow } from './grid-row.tsx'
import { markOf, markStep, type MarkStep } from './mark-keys.ts'
import { features, RANK, SCORE, STICKY, tableColumns } from './table-columns.tsx'
import type { TableRow } from './table-row.ts'
import { useRowCells } from './use-row-cells.ts'
import { useRowOrder, type RowSort } from './use-row-order.ts'
import { useRowWindow } from '../controls/use-row-window.ts'
import './table.css'

interface RowTableProps {
  readonly dataset: DatasetSummary
  readonly ranking: Ranking
  /** Most anomalous first. */
  readonly rows: Uint32Array
  /** What the rows are, e.g. `Flagged rows`. */
  readonly name: string
  /** Said beside the name. */
  readonly note?: ReactNode
  /** Said in the place of rows. */
  readonly empty: string
  /** Further buttons beside the choice of columns. */
  readonly actions?: ReactNode
  /** Whether this is the queue: its rows can be marked, and next and previous go through it as it is shown. */
  readonly queue?: boolean
  /** Where rows stand among each other; null: by rank. */
  readonly placeOf?: PlaceOf | null
  /** Ranks from 0 where they are not those of the ranking. */
  readonly rank?: PlaceOf | null
  /** Beneath the name. */
  readonly bar?: ReactNode
}

/** Rows, however many: only those in sight are fetched and drawn. */
export default function RowTable(props: RowTableProps) {
  const {
    dataset,
    ranking,
    rows,
    name,
    note,
    empty,
    actions,
    queue = false,
    placeOf = null,
    rank = null,
    bar,
  } = props
  const cut = useApp((s) => s.cut)
  const decisions = useApp((s) => s.review.decided.decisions)
  const marked = useApp((s) => (queue ? s.queue.marked : null))
  const blind = useApp((s) => s.queue.blind)
  const count = rows.length
  const selected = useApp((s) => s.selectedRow)
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const [sorting, setSorting] = useState<SortingState>([])
  const [active, setActive] = useState<GridPlace>({ position: 0, column: 0 })

  const sort = useMemo(() => sortOf(sorting), [sorting])
  const order = useRowOrder(ranking, rows, sort, placeOf)
  const view = useRowWindow(scroller, count)

  const first = view.rows[0]?.position ?? 0
  const last = view.rows[view.rows.length - 1]?.position ?? -1
  const wanted = useMemo(() => {
    const near: number[] = []
    const end = Math.min(count - 1, last + AHEAD)
    for (let position = Math.max(0, first - AHEAD); position <= end; position++) {
      const row = order.rowAt(position)
      if (row !== null) near.push(row)
    }
    return near
  }, [order, first, last, count])
  const { cache, decimals, version } = useRowCells(dataset, wanted)

  const data = useMemo(() => {
    void version
    const rankAt = rank ?? placeByRank(ranking)
    const [low, high] = scoreRange(ranking)
    const shown: TableRow[] = []
    for (let position = first; position <= last; position++) {
      const row = order.rowAt(position)
      const cells = row === null ? undefined : cache.get(row)?.cells
      const hidden = blind && row !== null && !isDecided(decisions.get(row))
      shown.push({
        position,
        row,
        hidden,
        rank: row === null || hidden ? null : rankAt(row) + 1,
        flagged: row !== null && !hidden && rankAt(row) < cut,
        score: row === null || hidden ? '' : formatScore(ranking.scores[row] ?? 0, high - low),
        decision: row === null ? undefined : decisions.get(row)?.label,
        marked: marked && row !== null && marked.has(row),
        cells:
          cells?.map((value, c) => ({
            text: formatCell(value, dataset.columns[c]!, decimals[c] ?? 0),
            missing: value === null,
          })) ?? null,
      })
    }
    return shown
  }, [dataset, ranking, rank, cut, order, first, last, cache, decimals, version, decisions, marked, blind])

  const columns = useMemo(() => tableColumns(dataset.columns, dataset.rowCount, queue), [dataset, queue])
  const table = useTable({
    features,
    columns,
    data,
    getRowId: (row) => String(row.position),
    manualSorting: true,
    enableMultiSort: false,
    columnResizeMode: 'onChange',
    state: { sorting },
    onSortingChange: setSorting,
  })
  const visible = table.getVisibleLeafColumns()
  const widths = visible.map((column) => column.getSize())
  const layout = `${widths.join()}|${visible.map((c) => c.id).join()}`
  const numeric = useMemo(
    () =>
      new Set([
        RANK,
        SCORE,
        ...dataset.columns.filter((c) => c.type === 'number').map((c) => String(c.index)),
      ]),
    [dataset],
  )

  // What made no top row stand out steps back a little.
  const quiet = useMemo(() => {
    const { drivers } = ranking
    const others = dataset.columns.filter((c) => drivers.length > 0 && !drivers.includes(c.index))
    return new Set(others.map((c) => String(c.index)))
  }, [dataset, ranking])

  // A row that was selected elsewhere is scrolled to; the keyboard goes on from there.
  const reveal = useRef(view.reveal)
  useEffect(() => {
    reveal.current = view.reveal
  })
  const position = selected === null ? -1 : order.positionOf(selected)
  const [followed, setFollowed] = useState(-1)
  if (position !== followed) {
    setFollowed(position)
    if (position >= 0) setActive({ position, column: active.column })
  }
  useEffect(() => {
    if (position >= 0) reveal.current(position)
  }, [position, selected])

  const at = {
    position: Math.min(active.position, Math.max(0, count - 1)),
    column: Math.min(active.column, visible.length - 1),
  }

  // The keys of the desk go through the rows as they stand here.
  useEffect(() => {
    if (!queue) return
    showQueue({ count, rowAt: order.rowAt, positionOf: order.positionOf, placeOf: order.placeOf })
    return () => showQueue(null)
  }, [queue, order, count])

  const mark = (step: MarkStep) => {
    const moved = markStep(step, order, at.position, count)
    setActive({ ...at, position: moved })
    view.reveal(moved)
  }

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget || event.altKey || event.metaKey) return
    const step = queue ? markOf(event) : null
    if (step) {
      mark(step)
      event.preventDefault()
      return
    }
    if (event.key === 'Enter' || event.key === ' ') {
      const row = order.rowAt(at.position)
      if (row !== null) selectRow(row)
      event.preventDefault()
      return
    }
    const next = nextPlace(event.key, event.shiftKey, at, count, visible.length, view.page)
    if (!next) return
    event.preventDefault()
    setActive(next)
    view.reveal(next.position)
    revealColumn(scroller.current, widths, next.column)
  }

  return (
    <section className="grid-panel" aria-label={`${name} table`}>
      <header className="grid-bar">
        <h3 className={queue ? 'visually-hidden' : undefined}>{name}</h3>
        {!queue && <span className="grid-count">{formatCount(count)}</span>}
        {note !== undefined && <span className="grid-note">{note}</span>}
        {order.busy && <span className="grid-busy">Sorting…</span>}
        <span className="grid-bar-end">
          {actions}
          <ColumnMenu
            columns={table
              .getAllLeafColumns()
              .filter((c) => c.getCanHide())
              .map((c) => ({
                id: c.id,
                name: dataset.columns[Number(c.id)]?.name ?? c.id,
                visible: c.getIsVisible(),
              }))}
            onToggle={(column, show) => table.getColumn(column)?.toggleVisibility(show)}
            onAll={(show) => table.toggleAllColumnsVisible(show)}
          />
        </span>
      </header>
      {bar}
      <div
        ref={scroller}
        className="grid"
        role="grid"
        aria-label={name}
        aria-rowcount={count + 1}
        aria-colcount={visible.length}
        aria-busy={order.busy}
        aria-activedescendant={count > 0 ? cellId(id, at.position, at.column) : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onScroll={({ currentTarget }) =>
          currentTarget.toggleAttribute('data-scrolled', currentTarget.scrollLeft > 0)
        }
      >
        <GridHead table={table} numeric={numeric} />
        {count === 0 ? (
          <p className="grid-empty">{empty}</p>
        ) : (
          <div
            role="rowgroup"
            className="grid-body"
            style={{ height: view.height, width: table.getTotalSize() }}
          >
            {table.getRowModel().rows.map((row, i) => (
              <GridRow
                key={row.id}
                row={row}
                record={row.original}
                top={view.rows[i]?.top ?? 0}
                layout={layout}
                numeric={numeric}
                quiet={quiet}
                gridId={id}
                selected={row.original.row !== null && row.original.row === selected}
                activeColumn={row.original.position === at.position ? at.column : -1}
                onSelect={(column) => {
                  setActive({ position: row.original.position, column })
                  if (row.original.row !== null) selectRow(row.original.row)
                }}
              />
            ))}
          </div>
        )}
      </div>
    </section>
  )
}

/** The list in which every row is flagged. */
export const FLAGGED = 'Flagged rows'

/** Rows fetched beyond those in sight, at either end. */
const AHEAD = 30

/** What the header says as what the engine is asked: nothing chosen, or rank rising, is the ranking itself. */
function sortOf(sorting: SortingState): RowSort {
  const by = sorting[0]
  if (!by) return { column: null, descending: true }
  if (by.id === RANK) return { column: null, descending: !by.desc }
  if (by.id === SCORE) return { column: null, descending: by.desc }
  return { column: Number(by.id), descending: by.desc }
}

/** Scrolls sideways as little as needed; the first columns stay where they are. */
function revealColumn(element: HTMLDivElement | null, widths: readonly number[], column: number): void {
  if (!element || column < STICKY) return
  const sticky = widths.slice(0, STICKY).reduce((a, b) => a + b, 0)
  const left = widths.slice(0, column).reduce((a, b) => a + b, 0)
  const right = left + (widths[column] ?? 0)
  if (left < element.scrollLeft + sticky) element.scrollLeft = left - sticky
  else if (right > element.scrollLeft + element.clientWidth) element.scrollLeft = right - element.clientWidth
}
