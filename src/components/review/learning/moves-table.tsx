import { UnstyledButton } from '@mantine/core'
import { currentLessons } from '../../../state/learning.ts'
import type { Move } from '../../../state/learned-moves.ts'
import { selectRow } from '../../../state/actions/view.ts'
import { appStore, useApp } from '../../../state/store.ts'
import { useEngineQuery } from '../../../state/use-engine-query.ts'
import type { DatasetSummary, Ranking, RowCells } from '../../../workers/engine.api.ts'
import type { WhyLearned } from '../../../analysis/feedback/why-learned.ts'
import { decimalsOf, formatCell } from '../../controls/cell-format.ts'
import { formatCount } from '../../plots/format.ts'
import { Slopes } from './slopes.tsx'
import { strongest } from './strongest.ts'

interface MovesTableProps {
  readonly title: string
  readonly moves: readonly Move[]
  readonly dataset: DatasetSummary
  readonly ranking: Ranking
}

/** Rows that learning moved: rank before and now, and the columns that moved them. */
export function MovesTable({ title, moves, dataset, ranking }: MovesTableProps) {
  const selected = useApp((state) => state.selectedRow)
  const rows = moves.map(({ row }) => row)
  const key = rows.length === 0 ? null : rows.join()
  const why = useEngineQuery(ranking, key, (engine) =>
    engine.whyLearned(currentLessons(appStore.getState()), Uint32Array.from(rows)),
  )
  const cells = useEngineQuery(ranking, key, (engine) => engine.rows(Uint32Array.from(rows)))
  return (
    <section className="learning-part" aria-label={title}>
      <h4>{title}</h4>
      {moves.length === 0 ? (
        <p className="learning-none">No row among the first 200.</p>
      ) : (
        <div className="learning-list">
          <Slopes moves={moves} />
          <table>
            <thead>
              <tr>
                <th scope="col">Row</th>
                <th scope="col" className="num">
                  Rank before
                </th>
                <th scope="col" className="num">
                  Now
                </th>
                <th scope="col">Moved by</th>
              </tr>
            </thead>
            <tbody>
              {moves.map(({ row, before, now }, i) => (
                <tr key={row} data-selected={row === selected || undefined}>
                  <th scope="row">
                    <UnstyledButton className="learning-row" onClick={() => selectRow(row)}>
                      {formatCount(row + 1)}
                    </UnstyledButton>
                  </th>
                  <td className="num">{formatCount(before)}</td>
                  <td className="num">{formatCount(now)}</td>
                  <td className="learning-why">
                    {why.data && cells.data
                      ? whyWords(why.data, i, cells.data[i], dataset, now < before)
                      : ''}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

/** The cells of the columns that moved a row most: `Amount 2,769.89, Hour 03`. */
function whyWords(
  why: WhyLearned,
  at: number,
  cells: RowCells | undefined,
  dataset: DatasetSummary,
  up: boolean,
): string {
  if (cells === undefined) return ''
  const columns = strongest(why, at, up)
  const words = columns.flatMap((index) => {
    const column = dataset.columns[index]
    const value = cells.cells[index]
    return column === undefined || value === undefined
      ? []
      : [`${column.name} ${formatCell(value, column, decimalsOf(value))}`]
  })
  return words.length === 0 ? 'other rows that moved' : words.join(', ')
}
