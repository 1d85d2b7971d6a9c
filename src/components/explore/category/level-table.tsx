import type { LinkedCounts } from '../../../state/linked-views.ts'
import { formatCount, formatPercent } from '../../plots/format.ts'
import { useLinkedRender } from '../../plots/use-linked-text.ts'
import { formatAmount, formatLift, formatRate, LevelName } from './level-cells.tsx'
import { levelCounts, type LevelFigures } from './level-figures.ts'
import type { LevelList } from './use-level-order.ts'
import type { NameOf } from './use-levels.ts'

/** A table of more rows than this helps nobody; the plot shows all of them. */
export const TABLE_ROWS = 400

interface LevelTableProps {
  readonly name: string
  readonly list: LevelList
  readonly rows: Uint32Array
  readonly counts: LinkedCounts
  readonly nameOf: NameOf
  /** Head and values of the amount; null: none is shown. */
  readonly amount: { readonly head: string; readonly values: Float64Array } | null
}

/** The levels' data as a table: the first of the list, and the totals over all. Follows the cut. */
export function LevelTable({ name, list, rows, counts, nameOf, amount }: LevelTableProps) {
  useLinkedRender(counts)
  const { total, figuresOf } = levelCounts(rows, counts)
  const shown = Array.from({ length: Math.min(TABLE_ROWS, list.count) }, (_, k) => list.levelAt(k))
  const cells = (figures: LevelFigures) => (
    <>
      <td>{formatCount(figures.rows)}</td>
      <td>{formatPercent(total.rows > 0 ? figures.rows / total.rows : 0)}</td>
      {figures.selected !== null && <td>{formatCount(figures.selected)}</td>}
      <td className={figures.flagged > 0 ? 'plot-flagged-number' : undefined}>
        {formatCount(figures.flagged)}
      </td>
      <td>{formatRate(figures)}</td>
      <td>{formatLift(figures.rate.share, total.rate.share)}</td>
    </>
  )
  return (
    <table className="plot-table" aria-label={name}>
      <thead>
        <tr>
          <th scope="col">Value</th>
          <th scope="col">Rows</th>
          <th scope="col">Share</th>
          {total.selected !== null && <th scope="col">Selected</th>}
          <th scope="col">Flagged</th>
          <th scope="col">Flagged rate (95 % interval)</th>
          <th scope="col">Lift</th>
          {amount && <th scope="col">{amount.head}</th>}
        </tr>
      </thead>
      <tbody>
        {shown.map((level) => (
          <tr key={level}>
            <th scope="row">
              <LevelName name={nameOf(level)} />
            </th>
            {cells(figuresOf(level))}
            {amount && <td>{formatAmount(amount.values[level]!)}</td>}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">
            {list.count === rows.length ? 'All values' : `All ${formatCount(rows.length)} values`}
            {shown.length < list.count && `, of which the first ${formatCount(shown.length)} are listed`}
          </th>
          {cells(total)}
          {amount && <td />}
        </tr>
      </tfoot>
    </table>
  )
}
