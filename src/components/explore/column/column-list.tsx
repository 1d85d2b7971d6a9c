import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { Icon123, IconAbc, IconCalendar, IconTags } from '@tabler/icons-react'
import type { ColumnType } from '../../../analysis/table/table.ts'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import type { DatasetSummary, Ranking } from '../../../workers/engine.api.ts'
import { ColumnSearch } from '../../controls/column-search.tsx'
import { searchColumns } from '../../controls/search-columns.ts'
import { formatCount, formatPercent } from '../../plots/format.ts'

interface ColumnListProps {
  readonly dataset: DatasetSummary
  readonly ranking: Ranking | null
  /** Index of the column that is shown. */
  readonly value: number
  readonly onChange: (column: number) => void
}

const ROW_HEIGHT = 30
const PAGE = 10
const ICONS = { number: Icon123, datetime: IconCalendar, category: IconTags, text: IconAbc } as const
const TYPES: Readonly<Record<ColumnType, string>> = {
  number: 'numbers',
  datetime: 'times',
  category: 'categories',
  text: 'text',
}

/** All columns to choose from, by name; arrow keys walk through them. */
export function ColumnList({ dataset, ranking, value, onChange }: ColumnListProps) {
  const id = useId()
  const [query, setQuery] = useState('')
  const found = useMemo(() => searchColumns(dataset.columns, query), [dataset, query])
  const at = found.findIndex(({ index }) => index === value)
  const scroller = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtualizer({
    count: found.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 10,
  })
  useEffect(() => {
    if (at >= 0) virtualizer.scrollToIndex(at, { align: 'auto' })
  }, [at, virtualizer])

  const onKeyDown = (event: KeyboardEvent) => {
    const target = targetOf(event.key, at, found.length)
    const column = target === null ? undefined : found[target]
    if (!column) return
    event.preventDefault()
    onChange(column.index)
  }
  return (
    <nav className="column-list" aria-label="Columns">
      <ColumnSearch label="Search the columns" value={query} onChange={setQuery} />
      <p className="column-list__count" role={query ? 'status' : undefined}>
        {query && `${formatCount(found.length)} of `}
        {formatCount(dataset.columns.length)} columns
      </p>
      <div
        ref={scroller}
        className="column-list__scroll"
        role="listbox"
        aria-label="Column"
        tabIndex={0}
        aria-activedescendant={at >= 0 ? `${id}-${value}` : undefined}
        onKeyDown={onKeyDown}
      >
        <div role="presentation" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const column = found[index]
            return (
              column && (
                <ColumnOption
                  key={column.index}
                  id={`${id}-${column.index}`}
                  column={column}
                  rows={dataset.rowCount}
                  driver={ranking?.drivers.includes(column.index) ?? false}
                  selected={column.index === value}
                  position={index + 1}
                  of={found.length}
                  top={start}
                  onSelect={() => onChange(column.index)}
                />
              )
            )
          })}
        </div>
        {found.length === 0 && (
          <p className="column-list__none">No column has “{query.trim()}” in its name.</p>
        )}
      </div>
    </nav>
  )
}

interface ColumnOptionProps {
  readonly id: string
  readonly column: ColumnSummary
  readonly rows: number
  /** Whether it made the top rows stand out. */
  readonly driver: boolean
  readonly selected: boolean
  readonly position: number
  readonly of: number
  readonly top: number
  readonly onSelect: () => void
}

function ColumnOption({
  id,
  column,
  rows,
  driver,
  selected,
  position,
  of,
  top,
  onSelect,
}: ColumnOptionProps) {
  const { name, type, missing, unreadable } = column
  const Icon = ICONS[type]
  const empty = missing + unreadable
  const share = rows > 0 ? empty / rows : 0
  return (
    <div
      id={id}
      role="option"
      aria-selected={selected}
      aria-posinset={position}
      aria-setsize={of}
      aria-label={`${name}, ${TYPES[type]}${empty > 0 ? `, ${formatPercent(share)} missing` : ''}${driver ? ', made the top rows stand out' : ''}`}
      className="column-list__option"
      title={name}
      style={{ transform: `translateY(${top}px)`, height: ROW_HEIGHT }}
      onClick={onSelect}
    >
      <Icon size={15} stroke={1.6} aria-hidden="true" />
      <span className="column-list__name">{name}</span>
      {driver && <span className="column-list__driver" title="Made the top rows stand out" />}
      {empty > 0 && (
        <span className="column-list__missing" title={`${formatCount(empty)} cells without a value`}>
          {formatPercent(share)}
        </span>
      )}
    </div>
  )
}

function targetOf(key: string, at: number, count: number): number | null {
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at < 0 ? 0 : at - 1,
    PageDown: at + PAGE,
    PageUp: at - PAGE,
    Home: 0,
    End: count - 1,
  }
  const target = moves[key]
  return target === undefined ? null : Math.max(0, Math.min(count - 1, target))
}
