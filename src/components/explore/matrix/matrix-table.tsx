import { useEffect, useReducer } from 'react'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import type { AnswerOf } from '../../../workers/engine.api.ts'
import { formatCoefficient, formatCount, formatPercent } from '../../plots/format.ts'
import { matrixPairs, type MatrixCounts } from './matrix-counts.ts'
import { sum } from './matrix-summary.ts'

interface MatrixTableProps {
  readonly columns: readonly ColumnSummary[]
  readonly data: AnswerOf<'scatterMatrix'>
  readonly counts: MatrixCounts
  readonly correlations: AnswerOf<'matrixCorrelations'> | null
  readonly onOpen: (x: ColumnSummary, y: ColumnSummary) => void
}

/** One line for each pair of columns. */
export function MatrixTable({ columns, data, counts, correlations, onOpen }: MatrixTableProps) {
  const [, render] = useReducer((n: number) => n + 1, 0)
  useEffect(() => counts.subscribe(render), [counts])
  const flagged = counts.flagged()
  const selected = counts.selected()
  return (
    <table className="plot-table" aria-label="Scatter-plot matrix data">
      <thead>
        <tr>
          <th scope="col">Columns</th>
          <th scope="col">Rows drawn</th>
          {selected && <th scope="col">Selected</th>}
          <th scope="col">Flagged</th>
          <th scope="col">Share</th>
          <th scope="col">r</th>
        </tr>
      </thead>
      <tbody>
        {matrixPairs(columns.length).map(({ i, j }, pair) => {
          const [x, y] = [columns[i], columns[j]]
          if (!x || !y) return null
          const rows = sum(data.rasters[pair]!)
          const here = sum(flagged.pairs[pair]!)
          const r = correlations?.[pair]?.r
          return (
            <tr key={pair}>
              <th scope="row">
                <button
                  type="button"
                  className="text-button"
                  aria-label={`Open ${y.name} by ${x.name}`}
                  onClick={() => onOpen(x, y)}
                >{`${y.name} by ${x.name}`}</button>
              </th>
              <td>{formatCount(rows)}</td>
              {selected && <td>{formatCount(sum(selected.pairs[pair]!))}</td>}
              <td className={here > 0 ? 'plot-flagged-number' : undefined}>{formatCount(here)}</td>
              <td>{formatPercent(rows > 0 ? here / rows : 0)}</td>
              <td>{r === undefined ? '…' : r === null ? '–' : formatCoefficient(r)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
