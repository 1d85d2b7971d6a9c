import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import type { LinkedCounts } from '../../../state/linked-views.ts'
import type { AnswerOf } from '../../../workers/engine.api.ts'
import { formatCount, formatFixed, formatPercent } from '../../plots/format.ts'
import { useLinkedRender } from '../../plots/use-linked-text.ts'

interface LevelsTableProps {
  readonly x: ColumnSummary
  readonly y: ColumnSummary
  readonly data: AnswerOf<'pairCounts'>
  readonly counts: LinkedCounts
  readonly names: { readonly x: readonly string[]; readonly y: readonly string[] }
  readonly onPick: (column: number, line: number) => void
}

/** One line for each pair of values that occurs. */
export function LevelsTable({ x, y, data, counts, names, onPick }: LevelsTableProps) {
  useLinkedRender(counts)
  const flagged = counts.flagged()
  const selected = counts.selected()
  const columns = names.x.length
  return (
    <table className="plot-table" aria-label="Counts by category data">
      <thead>
        <tr>
          <th scope="col">{`${x.name}; ${y.name}`}</th>
          <th scope="col">Rows</th>
          {selected && <th scope="col">Selected</th>}
          <th scope="col">Flagged</th>
          <th scope="col">Share</th>
          <th scope="col">Residual</th>
        </tr>
      </thead>
      <tbody>
        {Array.from(data.counts, (rows, cell) => {
          if (rows === 0) return null
          const [column, line] = [cell % columns, Math.floor(cell / columns)]
          const name = `${names.x[column] ?? ''}; ${names.y[line] ?? ''}`
          const residual = data.association.residuals[cell]!
          return (
            <tr key={cell}>
              <th scope="row">
                <button
                  type="button"
                  className="text-button"
                  aria-label={`Select ${name}`}
                  onClick={() => onPick(column, line)}
                >
                  {name}
                </button>
              </th>
              <td>{formatCount(rows)}</td>
              {selected && <td>{formatCount(selected[cell]!)}</td>}
              <td className={flagged[cell]! > 0 ? 'plot-flagged-number' : undefined}>
                {formatCount(flagged[cell]!)}
              </td>
              <td>{formatPercent(flagged[cell]! / rows)}</td>
              <td>{Number.isNaN(residual) ? '–' : formatFixed(residual, 2)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
