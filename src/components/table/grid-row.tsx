import { memo } from 'react'
import { flexRender, type Row } from '@tanstack/react-table'
import { cellId } from './grid-keys.ts'
import { RANK, STICKY, type features } from './table-columns.tsx'
import type { TableRow } from './table-row.ts'

interface GridRowProps {
  readonly row: Row<typeof features, TableRow>
  readonly record: TableRow
  readonly top: number
  /** Changes when widths or visible columns do. */
  readonly layout: string
  readonly numeric: ReadonlySet<string>
  /** Columns that step back. */
  readonly quiet: ReadonlySet<string>
  readonly gridId: string
  readonly selected: boolean
  /** Column of the keyboard's place, or −1 when it is in another row. */
  readonly activeColumn: number
  readonly onSelect: (column: number) => void
}

export const GridRow = memo(
  function GridRow({
    row,
    record,
    top,
    numeric,
    quiet,
    gridId,
    selected,
    activeColumn,
    onSelect,
  }: GridRowProps) {
    return (
      <div
        role="row"
        className="grid-row"
        aria-rowindex={record.position + 2}
        aria-selected={selected}
        data-row={record.row ?? undefined}
        data-flagged={record.flagged || undefined}
        data-decided={(record.decision !== undefined && record.decision !== null) || undefined}
        data-marked={record.marked || undefined}
        style={{ transform: `translateY(${top}px)` }}
      >
        {row.getVisibleCells().map((cell, column) => {
          const width = cell.column.getSize()
          const style = column < STICKY ? { width, left: cell.column.getStart() } : { width }
          return (
            // The keyboard is handled by the grid, which keeps the focus.
            <div
              key={cell.id}
              id={cellId(gridId, record.position, column)}
              role={cell.column.id === RANK ? 'rowheader' : 'gridcell'}
              aria-colindex={column + 1}
              className="grid-cell"
              data-sticky={column < STICKY || undefined}
              data-number={numeric.has(cell.column.id) || undefined}
              data-quiet={quiet.has(cell.column.id) || undefined}
              data-active={column === activeColumn || undefined}
              style={style}
              onClick={() => onSelect(column)}
            >
              {flexRender(cell.column.columnDef.cell, cell.getContext())}
            </div>
          )
        })}
      </div>
    )
  },
  (a, b) =>
    a.top === b.top &&
    a.layout === b.layout &&
    a.selected === b.selected &&
    a.activeColumn === b.activeColumn &&
    a.quiet === b.quiet &&
    a.gridId === b.gridId &&
    sameRecord(a.record, b.record),
)

/** Records are made anew with every window; what they show decides. */
function sameRecord(a: TableRow, b: TableRow): boolean {
  if (a.position !== b.position || a.row !== b.row || a.rank !== b.rank || a.score !== b.score) return false
  if (a.hidden !== b.hidden || a.flagged !== b.flagged || a.decision !== b.decision || a.marked !== b.marked)
    return false
  if (a.cells === null || b.cells === null) return a.cells === b.cells
  const other = b.cells
  return a.cells.length === other.length && a.cells.every((cell, c) => cell.text === other[c]?.text)
}
