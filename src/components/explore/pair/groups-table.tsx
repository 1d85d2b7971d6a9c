import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import type { LinkedCounts } from '../../../state/linked-views.ts'
import type { AnswerOf } from '../../../workers/engine.api.ts'
import { formatCount, formatPercent, valueText } from '../../plots/format.ts'
import { useLinkedRender } from '../../plots/use-linked-text.ts'

interface GroupsTableProps {
  readonly groups: ColumnSummary
  readonly values: ColumnSummary
  readonly data: AnswerOf<'groupBoxes'>
  readonly names: readonly string[]
  /** Per group. */
  readonly counts: LinkedCounts
  readonly log: boolean
  readonly onPick: (group: number) => void
}

/** The figures of each group: one line each. */
export function GroupsTable({ groups, values, data, names, counts, log, onPick }: GroupsTableProps) {
  useLinkedRender(counts)
  const flagged = counts.flagged()
  const selected = counts.selected()
  const text = (value: number | undefined) =>
    value === undefined || Number.isNaN(value) ? '–' : valueText(values, log ? 10 ** value : value)
  return (
    <table className="plot-table" aria-label="Values by category data">
      <thead>
        <tr>
          <th scope="col">{groups.name}</th>
          <th scope="col">Rows</th>
          {selected && <th scope="col">Selected</th>}
          <th scope="col">Flagged</th>
          <th scope="col">Share</th>
          <th scope="col">Lower quartile</th>
          <th scope="col">Median</th>
          <th scope="col">Upper quartile</th>
          <th scope="col">{log ? 'Geometric mean' : 'Mean'}</th>
          <th scope="col">95 % interval</th>
        </tr>
      </thead>
      <tbody>
        {names.map((name, group) => {
          const box = data.boxes[group]
          const mean = data.means[group]
          return (
            <tr key={name}>
              <th scope="row">
                <button
                  type="button"
                  className="text-button"
                  aria-label={`Select ${name}`}
                  onClick={() => onPick(group)}
                >
                  {name}
                </button>
              </th>
              <td>{formatCount(data.rows[group]!)}</td>
              {selected && <td>{formatCount(selected[group]!)}</td>}
              <td className={flagged[group]! > 0 ? 'plot-flagged-number' : undefined}>
                {formatCount(flagged[group]!)}
              </td>
              <td>{formatPercent(flagged[group]! / data.rows[group]!)}</td>
              <td>{text(box?.q1)}</td>
              <td>{text(box?.median)}</td>
              <td>{text(box?.q3)}</td>
              <td>{text(mean?.mean)}</td>
              <td>{mean && !Number.isNaN(mean.low) ? `${text(mean.low)} to ${text(mean.high)}` : '–'}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
