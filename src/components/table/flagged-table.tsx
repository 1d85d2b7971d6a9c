import type { DatasetSummary, Ranking } from '../../workers/engine.api.ts'
import { presentQueue, presentRows } from '../../state/present-queue.ts'
import type { QueueFilter } from '../../state/queue-state.ts'
import { useApp } from '../../state/store.ts'
import { MarkedBar } from '../review/decide/marked-bar.tsx'
import { QueueHead } from '../review/decide/queue-head.tsx'
import RowTable, { FLAGGED } from './row-table.tsx'

/** The queue: the rows above the line, as far as they are selected, with what was decided about them. */
export function FlaggedTable({
  dataset,
  ranking,
}: {
  readonly dataset: DatasetSummary
  readonly ranking: Ranking
}) {
  const rows = useApp(presentRows)
  const placeOf = useApp((state) => presentQueue(state)?.placeOf ?? null)
  const rank = useApp((state) => presentQueue(state)?.rankOf ?? null)
  const filter = useApp((state) => state.queue.filter)
  const selected = useApp((state) => state.selection !== null && state.cut > 0)
  const someQueued = useApp((state) => (presentQueue(state)?.rows.length ?? 0) > 0)
  return (
    <RowTable
      dataset={dataset}
      ranking={ranking}
      rows={rows}
      placeOf={placeOf}
      rank={rank}
      name={FLAGGED}
      note={<QueueHead />}
      queue
      bar={<MarkedBar />}
      empty={
        filter !== 'all' && someQueued
          ? EMPTY[filter]
          : selected
            ? 'No flagged row passes the filters. Take a filter away to see more rows.'
            : 'No row is flagged. Lower the threshold to see rows here.'
      }
    />
  )
}

const EMPTY: Readonly<Record<Exclude<QueueFilter, 'all'>, string>> = {
  undecided: 'Every row of the queue is decided. Lower the threshold to go on, or export what was decided.',
  decided: 'No row is decided yet. Select one and press a, f or u.',
  anomaly: 'No row was called an anomaly.',
  'false-alarm': 'No row was called a false alarm.',
  unsure: 'No row was left as unsure.',
}
