import type { EntityShares } from '../../../analysis/audit/entity-shares.ts'
import type { DatasetSummary } from '../../../workers/engine.api.ts'
import { formatCount, formatNumber, formatP, formatPercent } from '../../plots/format.ts'
import { cellPredicate, cellText } from './cell-text.ts'
import { PickList } from './pick-list.tsx'
import { usePickedRows } from './use-picked-rows.ts'

interface EntityListProps {
  readonly source: string
  readonly dataset: DatasetSummary
  readonly shares: EntityShares
  /** What is counted, e.g. `multiples of 100`. */
  readonly what: string
  /** The rows that are counted, of every entity; ascending. */
  readonly marked: () => Uint32Array
}

/** Who has more of what a test counts than the file's share would give. */
export function EntityList({ source, dataset, shares, what, marked }: EntityListProps) {
  const column = dataset.columns[shares.column]
  const { picked, pick } = usePickedRows(source)
  const name = column?.name ?? ''
  return (
    <PickList
      name={`${name} with the most ${what}`}
      note={`Against the share of the whole file, of ${formatCount(shares.entities)} in ${name}. With so many compared, some are far out by chance: p is for one alone.`}
      heads={[name, 'Rows', 'Of these', 'Share', 'Expected', 'p']}
      empty={`No ${name} has clearly more ${what} than the others.`}
      lines={shares.listed.map((entity, i) => {
        const label = cellText(entity.name, column)
        return {
          key: i,
          label,
          cells: [
            formatCount(entity.rows),
            formatCount(entity.marked),
            formatPercent(entity.marked / entity.rows),
            formatNumber(entity.expected, 3),
            formatP(entity.p),
          ],
          isPicked: picked?.from === i,
          onPick: () =>
            pick(
              { from: i, to: i },
              () => ({
                kind: 'all',
                of: [cellPredicate(entity.name, shares.column), { kind: 'rows', rows: marked() }],
              }),
              `${name} ${label}: ${what}`,
            ),
        }
      })}
    />
  )
}
