import { Button, Checkbox, Group } from '@mantine/core'
import { useState } from 'react'
import { exportOpenSession } from '../../state/sessions/session-files.ts'
import { useApp } from '../../state/store.ts'
import { formatBytes } from '../controls/amounts.ts'

/** One file with the whole session, by choice with its data. */
export function SaveDialog() {
  const dataset = useApp((state) => state.dataset)
  const ready = useApp((state) => state.review.fileHash !== null)
  const entries = useApp((state) => state.review.log.length)
  const [withData, setWithData] = useState(false)
  if (!dataset) return null
  return (
    <>
      <p className="session-text">
        The file holds the settings, the view, the decisions with their log ({entries.toLocaleString()}{' '}
        {entries === 1 ? 'entry' : 'entries'}, chained by hash), the names of the columns, and the cells of
        key columns in the decided rows. Drop it onto the page to go on with it, here or on another machine.
      </p>
      <Checkbox
        mt="sm"
        label={`With the data: ${dataset.name}, ${formatBytes(dataset.bytes)}`}
        description="Otherwise the data file has to be at hand where the session is opened."
        checked={withData}
        onChange={(event) => setWithData(event.currentTarget.checked)}
      />
      <Group justify="flex-end" mt="lg">
        <Button variant="filled" disabled={!ready} onClick={() => void exportOpenSession(withData)}>
          Save session
        </Button>
      </Group>
    </>
  )
}
