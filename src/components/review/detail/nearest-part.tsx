import { UnstyledButton } from '@mantine/core'
import type { NearRow } from '../../../analysis/evidence/nearest-rows.ts'
import { selectRow } from '../../../state/actions/view.ts'
import { useApp } from '../../../state/store.ts'
import { useEvidence } from '../../../state/use-evidence.ts'
import { useSettled } from '../../../state/use-settled.ts'
import type { CellValue, DatasetSummary, Ranking, RowDetails } from '../../../workers/engine.api.ts'
import { DASH } from '../../controls/cell-format.ts'
import { formatCount, formatFixed, formatPercent } from '../../plots/format.ts'
import { valueWords } from './typical-words.ts'
import { Waiting } from './section.tsx'

const COUNT = 5
/** A column that makes at least so much of the squared distance is marked. */
const MARKED = 0.1

/** The rows below the line that are most like this one, and in what they differ from it. */
export default function NearestPart({
  row,
  ranking,
  dataset,
  details,
}: {
  readonly row: number | null
  readonly ranking: Ranking
  readonly dataset: DatasetSummary
  readonly details: RowDetails
}) {
  const cut = useSettled(useApp((state) => state.cut))
  const request = row === null ? null : { row, cut, count: COUNT }
  const { data, loading, error } = useEvidence('nearestRows', ranking, request)
  const own = details.row === data?.row ? details.cells : null
  const used = data?.nearest[0]?.shares.map(({ column }) => column) ?? []
  return (
    <Waiting busy={loading || row === null} error={error?.message ?? null} lines={6}>
      {data && (
        <>
          {data.nearest.length === 0 && <p className="detail-note">Every other row is flagged.</p>}
          {data.nearest.length > 0 && (
            <div className="detail-scroll">
              <table className="detail-nearest" aria-label="Nearest rows that are not flagged">
                <thead>
                  <tr>
                    <th scope="col">Column</th>
                    <th scope="col">This row</th>
                    {data.nearest.map((near) => (
                      <th scope="col" key={near.row}>
                        <UnstyledButton
                          className="detail-link"
                          title={`Row ${formatCount(near.row + 1)}, rank ${formatCount(near.rank + 1)}: show it`}
                          onClick={() => selectRow(near.row)}
                        >
                          Row {formatCount(near.row + 1)}
                        </UnstyledButton>
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  <tr>
                    <th scope="row">Distance</th>
                    <td>{DASH}</td>
                    {data.nearest.map(({ row: near, distance }) => (
                      <td key={near}>{formatFixed(distance, 2)}</td>
                    ))}
                  </tr>
                  {used.map((index) => {
                    const column = dataset.columns[index]
                    if (!column) return null
                    const say = (value: CellValue) => valueWords(column, value)
                    return (
                      <tr key={index}>
                        <th scope="row" title={column.name}>
                          {column.name}
                        </th>
                        <td>{own === null ? DASH : say(own[index] ?? null)}</td>
                        {data.nearest.map((near) => (
                          <NearCell
                            key={near.row}
                            near={near}
                            column={index}
                            text={say(near.cells[index] ?? null)}
                            same={own !== null && own[index] === near.cells[index]}
                          />
                        ))}
                      </tr>
                    )
                  })}
                </tbody>
              </table>
            </div>
          )}
          <p className="detail-note">
            Nearest of {formatCount(data.among)} rows that are not flagged, over the columns the detector
            uses: each on the scale of its standard deviation, as the detectors that compare distances do.
            Marked cells (≠) make at least a tenth of the squared distance.
          </p>
        </>
      )}
    </Waiting>
  )
}

function NearCell({
  near,
  column,
  text,
  same,
}: {
  readonly near: NearRow
  readonly column: number
  readonly text: string
  readonly same: boolean
}) {
  const share = near.shares.find((one) => one.column === column)?.share ?? 0
  const differs = !same && share >= MARKED
  return (
    <td
      data-differs={differs || undefined}
      data-same={same || undefined}
      title={`${formatPercent(share)} of the squared distance`}
    >
      {text}
      {differs && <span aria-label="differs"> ≠</span>}
    </td>
  )
}
