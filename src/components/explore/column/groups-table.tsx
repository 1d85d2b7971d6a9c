import type { GroupDistributionsAnswer } from '../../../analysis/distribution/group-distributions.ts'
import type { LinkedCounts } from '../../../state/linked-views.ts'
import { formatCount, formatPercent } from '../../plots/format.ts'
import { useLinkedRender } from '../../plots/use-linked-text.ts'
import { groupName, rowsOf } from './groups.ts'
import { formatAt } from './value-format.ts'

interface GroupsTableProps {
  readonly answer: GroupDistributionsAnswer
  readonly counts: LinkedCounts
  readonly name: string
}

/** Each group's box in numbers, and its flagged rows. */
export function GroupsTable({ answer, counts, name }: GroupsTableProps) {
  useLinkedRender(counts)
  const { groups, cells, scale } = answer
  const flagged = counts.flagged()
  const selected = counts.selected()
  return (
    <table className="plot-table" aria-label={name}>
      <thead>
        <tr>
          <th scope="col">Group</th>
          <th scope="col">Rows</th>
          <th scope="col">Lower quartile</th>
          <th scope="col">Median</th>
          <th scope="col">Upper quartile</th>
          <th scope="col">Outside</th>
          {selected && <th scope="col">Selected</th>}
          <th scope="col">Flagged</th>
          <th scope="col">Share</th>
        </tr>
      </thead>
      <tbody>
        {groups.map((group, g) => {
          const { box, rows } = group
          const own = rowsOf(flagged, g, cells)
          const of = selected ? rowsOf(selected, g, cells) : rows
          return (
            <tr key={g}>
              <th scope="row">{groupName(group)}</th>
              <td>{formatCount(rows)}</td>
              <td>{box ? formatAt(scale, box.q1) : '–'}</td>
              <td>{box ? formatAt(scale, box.median) : '–'}</td>
              <td>{box ? formatAt(scale, box.q3) : '–'}</td>
              <td>{box ? formatCount(box.outside[0] + box.outside[1]) : '–'}</td>
              {selected && <td>{formatCount(of)}</td>}
              <td className={own > 0 ? 'plot-flagged-number' : undefined}>{formatCount(own)}</td>
              <td>{formatPercent(of > 0 ? own / of : 0)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
