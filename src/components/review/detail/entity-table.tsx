import { UnstyledButton } from '@mantine/core'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import { labelWord } from '../../../state/decision-words.ts'
import { DASH } from '../../controls/cell-format.ts'
import { formatCount } from '../../plots/format.ts'
import type { EntityPoint } from './entity-timeline.tsx'
import { valueWords } from './typical-words.ts'

interface EntityTableProps {
  readonly points: readonly EntityPoint[]
  readonly selected: number
  readonly time: ColumnSummary | null
  readonly value: ColumnSummary | null
  readonly onPick: (row: number) => void
}

/** The points of the timeline as a table; each leads to its row. */
export function EntityTable({ points, selected, time, value, onPick }: EntityTableProps) {
  return (
    <table className="plot-table" aria-label="Rows of the same entity data">
      <thead>
        <tr>
          <th scope="col">Row</th>
          {time && <th scope="col">{time.name}</th>}
          {value && <th scope="col">{value.name}</th>}
          <th scope="col">Rank</th>
          <th scope="col">Flagged</th>
          <th scope="col">Decision</th>
        </tr>
      </thead>
      <tbody>
        {points.map((point) => (
          <tr key={point.row} aria-current={point.row === selected || undefined}>
            <th scope="row">
              <UnstyledButton className="detail-link" onClick={() => onPick(point.row)}>
                {formatCount(point.row + 1)}
              </UnstyledButton>
            </th>
            {time && <td>{valueWords(time, Number.isNaN(point.time) ? null : point.time)}</td>}
            {value && <td>{valueWords(value, Number.isNaN(point.value) ? null : point.value)}</td>}
            <td>{point.rank === null ? DASH : formatCount(point.rank + 1)}</td>
            <td>{point.flagged ? 'yes' : ''}</td>
            <td>{point.label === null ? '' : labelWord(point.label)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
