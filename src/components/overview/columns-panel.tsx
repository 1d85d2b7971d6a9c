import { useMemo, useRef, useState } from 'react'
import { inferColumns } from '../../state/actions/columns.ts'
import { featureChoices } from '../../state/selectors.ts'
import { useApp } from '../../state/store.ts'
import { useKept } from '../../state/use-kept.ts'
import type { DatasetSummary } from '../../workers/engine.api.ts'
import { formatNumberOf } from '../controls/amounts.ts'
import { ColumnSearch } from '../controls/column-search.tsx'
import { searchColumns } from '../controls/search-columns.ts'
import { formatCount } from '../plots/format.ts'
import { ColumnCards } from './cards/column-cards.tsx'
import { ColumnsTable } from './columns-table.tsx'
import { COLUMN_ORDERS, type ColumnOrder } from './sort-columns.ts'
import { UnreadableDialog } from './unreadable-dialog.tsx'
import { useSortedColumns } from './use-sorted-columns.ts'

/** Fewer columns than this are seen at a glance. */
const SEARCH_FROM = 6

const VIEWS = ['Cards', 'Table'] as const

/** Every column: as cards with what is in it, or as a table in which type, format and role can be changed. */
export function ColumnsPanel({ dataset }: { readonly dataset: DatasetSummary }) {
  const ranking = useApp((state) => state.ranking)
  const features = useApp((state) => state.features)
  const chosen = useApp((state) => state.columnChoices)
  const { columns, rowCount } = dataset
  // A type or role that is changed reads the file again: what is shown of it stays as it is.
  const file = useApp((state) => state.input) ?? dataset
  const choices = useMemo(() => {
    const all = featureChoices({ dataset, ranking, features })
    return new Map(all.map((choice) => [choice.column, choice]))
  }, [dataset, ranking, features])
  const [view, setView] = useKept<(typeof VIEWS)[number]>(file, 'columns view', 'Cards')
  const [order, setOrder] = useKept<ColumnOrder>(file, 'columns order', 'file')
  const [listed, setListed] = useState<number | null>(null)
  const [query, setQuery] = useState('')
  const panel = useRef<HTMLElement>(null)
  const { sorted, waiting, progress } = useSortedColumns(columns, order)
  const found = useMemo(() => searchColumns(sorted, query), [sorted, query])
  const anyChosen = columns.some(({ name }) => name in chosen)

  return (
    <section ref={panel} className="panel columns" aria-labelledby="columns-heading">
      <div className="columns__head">
        <h2 id="columns-heading" className="panel__title">
          Columns
        </h2>
        <span className="panel__aside" role={query ? 'status' : undefined}>
          {query && `${formatCount(found.length)} of `}
          {formatNumberOf(columns.length, 'column')}
        </span>
        <div className="segments" role="group" aria-label="Show columns as">
          {VIEWS.map((name) => (
            <button key={name} type="button" aria-pressed={view === name} onClick={() => setView(name)}>
              {name}
            </button>
          ))}
        </div>
        {view === 'Table' && anyChosen && (
          <button type="button" className="text-button" onClick={() => void inferColumns()}>
            Infer all again
          </button>
        )}
        <span className="columns__waiting" role="status">
          {waiting &&
            `Working out all columns${progress === null ? '' : `, ${Math.floor(progress * 100)} %`}`}
        </span>
        <label className="columns__order">
          Sort by
          <select
            className="cell-select"
            value={order}
            onChange={(event) => {
              const next = COLUMN_ORDERS.find(({ value }) => value === event.target.value)
              if (!next) return
              setOrder(next.value)
              toTop(panel.current)
            }}
          >
            {COLUMN_ORDERS.filter(({ value }) => value !== 'contrast' || ranking !== null).map(
              ({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ),
            )}
          </select>
        </label>
        {columns.length >= SEARCH_FROM && (
          <ColumnSearch label="Search the columns" value={query} onChange={setQuery} />
        )}
      </div>
      {found.length === 0 ? (
        <p className="columns__none">No column has “{query.trim()}” in its name.</p>
      ) : view === 'Cards' ? (
        <ColumnCards columns={found} rowCount={rowCount} />
      ) : (
        <ColumnsTable
          columns={found}
          choices={choices}
          chosen={chosen}
          rowCount={rowCount}
          onList={setListed}
        />
      )}
      {listed !== null && <UnreadableDialog column={columns[listed]} onClose={() => setListed(null)} />}
    </section>
  )
}

/** In another order the list is read from its beginning. */
function toTop(panel: HTMLElement | null): void {
  const screen = panel?.closest('.screen')
  if (!panel || !screen) return
  if (panel.getBoundingClientRect().top < screen.getBoundingClientRect().top) panel.scrollIntoView()
}
