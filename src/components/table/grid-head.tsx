import type { ReactTable } from '@tanstack/react-table'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import type { FlaggedRow, features } from './table-columns.tsx'

interface GridHeadProps {
  readonly table: ReactTable<typeof features, FlaggedRow>
  readonly numeric: ReadonlySet<string>
}

/** Column names that sort on a click, with a handle for the width. */
export function GridHead({ table, numeric }: GridHeadProps) {
  return (
    <div role="rowgroup" className="grid-head" style={{ width: table.getTotalSize() }}>
      <div role="row" aria-rowindex={1} className="grid-row">
        {(table.getHeaderGroups()[0]?.headers ?? []).map((header, column) => {
          const width = header.getSize()
          const sorted = header.column.getIsSorted()
          const name = String(header.column.columnDef.header)
          const style = column < 2 ? { width, left: header.getStart() } : { width }
          return (
            <div
              key={header.id}
              role="columnheader"
              aria-colindex={column + 1}
              aria-sort={sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : 'none'}
              className="grid-cell"
              data-sticky={column < 2 || undefined}
              data-number={numeric.has(header.column.id) || undefined}
              style={style}
            >
              <button
                type="button"
                className="grid-sort"
                title={`Sort by ${name}`}
                onClick={header.column.getToggleSortingHandler()}
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
