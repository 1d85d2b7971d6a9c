import { ActionIcon, Tooltip } from '@mantine/core'
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react'
import { redoAtDesk, undoAtDesk } from '../../../state/actions/desk.ts'
import { entryWords } from '../../../state/log-words.ts'
import { useApp } from '../../../state/store.ts'
import { ariaKeys } from '../../keys/key-caps.tsx'
import { useKeys } from '../../keys/keys-store.ts'

/** Undo and redo of decisions, each saying what it would take back or bring back. */
export function UndoButtons() {
  const log = useApp((state) => state.review.log)
  const undo = useApp((state) => state.review.decided.undoable.at(-1))
  const redo = useApp((state) => state.review.decided.redoable.at(-1))
  const words = (of: number | undefined) => {
    const entry = of === undefined ? undefined : log[of]
    return entry && entryWords(entry.action, log)
  }
  return (
    <div className="decision-undo">
      <Step name="Undo" keys="z" what={words(undo)} run={undoAtDesk} />
      <Step name="Redo" keys="shift+z" what={words(redo)} run={redoAtDesk} />
    </div>
  )
}

interface StepProps {
  readonly name: 'Undo' | 'Redo'
  readonly keys: string
  readonly what: string | undefined
  readonly run: () => void
}

function Step({ name, keys, what, run }: StepProps) {
  const singleKeys = useKeys((state) => state.singleKeys)
  // Filters and the selection have an undo of their own, at the top.
  const label = what === undefined ? `${name} decision: nothing` : `${name} decision: ${what}`
  const Icon = name === 'Undo' ? IconArrowBackUp : IconArrowForwardUp
  return (
    <Tooltip label={singleKeys ? `${label} (${keys.replace('shift+', 'Shift ')})` : label}>
      <ActionIcon
        size={26}
        aria-label={label}
        {...(singleKeys && { 'aria-keyshortcuts': ariaKeys(keys) })}
        // Not disabled: the focus would be lost with the last step.
        aria-disabled={what === undefined}
        {...(what === undefined && { 'data-disabled': true })}
        onClick={() => what !== undefined && run()}
      >
        <Icon size={16} stroke={1.7} />
      </ActionIcon>
    </Tooltip>
  )
}
