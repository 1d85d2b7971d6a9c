import { useMemo, useState } from 'react'
import { featureChoices } from '../../state/selectors.ts'
import { useApp } from '../../state/store.ts'
import { formatNumberOf } from '../controls/amounts.ts'
import { ColumnRow } from './column-row.tsx'
import { UnreadableDialog } from './unreadable-dialog.tsx'

/** Each column as it was read; type and role are open to change, and the analysis follows. */
export function ColumnsPanel() {
  const dataset = useApp((state) => state.dataset)
  const ranking = useApp((state) => state.ranking)
  const features = useApp((state) => state.features)
  const rowCount = dataset?.rowCount ?? 0
  const columns = dataset?.columns ?? []
  const choices = useMemo(() => {
    const all = featureChoices({ dataset, ranking, features })
    return new Map(all.map((choice) => [choice.column, choice]))
  }, [dataset, ranking, features])
  const [listed, setListed] = useState<number | null>(null)

  return (
    <section className="panel columns" aria-labelledby="columns-heading">
      <h2 id="columns-heading" className="panel__title">
        Columns <span className="panel__aside">{formatNumberOf(columns.length, 'column')}</span>
      </h2>
      <div className="columns__scroll" tabIndex={0} role="region" aria-label="Columns table">
        <table className="columns__table" aria-labelledby="columns-heading">
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Type</th>
              <th scope="col">Role</th>
              <th scope="col">Read as</th>
              <th scope="col">Example</th>
              <th scope="col" className="number">
                Missing
              </th>
              <th scope="col" className="number">
                Unreadable
              </th>
              <th scope="col" className="number columns__distinct">
                Distinct
              </th>
              <th scope="col">Used by the detector</th>
            </tr>
          </thead>
          <tbody>
            {columns.map((column) => (
              <ColumnRow
                key={column.index}
                column={column}
                choice={choices.get(column.index)}
                rowCount={rowCount}
                onList={setListed}
              />
            ))}
          </tbody>
        </table>
      </div>
      {listed !== null && <UnreadableDialog column={columns[listed]} onClose={() => setListed(null)} />}
    </section>
  )
}
