import {
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  createColumnHelper,
  rowSortingFeature,
  tableFeatures,
} from '@tanstack/react-table'
import type { ColumnSummary } from '../../analysis/table/read-summary.ts'
import { DecisionCell } from './decision-cell.tsx'
import { formatCount } from '../plots/format.ts'
import { columnWidth, DASH, rankWidth } from '../controls/cell-format.ts'
import type { TableCell, TableRow } from './table-row.ts'

/** Sorting and paging are the engine's: the table sees the window only. */
export const features = tableFeatures({
  columnSizingFeature,
  columnResizingFeature,
  columnVisibilityFeature,
  rowSortingFeature,
})

const helper = createColumnHelper<typeof features, TableRow>()

export const RANK = 'rank'
export const SCORE = 'score'
export const DECISION = 'decision'

/** Columns that stay where they are when the others are scrolled sideways. */
export const STICKY = 3

/**
 * What was decided, rank and score first, then the file's columns under their index as id.
 *
 * @param marking whether rows can be marked
 */
export function tableColumns(columns: readonly ColumnSummary[], rows: number, marking: boolean) {
  const width = marking ? 54 : 34
  return helper.columns([
    helper.accessor('decision', {
      id: DECISION,
      header: 'Decision',
      size: width,
      minSize: width,
      maxSize: width,
      enableHiding: false,
      enableSorting: false,
      enableResizing: false,
      cell: ({ row }) => <DecisionCell record={row.original} />,
    }),
    helper.accessor('rank', {
      id: RANK,
      header: 'Rank',
      size: rankWidth(rows),
      minSize: 52,
      enableHiding: false,
      sortDescFirst: false,
      cell: ({ row: { original } }) =>
        original.hidden ? <Hidden /> : original.rank === null ? <Pending /> : formatCount(original.rank),
    }),
    helper.accessor('score', {
      id: SCORE,
      header: 'Score',
      size: 76,
      minSize: 60,
      enableHiding: false,
      sortDescFirst: true,
      cell: ({ row: { original } }) =>
        original.hidden ? <Hidden /> : original.row === null ? <Pending /> : original.score,
    }),
    ...columns.map((column) =>
      helper.accessor((row) => row.cells?.[column.index]?.text ?? null, {
        id: String(column.index),
        header: column.name,
        size: columnWidth(column),
        minSize: 56,
        maxSize: 640,
        sortDescFirst: column.type === 'number',
        cell: ({ row }) => <Cell cell={row.original.cells?.[column.index]} />,
      }),
    ),
  ])
}

function Cell({ cell }: { readonly cell: TableCell | undefined }) {
  if (!cell) return <Pending />
  return cell.missing ? (
    <span className="grid-missing" title="missing">
      {DASH}
    </span>
  ) : (
    cell.text
  )
}

/** In the place of what would tell whether the row is flagged. */
function Hidden() {
  return (
    <span className="grid-missing" title="Hidden until the row is decided">
      {DASH}
    </span>
  )
}

function Pending() {
  return <span className="grid-pending" aria-hidden="true" />
}
