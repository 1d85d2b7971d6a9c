import { Button, UnstyledButton } from '@mantine/core'
import { useMemo, useState } from 'react'
import { selectRow, setScreen } from '../../../state/actions/view.ts'
import type { CutMoves } from '../../../state/cut-moves.ts'
import { scoreRange } from '../../../state/selectors.ts'
import { useApp } from '../../../state/store.ts'
import type { DatasetSummary, Ranking } from '../../../workers/engine.api.ts'
import { formatCell } from '../../controls/cell-format.ts'
import { formatCount, formatRows, formatScore } from '../../plots/format.ts'
import { useRowCells } from '../../table/use-row-cells.ts'
import './moved-rows.css'

const PAGE = 50
const SHOWN_COLUMNS = 4

interface MovedRowsProps {
  readonly ranking: Ranking
  readonly dataset: DatasetSummary
  readonly moves: CutMoves
  readonly text: string | null
}

/** The rows between the former line and the present one. */
export default function MovedRows({ ranking, dataset, moves, text }: MovedRowsProps) {
  const { move, pinned } = moves
  const selected = useApp((state) => state.selectedRow)
  const [low, high] = move === null ? [0, 0] : [Math.min(move.from, move.to), Math.max(move.from, move.to)]
  const key = `${low} ${high}`
  const [shown, setShown] = useState({ key, count: PAGE })
  const count = Math.min(high - low, shown.key === key ? shown.count : PAGE)
  const rows = useMemo(() => [...ranking.order.subarray(low, low + count)], [ranking, low, count])
  const { cache, decimals } = useRowCells(dataset, rows)
  const [least, most] = scoreRange(ranking)
  const columns = useMemo(() => columnsOf(dataset, ranking), [dataset, ranking])
  return (
    <>
      <div className="moved__head">
        <p className="moved__text">
          <b>{text ?? 'No row moved'}</b>{' '}
          {move !== null &&
            `since ${pinned ? 'the pinned line' : 'the line last rested'} at ${formatRows(move.from)}`}
        </p>
        <Button
          size="compact-xs"
          variant="default"
          aria-pressed={pinned}
          onClick={pinned ? moves.unpin : moves.pin}
        >
          {pinned ? 'Unpin' : 'Compare with here'}
        </Button>
      </div>
      {rows.length > 0 && (
        <div className="moved__scroll" role="region" aria-label="Rows between the lines" tabIndex={0}>
          <table className="moved__table">
            <thead>
              <tr>
                <th scope="col">Rank</th>
                <th scope="col" data-number>
                  Score
                </th>
                {columns.map(({ name, type }) => (
                  <th key={name} scope="col" data-number={type === 'number' || undefined}>
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, i) => {
                const cells = cache.get(row)?.cells
                return (
                  <tr key={row} data-selected={row === selected || undefined}>
                    <th scope="row">
                      <UnstyledButton
                        className="moved__row"
                        aria-label={`Show row of rank ${formatCount(low + i + 1)}`}
                        onClick={() => {
                          selectRow(row)
                          setScreen('review')
                        }}
                      >
                        {formatCount(low + i + 1)}
                      </UnstyledButton>
                    </th>
                    <td data-number>{formatScore(ranking.scores[row]!, most - least)}</td>
                    {columns.map((column) => (
                      <td key={column.name} data-number={column.type === 'number' || undefined}>
                        {cells
                          ? formatCell(cells[column.index] ?? null, column, decimals[column.index] ?? 0)
                          : ''}
                      </td>
                    ))}
                  </tr>
                )
              })}
            </tbody>
          </table>
        </div>
      )}
      {count < high - low && (
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          fullWidth
          onClick={() => setShown({ key, count: count + PAGE })}
        >
          Show {formatCount(Math.min(PAGE, high - low - count))} more of {formatCount(high - low)}
        </Button>
      )}
    </>
  )
}

/** The amount, then what made the top rows stand out, then whose row it is and when it was. */
function columnsOf(dataset: DatasetSummary, { drivers }: Ranking) {
  const named = (['entity', 'time', 'feature', 'id'] as const).flatMap((role) =>
    dataset.columns.flatMap((column) => (column.role === role ? [column.index] : [])),
  )
  const amount = dataset.amountColumn === null ? [] : [dataset.amountColumn]
  const wanted = [...amount, ...drivers.slice(0, SHOWN_COLUMNS - 1), ...named]
  return [...new Set(wanted)].slice(0, SHOWN_COLUMNS).flatMap((index) => dataset.columns[index] ?? [])
}
