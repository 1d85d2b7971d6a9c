import { useState } from 'react'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import type { Ranking } from '../../../workers/engine.api.ts'
import { formatNumberOf } from '../../controls/amounts.ts'
import { formatCount, formatNumber, formatPercent } from '../../plots/format.ts'

type Prepared = Ranking['prepared']
type Source = Prepared['encoding'][number]

/** More rows than this are shown when they are asked for. */
const FEW = 60
const SHOWN_NAMES = 4

interface EncodingTableProps {
  readonly prepared: Prepared
  readonly columns: readonly ColumnSummary[]
}

/** What the detector saw: each source column, its matrix columns, and what was learned for it. */
export function EncodingTable({ prepared, columns }: EncodingTableProps) {
  const [all, setAll] = useState(false)
  const { encoding, fittedRows } = prepared
  const shown = all ? encoding : encoding.slice(0, FEW)
  const width = encoding.reduce((sum, source) => sum + source.columns.length, 0)
  return (
    <section className="encoding" aria-labelledby="encoding-title">
      <h4 id="encoding-title" className="encoding__title">
        What the detector saw
      </h4>
      <p className="encoding__summary">
        {formatNumberOf(encoding.length, 'column')} of the file became{' '}
        {formatNumberOf(width, 'matrix column')}, with what {formatCount(fittedRows)} rows taught.
      </p>
      <table className="encoding__table">
        <thead>
          <tr>
            <th scope="col">Column</th>
            <th scope="col">Became</th>
            <th scope="col">Learned</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((source) => (
            <tr key={source.column}>
              <th scope="row">{columns[source.column]?.name ?? source.name}</th>
              <td>
                <span className="encoding__how">{source.encoding}</span>
                {source.columns.length > 1 && <span className="encoding__names">{namesOf(source)}</span>}
              </td>
              <td>
                <dl className="encoding__learned">
                  {source.learned.map(({ label, value, unit }) => (
                    <div key={label}>
                      <dt>{label}</dt>
                      <dd>{unit === 'share' ? formatPercent(Number(value)) : figure(value)}</dd>
                    </div>
                  ))}
                </dl>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {encoding.length > shown.length && (
        <button type="button" className="text-button" onClick={() => setAll(true)}>
          Show all {formatCount(encoding.length)} columns
        </button>
      )}
    </section>
  )
}

function figure(value: number | string): string {
  return typeof value === 'number' ? formatNumber(value) : value
}

/** The matrix columns without the name of their source, which stands beside them. */
function namesOf({ name, columns }: Source): string {
  const short = columns.map((column) =>
    column.startsWith(name) ? column.slice(name.length).replace(/^ = | \(|\)$/gu, '') : column,
  )
  const list = short.slice(0, SHOWN_NAMES).join(', ')
  return short.length > SHOWN_NAMES ? `${list} and ${short.length - SHOWN_NAMES} more` : list
}
