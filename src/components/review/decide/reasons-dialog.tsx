import { useState } from 'react'
import { ActionIcon, Button, Modal, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react'
import { setReasonCodes } from '../../../state/actions/deciding.ts'
import { noReview } from '../../../state/review-state.ts'
import { useApp } from '../../../state/store.ts'
import { endReasons } from './desk-store.ts'
import { movedCode, namedCodes, renamedCode } from './reason-list.ts'

/** The list of reasons: added to, renamed, put into another order, shortened. Every change counts at once. */
export default function ReasonsDialog() {
  const codes = useApp((state) => state.review.reasonCodes)
  const [added, setAdded] = useState('')
  const add = () => {
    const next = namedCodes([...codes, added])
    if (next.length > codes.length) setReasonCodes(next)
    setAdded('')
  }
  return (
    <Modal
      opened
      onClose={endReasons}
      title="Reasons of a decision"
      size={460}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <p className="reasons-hint">
        Kept in this browser for every file. Decisions that were made keep the reason as it was called then.
      </p>
      <ol className="reasons-list" aria-label="Reasons">
        {codes.map((code, at) => (
          <li key={code}>
            <TextInput
              size="xs"
              aria-label={`Reason ${at + 1}`}
              defaultValue={code}
              onBlur={(event) => setReasonCodes(renamedCode(codes, at, event.currentTarget.value))}
              onKeyDown={(event) => {
                if (event.key === 'Enter') event.currentTarget.blur()
              }}
            />
            <ActionIcon
              size={26}
              aria-label={`Move up: ${code}`}
              disabled={at === 0}
              onClick={() => setReasonCodes(movedCode(codes, at, -1))}
            >
              <IconArrowUp size={15} stroke={1.7} />
            </ActionIcon>
            <ActionIcon
              size={26}
              aria-label={`Move down: ${code}`}
              disabled={at === codes.length - 1}
              onClick={() => setReasonCodes(movedCode(codes, at, 1))}
            >
              <IconArrowDown size={15} stroke={1.7} />
            </ActionIcon>
            <ActionIcon
              size={26}
              aria-label={`Remove: ${code}`}
              onClick={() => setReasonCodes(codes.filter((_, i) => i !== at))}
            >
              <IconX size={15} stroke={1.7} />
            </ActionIcon>
          </li>
        ))}
      </ol>
      {codes.length === 0 && <p className="reasons-hint">The list is empty.</p>}
      <form
        className="reasons-add"
        onSubmit={(event) => {
          event.preventDefault()
          add()
        }}
      >
        <TextInput
          size="xs"
          data-autofocus
          aria-label="A reason to add"
          placeholder="A reason to add"
          value={added}
          onChange={(event) => setAdded(event.currentTarget.value)}
        />
        <Button type="submit" disabled={added.trim() === ''}>
          Add
        </Button>
      </form>
      <div className="reasons-end">
        <Button variant="subtle" onClick={() => setReasonCodes(noReview.reasonCodes)}>
          Back to the standard list
        </Button>
        <Button variant="filled" onClick={endReasons}>
          Done
        </Button>
      </div>
    </Modal>
  )
}
