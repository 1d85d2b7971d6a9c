import type { MissingAnswer } from '../../../analysis/missing/missing-values.ts'
import type { DatasetSummary } from '../../../workers/engine.api.ts'
import { formatShare } from '../../controls/amounts.ts'
import { formatCount } from '../../plots/format.ts'
import { gapsOf } from './missing-text.ts'

/** The same as figures: a line per column that has gaps. */
export function MissingTable({
  dataset,
  answer,
}: {
  readonly dataset: DatasetSummary
  readonly answer: MissingAnswer
}) {
  const partner = (column: number) => {
    const pair = answer.pairs.find(({ a, b }) => a === column || b === column)
    if (!pair) return ''
    const other = dataset.columns[pair.a === column ? pair.b : pair.a]
    return other ? `${other.name} (${formatCount(pair.both)})` : ''
  }
  return (
    <table className="plot-table" aria-label="Missing values data">
      <thead>
        <tr>
          <th scope="col">Column</th>
          <th scope="col">Missing</th>
          <th scope="col">Unreadable</th>
          <th scope="col">Share</th>
          <th scope="col">Most often together with</th>
        </tr>
      </thead>
      <tbody>
        {answer.columns.map(({ column }) => {
          const summary = dataset.columns[column]
          if (!summary) return null
          return (
            <tr key={column}>
              <th scope="row">{summary.name}</th>
              <td>{formatCount(summary.missing)}</td>
              <td>{formatCount(summary.unreadable)}</td>
              <td>{formatShare(gapsOf(summary) / Math.max(1, dataset.rowCount))}</td>
              <td>{partner(column)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
