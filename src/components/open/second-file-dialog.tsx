import { Button, Group, Modal, Text } from '@mantine/core'
import { answerWaiting } from '../../state/actions/opening.ts'
import { inputName } from '../../state/input-name.ts'
import { useApp } from '../../state/store.ts'

/** Asks before a second file takes the place of the first. */
export default function SecondFileDialog() {
  const waiting = useApp((state) => state.waitingInput)
  const current = useApp((state) => state.input)
  const reading = useApp((state) => state.work?.kind === 'reading')
  const first = current ? inputName(current) : 'the first file'
  const doing = reading ? `${first} is still being read.` : `${first} is open.`
  return (
    <Modal
      opened={waiting !== null}
      onClose={() => void answerWaiting(false)}
      title="Open another file?"
      closeButtonProps={{ 'aria-label': 'Keep the first file' }}
    >
      <Text size="sm">
        {doing} Opening {waiting ? inputName(waiting) : ''} forgets it and everything worked out from it.
      </Text>
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button onClick={() => void answerWaiting(false)}>Keep {first}</Button>
        <Button variant="filled" onClick={() => void answerWaiting(true)}>
          Open the other file
        </Button>
      </Group>
    </Modal>
  )
}
