import { UnstyledButton } from '@mantine/core'
import type { DatasetSummary, Ranking } from '../../../workers/engine.api.ts'
import { Panels } from '../../controls/panels.tsx'
import { groupAnew, openGroup, useGroups } from '../../../state/groups.ts'
import { useApp } from '../../../state/store.ts'
import { formatCount, formatRows } from '../../plots/format.ts'
import { GroupList } from './group-list.tsx'
import { GroupRows } from './group-rows.tsx'
import { NoGroups } from './no-groups.tsx'
import './groups.css'

interface GroupsPartProps {
  readonly dataset: DatasetSummary
  readonly ranking: Ranking
}

/** Flagged rows with one cause are decided once: the groups beside the rows of the one that is open. */
export default function GroupsPart({ dataset, ranking }: GroupsPartProps) {
  const cut = useApp((state) => state.cut)
  const { groups, of, asked, progress, error, open, stale } = useGroups(dataset, ranking)
  if (!groups || groups.groups.length === 0)
    return <NoGroups cut={cut} found={groups} asked={asked !== null} progress={progress} error={error} />
  const { lookedAt, flagged, own } = groups
  const shown = open ?? 0
  return (
    <div className="groups">
      <p className="groups-summary" role="status">
        <strong>{formatCount(groups.groups.length)}</strong> {groups.groups.length === 1 ? 'group' : 'groups'}{' '}
        of {formatRows(lookedAt - own.length)}
        {own.length > 0 && <>, {formatCount(own.length)} on their own</>}
        {lookedAt < flagged && (
          <>
            {' '}
            · the {formatCount(lookedAt)} most anomalous of {formatCount(flagged)} flagged rows
          </>
        )}
        {(asked !== null || of?.cut !== cut) && <span className="groups-busy"> · grouping anew…</span>}
        {stale && asked === null && (
          <span className="groups-stale">
            {' '}
            · Your decisions have changed the order since.{' '}
            <UnstyledButton className="plot-toggle" onClick={() => void groupAnew({ dataset, ranking, cut })}>
              Group again
            </UnstyledButton>
          </span>
        )}
      </p>
      <div className="groups-panels">
        <Panels
          id="review-groups"
          orientation="horizontal"
          handle="Width of the list of groups"
          panels={[
            {
              id: 'groups-list',
              size: 46,
              min: 260,
              content: <GroupList groups={groups} open={shown} onOpen={openGroup} />,
            },
            {
              id: 'groups-rows',
              size: 54,
              min: 260,
              content: <GroupRows dataset={dataset} ranking={ranking} groups={groups} open={shown} />,
            },
          ]}
        />
      </div>
    </div>
  )
}
