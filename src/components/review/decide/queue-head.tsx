import type { ReactNode } from 'react'
import { setQueueFilter } from '../../../state/actions/marking.ts'
import { DECIDE_LABELS, LABEL_WORDS } from '../../../state/decision-words.ts'
import { presentCounts } from '../../../state/present-queue.ts'
import type { QueueFilter } from '../../../state/queue-state.ts'
import { useApp } from '../../../state/store.ts'
import { formatCount } from '../../plots/format.ts'
import { DecisionIcon } from './decision-mark.tsx'
import './queue.css'

/** How far the queue is, and which of its rows are listed. */
export function QueueHead() {
  const counts = useApp(presentCounts)
  const selected = useApp((state) => state.selection !== null)
  if (!counts) return null
  const { rows, decided, labels } = counts
  const all = labels.anomaly + labels['false-alarm'] + labels.unsure
  return (
    <span className="queue-head">
      <span className="queue-progress">
        <span className="queue-track" aria-hidden="true">
          <span style={{ width: `${rows > 0 ? (100 * decided) / rows : 0}%` }} />
        </span>
        {formatCount(decided)} of {formatCount(rows)} decided{selected && ', with the filters above'}
      </span>
      <span className="queue-chips" role="group" aria-label="Rows of the queue">
        <Chip filter="all">All</Chip>
        <Chip filter="undecided">Undecided {formatCount(rows - decided)}</Chip>
        <Chip filter="decided">Decided {formatCount(all)}</Chip>
        {DECIDE_LABELS.map((label) => (
          <Chip key={label} filter={label} name={`${LABEL_WORDS[label]} ${formatCount(labels[label])}`}>
            <DecisionIcon label={label} size={13} />
            {formatCount(labels[label])}
          </Chip>
        ))}
      </span>
    </span>
  )
}

interface ChipProps {
  readonly filter: QueueFilter
  /** Where what is shown does not say it. */
  readonly name?: string
  readonly children: ReactNode
}

function Chip({ filter, name, children }: ChipProps) {
  const pressed = useApp((state) => state.queue.filter === filter)
  return (
    <button
      type="button"
      className="queue-chip"
      aria-pressed={pressed}
      {...(name !== undefined && { 'aria-label': name, title: name })}
      onClick={() => setQueueFilter(pressed ? 'all' : filter)}
    >
      {children}
    </button>
  )
}
