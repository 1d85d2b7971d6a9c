import { useMemo, useState } from 'react'
import { inferColumns } from '../../state/actions.ts'
import { featureChoices } from '../../state/selectors.ts'
import { useApp } from '../../state/store.ts'
import { formatNumberOf } from '../controls/amounts.ts'
import { ColumnSearch } from '../controls/column-search.tsx'
import { searchColumns } from '../controls/search-columns.ts'
import { formatCount } from '../plots/format.ts'
import { ColumnsTable } from './columns-table.tsx'
import { UnreadableDialog } from './unreadable-dialog.tsx'

/** Fewer columns than this are seen at a glance. */
const SEARCH_FROM = 10

/** Each column as it was read; type, format and role are open to change, and the analysis follows. */
export function ColumnsPanel() {
  const dataset = useApp((state) => state.dataset)
  const ranking = useApp((state) => state.ranking)
  const features = useApp((state) => state.features)
  const chosen = useApp((state) => state.columnChoices)
  const columns = useMemo(() => dataset?.columns ?? [], [dataset])
  const choices = useMemo(() => {
    const all = featureChoices({ dataset, ranking, features })
    return new Map(all.map((choice) => [choice.column, choice]))
  }, [dataset, ranking, features])
  const [listed, setListed] = useState<number | null>(null)
  const [query, setQuery] = useState('')
  const found = useMemo(() => searchColumns(columns, query), [columns, query])
  const anyChosen = columns.some(({ name }) => name in chosen)

  return (
    <section className="panel columns" aria-labelledby="columns-heading">
      <div className="columns__head">
        <h2 id="columns-heading" className="panel__title">
          Columns
        </h2>
        <span className="panel__aside" role={query ? 'status' : undefined}>
          {query && `${formatCount(found.length)} of `}
          {formatNumberOf(columns.length, 'column')}
        </span>
        {anyChosen && (
          <button type="button" className="text-button" onClick={() => void inferColumns()}>
            Infer all again
          </button>
        )}
        {columns.length >= SEARCH_FROM && (
          <ColumnSearch label="Search the columns" value={query} onChange={setQuery} />
        )}
      </div>
      {found.length === 0 ? (
        <p className="columns__none">No column has “{query.trim()}” in its name.</p>
      ) : (
        <ColumnsTable
          columns={found}
          choices={choices}
          chosen={chosen}
          rowCount={dataset?.rowCount ?? 0}
          onList={setListed}
        />
      )}
      {listed !== null && <UnreadableDialog column={columns[listed]} onClose={() => setListed(null)} />}
    </section>
  )
}
