import { useState } from 'react'
import { SegmentedControl } from '@mantine/core'
import { useApp } from '../../../state/store.ts'
import { formatCount } from '../../plots/format.ts'
import type { ReviewTabProps } from '../review-tab-props.ts'
import { DecisionsTable } from './decisions-table.tsx'
import { LogView } from './log-view.tsx'
import './decisions.css'

/** Everything that was decided, and the log of how it came about. */
export default function DecisionsTab({ dataset, ranking }: ReviewTabProps) {
  const [view, setView] = useState('decisions')
  const decisions = useApp((state) => state.review.decided.decisions.size)
  const entries = useApp((state) => state.review.log.length)
  const choice = (
    <SegmentedControl
      size="xs"
      aria-label="Decisions or log"
      value={view}
      onChange={setView}
      data={[
        { value: 'decisions', label: `Decisions ${formatCount(decisions)}` },
        { value: 'log', label: `Log ${formatCount(entries)}` },
      ]}
    />
  )
  return view === 'log' ? (
    <LogView choice={choice} />
  ) : (
    <DecisionsTable dataset={dataset} ranking={ranking} choice={choice} />
  )
}
