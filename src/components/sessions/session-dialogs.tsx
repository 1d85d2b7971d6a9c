import { Button, Group, Modal, Text } from '@mantine/core'
import { setSessions } from '../../state/sessions/access.ts'
import { resumeCopy, resumeSession } from '../../state/sessions/resume.ts'
import { useApp } from '../../state/store.ts'
import { SaveDialog } from './save-dialog.tsx'
import { SessionList } from './session-list.tsx'
import { ShareDialog } from './share-dialog.tsx'
import { UnmatchedList } from './unmatched-list.tsx'
import './sessions.css'

const TITLES = {
  list: 'Sessions',
  save: 'Save session to a file',
  share: 'Share settings and view',
  unmatched: 'Decisions without a row',
} as const

/** The dialogs about sessions: one at a time. */
export default function SessionDialogs() {
  const dialog = useApp((state) => state.sessions.dialog)
  const conflict = useApp((state) => state.sessions.conflict)
  if (conflict) return <ConflictDialog />
  if (dialog === null) return null
  return (
    <Modal
      opened
      onClose={() => setSessions({ dialog: null })}
      title={TITLES[dialog]}
      size={dialog === 'list' || dialog === 'unmatched' ? 760 : 520}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {dialog === 'list' && <SessionList />}
      {dialog === 'save' && <SaveDialog />}
      {dialog === 'share' && <ShareDialog />}
      {dialog === 'unmatched' && <UnmatchedList />}
    </Modal>
  )
}

/** Two tabs must not write to one session: which one goes on is the user's to say. */
function ConflictDialog() {
  const record = useApp((state) => state.sessions.conflict)
  if (!record) return null
  const close = () => setSessions({ conflict: null })
  return (
    <Modal
      opened
      onClose={close}
      title="Open in another tab"
      closeButtonProps={{ 'aria-label': 'Leave it to the other tab' }}
    >
      <Text size="sm">
        {record.name} is open in another tab of this browser. Only one tab at a time can save to a session.
      </Text>
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button onClick={() => void resumeSession(record, 'read-only')}>Open read-only</Button>
        <Button onClick={() => void resumeCopy(record)}>Open a copy</Button>
        <Button variant="filled" onClick={() => void resumeSession(record, 'take-over')}>
          Take it over
        </Button>
      </Group>
    </Modal>
  )
}
