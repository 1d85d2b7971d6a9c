import type { ErrorReport } from '../../../analysis/errors.ts'
import type { FlaggedGroups } from '../../../analysis/groups/groups.ts'
import type { Progress } from '../../../workers/engine.api.ts'
import { formatRows } from '../../plots/format.ts'

interface NoGroupsProps {
  readonly cut: number
  readonly found: FlaggedGroups | null
  readonly asked: boolean
  readonly progress: Progress | null
  readonly error: ErrorReport | null
}

/** What stands in the place of groups while there are none, and why. */
export function NoGroups({ cut, found, asked, progress, error }: NoGroupsProps) {
  if (error)
    return (
      <p className="groups-none" role="alert">
        {error.message}
      </p>
    )
  if (cut === 0)
    return <p className="groups-none">No row is flagged. Lower the threshold to see groups here.</p>
  if (found && !asked)
    return (
      <p className="groups-none" role="status">
        No group: of {formatRows(found.lookedAt)} no three stand out for the same reasons. Decide them one by
        one under Flagged rows.
      </p>
    )
  return (
    <p className="groups-none" role="status" aria-busy="true">
      Looking for rows that stand out for the same reasons{stepWords(progress)}
    </p>
  )
}

function stepWords(progress: Progress | null): string {
  if (progress === null || progress.total === 0) return '…'
  return ` (${progress.label.toLowerCase()}, ${Math.floor((100 * progress.done) / progress.total)} %)…`
}
