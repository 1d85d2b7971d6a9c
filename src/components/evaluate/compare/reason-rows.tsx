import { selectRow, setScreen } from '../../../state/actions/view.ts'
import { ownRequest } from '../../../state/compare-runs.ts'
import { rankOf } from '../../../state/selectors.ts'
import { useEngineQuery } from '../../../state/use-engine-query.ts'
import type { ComparedRanking, Ranking } from '../../../workers/engine.api.ts'
import { formatCount, formatRows } from '../../plots/format.ts'

interface ReasonRowsProps {
  readonly rows: Uint32Array
  /** How many there are in all. */
  readonly total: number
  /** Whether the reasons may be asked for: not while the cut moves. */
  readonly asked: boolean
  readonly ranking: Ranking
  /** Whose reasons are told; null: the page's own. */
  readonly by: ComparedRanking | null
  readonly byName: string
}

/** Rows with where they rank and the first reason of a detector for them. */
export function ReasonRows({ rows, total, asked, ranking, by, byName }: ReasonRowsProps) {
  const key = rows.join(' ')
  const { data, error } = useEngineQuery(
    by ?? ranking,
    asked && rows.length > 0 ? key : null,
    async (engine) => {
      const answer = await engine.comparedReasons(by?.request ?? ownRequest(), rows, 1)
      return answer.ok ? { ok: true, value: { key, reasons: answer.value } } : answer
    },
  )
  if (rows.length === 0) return <p className="compare__note">There are no such rows at this cut.</p>
  const ranks = rankOf(ranking)
  const reasons = data?.key === key ? data.reasons : null
  return (
    <>
      <table className="reason-rows" aria-label="Rows and reasons">
        <thead>
          <tr>
            <th scope="col">Row</th>
            <th scope="col" className="compare-table__number">
              Current rank
            </th>
            <th scope="col">Why, by {byName}</th>
          </tr>
        </thead>
        <tbody>
          {Array.from(rows, (row, i) => {
            const reason = reasons?.[i]?.[0]
            return (
              <tr key={row}>
                <th scope="row">
                  <button
                    type="button"
                    className="text-button"
                    title="Open it in Review"
                    onClick={() => {
                      selectRow(row)
                      setScreen('review')
                    }}
                  >
                    Row {formatCount(row + 1)}
                  </button>
                </th>
                <td className="compare-table__number">{formatCount((ranks[row] ?? 0) + 1)}</td>
                <td>
                  {reason && (
                    <>
                      <strong>{reason.name}</strong> {reason.value}: {reason.comparison}
                      <span className="reason-rows__typical">{reason.typical}</span>
                    </>
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {error && <p className="compare__note">{error.message}</p>}
      {total > rows.length && (
        <p className="compare__note">
          The first {formatRows(rows.length)} of {formatCount(total)}.
        </p>
      )}
    </>
  )
}
