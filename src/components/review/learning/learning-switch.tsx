import { Switch } from '@mantine/core'
import { setLearning } from '../../../state/learning.ts'
import { useApp } from '../../../state/store.ts'
import { formatCount } from '../../plots/format.ts'
import './learning.css'

/** Whether decisions change the order: one click on every part of the desk. Shown once there is a decision. */
export default function LearningSwitch() {
  const on = useApp((state) => state.learning.on)
  const busy = useApp((state) => state.learning.busy)
  const learned = useApp((state) => state.ranking?.learned ?? null)
  const decided = useApp((state) => state.review.decided.decisions.size)
  if (decided === 0 && on) return null
  const state = !on
    ? 'detector’s own order'
    : busy
      ? 'learning …'
      : learned === null
        ? 'nothing to learn from yet'
        : `order learned from ${formatCount(learned.decisions)}`
  return (
    <div className="learning-switch">
      <Switch
        size="xs"
        checked={on}
        onChange={(event) => setLearning(event.currentTarget.checked)}
        label="Learn from decisions"
      />
      <span className="learning-state">{state}</span>
    </div>
  )
}
