import type { ReactTable } from '@tanstack/react-table'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { STICKY, type features } from './table-columns.tsx'
import type { TableRow } from './table-row.ts'

interface GridHeadProps {
  readonly table: ReactTable<typeof features, TableRow>
  readonly numeric: ReadonlySet<string>
}

/** Pixels by which a key changes a column's width. */
const WIDTH_STEPS: Readonly<Record<string, number>> = { ArrowLeft: -16, ArrowRight: 16 }

/** Column names that sort on a click, with a handle for the width. */
export function GridHead({ table, numeric }: GridHeadProps) {
  return (
    <div role="rowgroup" className="grid-head" style={{ width: table.getTotalSize() }}>
      <div role="row" aria-rowindex={1} className="grid-row">
        {(table.getHeaderGroups()[0]?.headers ?? []).map((header, column) => {
          const width = header.getSize()
          const sorted = header.column.getIsSorted()
          const name = String(header.column.columnDef.header)
          if (!header.column.getCanSort())
            return (
              <div
                key={header.id}
                role="columnheader"
                aria-colindex={column + 1}
                className="grid-cell"
                data-sticky={column < STICKY || undefined}
                style={{ width, left: header.getStart() }}
              >
                <span className="visually-hidden">{name}</span>
              </div>
            )
          const style = column < STICKY ? { width, left: header.getStart() } : { width }
          return (
            <div
              key={header.id}
              role="columnheader"
              aria-colindex={column + 1}
              aria-sort={sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : 'none'}
              className="grid-cell"
              data-sticky={column < STICKY || undefined}
              data-number={numeric.has(header.column.id) || undefined}
              style={style}
            >
              <button
                type="button"
                className="grid-sort"
                title={`${name}: click to sort, Shift + ← or → to change the width`}
                aria-keyshortcuts="Shift+ArrowLeft Shift+ArrowRight"
                onClick={header.column.getToggleSortingHandler()}
                onKeyDown={(event) => {
                  const step = event.shiftKey ? WIDTH_STEPS[event.key] : undefined
                  if (step === undefined) return
                  event.preventDefault()
                  const { minSize = 0, maxSize = Infinity } = header.column.columnDef
                  const size = Math.max(minSize, Math.min(maxSize, width + step))
                  table.setColumnSizing((sizes) => ({ ...sizes, [header.column.id]: size }))
                }}
              >
                <span>{name}</span>
                {sorted === 'asc' && <IconChevronUp size={13} />}
                {sorted === 'desc' && <IconChevronDown size={13} />}
              </button>
              <span
                className="grid-resize"
                aria-hidden="true"
                onMouseDown={header.getResizeHandler()}
                onTouchStart={header.getResizeHandler()}
                onDoubleClick={() => header.column.resetSize()}
              />
            </div>
          )
        })}
      </div>
    </div>
  )
}
