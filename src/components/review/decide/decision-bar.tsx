import { Button } from '@mantine/core'
import { decide } from '../../../state/actions/deciding.ts'
import { useApp } from '../../../state/store.ts'
import { DECIDE_LABELS, LABEL_WORDS } from './decision-words.ts'
import { DecisionIcon } from './decision-mark.tsx'
import './decision-bar.css'

/** What is decided about the selected row, and the keys and buttons to decide it. */
export function DecisionBar() {
  const row = useApp((state) => state.selectedRow)
  const decision = useApp((state) => (row === null ? undefined : state.review.decided.decisions.get(row)))
  if (row === null) return null
  return (
    <section className="decision-bar" aria-label="Decision">
      <Button.Group>
        {DECIDE_LABELS.map((label) => (
          <Button
            key={label}
            size="compact-xs"
            aria-pressed={decision?.label === label}
            leftSection={<DecisionIcon label={label} size={13} />}
            onClick={() => decide([row], { label })}
          >
            {LABEL_WORDS[label]}
          </Button>
        ))}
      </Button.Group>
    </section>
  )
}
