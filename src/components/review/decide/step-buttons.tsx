import { useSyncExternalStore } from 'react'
import { ActionIcon } from '@mantine/core'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { stepAtDesk, stepsNow } from '../../../state/actions/desk.ts'
import { watchQueue } from '../../../state/shown-queue.ts'
import { useApp } from '../../../state/store.ts'
import { useKeys } from '../../keys/keys-store.ts'

/** To the rows before and after the selected one, as the queue is shown. */
export function StepButtons() {
  useApp((state) => state.selectedRow)
  const previous = useSyncExternalStore(watchQueue, () => stepsNow().previous)
  const next = useSyncExternalStore(watchQueue, () => stepsNow().next)
  return (
    <>
      <Step label="Previous row of the queue" by={-1} leads={previous !== null} />
      <Step label="Next row of the queue" by={1} leads={next !== null} />
    </>
  )
}

interface StepProps {
  readonly label: string
  readonly by: 1 | -1
  readonly leads: boolean
}

function Step({ label, by, leads }: StepProps) {
  const singleKeys = useKeys((state) => state.singleKeys)
  const key = by === 1 ? 'j' : 'k'
  const Icon = by === 1 ? IconChevronDown : IconChevronUp
  return (
    <ActionIcon
      size={24}
      aria-label={label}
      {...(singleKeys && { 'aria-keyshortcuts': key })}
      title={singleKeys ? `${label} (${key})` : label}
      // Not disabled: the focus would be lost at either end.
      aria-disabled={!leads}
      {...(!leads && { 'data-disabled': true })}
      onClick={() => stepAtDesk(by)}
    >
      <Icon size={16} stroke={1.7} />
    </ActionIcon>
  )
}
