import { useMemo } from 'react'
import { Button, Group } from '@mantine/core'
import type { ListedGroup } from '../../../analysis/audit/duplicates.ts'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import { linkedCounts, UNRANKED } from '../../../state/linked-views.ts'
import type { Ranking } from '../../../workers/engine.api.ts'
import { formatAmount } from '../../controls/amounts.ts'
import { formatCount } from '../../plots/format.ts'
import { useLinkedRender } from '../../plots/use-linked-text.ts'
import { cellText } from './cell-text.ts'
import { PickList } from './pick-list.tsx'
import { rowsOfBars } from './picked-rows.ts'
import { usePickedRows } from './use-picked-rows.ts'

interface GroupListProps {
  readonly source: string
  /** What the groups are, e.g. `Exact duplicates`. */
  readonly what: string
  readonly ranking: Ranking | null
  readonly groups: number
  readonly listed: readonly ListedGroup[]
  readonly groupOf: Int32Array
  /** The columns whose cells are listed. */
  readonly columns: readonly (ColumnSummary | undefined)[]
  readonly hasStake: boolean
  /** Writes the groups to a file. */
  readonly onSave: () => void
}

/** Groups of rows, the weightiest first, with the flagged rows in each; a group's button shows its rows. */
export function GroupList(props: GroupListProps) {
  const { source, what, ranking, groups, listed, groupOf, columns, hasStake, onSave } = props
  const counts = useMemo(
    () => linkedCounts(ranking ?? UNRANKED, groupOf, groups, source),
    [ranking, groupOf, groups, source],
  )
  useLinkedRender(counts)
  const { picked, pick } = usePickedRows(source)
  const flagged = counts.flagged()
  const pickGroups = (from: number, to: number, label: string) =>
    pick({ from, to }, () => ({ kind: 'rows', rows: rowsOfBars(groupOf, null, { from, to }) }), label)
  return (
    <PickList
      name="Groups"
      controls={
        groups > 0 && (
          <Group gap={8}>
            <Button onClick={() => pickGroups(0, groups - 1, `${what}: all groups`)}>
              Show the rows of all {formatCount(groups)} groups
            </Button>
            <Button onClick={onSave}>Save the groups as CSV</Button>
          </Group>
        )
      }
      note={`By amount at stake (the amounts of all rows of a group but the first, without sign)${groups > listed.length ? `; the first ${formatCount(listed.length)} of ${formatCount(groups)} groups` : ''}.`}
      heads={[
        'Group',
        ...columns.map((column) => column?.name ?? ''),
        'Rows',
        ...(hasStake ? ['At stake'] : []),
        'Flagged',
      ]}
      texts={columns.flatMap((column, k) =>
        column?.type === 'number' && column.role !== 'entity' && column.role !== 'id' ? [] : [k],
      )}
      empty="No groups."
      lines={listed.map((group, i) => ({
        key: i,
        label: formatCount(i + 1),
        action: `Show rows of group ${formatCount(i + 1)}`,
        cells: [
          ...group.cells.map((cell, k) => cellText(cell, columns[k])),
          formatCount(group.rows),
          ...(hasStake ? [formatAmount(group.stake)] : []),
          formatCount(flagged[i] ?? 0),
        ],
        isPicked: picked?.from === i && picked.to === i,
        onPick: () => pickGroups(i, i, `${what}: group ${formatCount(i + 1)}`),
      }))}
    />
  )
}
