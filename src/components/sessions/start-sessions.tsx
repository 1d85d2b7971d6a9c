import { Button } from '@mantine/core'
import { IconHistory, IconLink } from '@tabler/icons-react'
import { useState } from 'react'
import type { SessionRecord } from '../../state/sessions-state.ts'
import { setSessions } from '../../state/sessions/access.ts'
import { resumeSession } from '../../state/sessions/resume.ts'
import { useApp } from '../../state/store.ts'
import { progressText, whenText } from './session-words.ts'
import './sessions.css'

/** Sessions named beside the latest one; the others are in the list. */
const MORE = 3

/** What the start page says of earlier work: the latest session to go on with, and the others. */
export default function StartSessions() {
  const list = useApp((state) => state.sessions.list) ?? []
  const wanted = useApp((state) => state.sessions.wanted)
  const shared = useApp((state) => state.sessions.shared)
  const reading = useApp((state) => state.work !== null)
  const [latest, ...others] = list
  return (
    <>
      {shared && (
        <Waiting icon={<IconLink size={17} stroke={1.7} aria-hidden="true" />}>
          The link brought settings and a view, and no data. Open the file that they were made for.
        </Waiting>
      )}
      {wanted && (
        <Waiting
          icon={<IconHistory size={17} stroke={1.7} aria-hidden="true" />}
          onCancel={() => setSessions({ wanted: null })}
        >
          <strong>{wanted.name}</strong> waits for its file: open {wanted.file.name} (SHA-256{' '}
          <code>{wanted.file.sha256.slice(0, 12)}…</code>) and its settings and decisions are back.
        </Waiting>
      )}
      {latest && !wanted && (
        <section className="start-sessions" aria-labelledby="start-sessions-heading">
          <h2 className="open-screen__heading" id="start-sessions-heading">
            Go on where you were
          </h2>
          <ul className="start-sessions__list">
            <Row record={latest} disabled={reading} />
            {others.slice(0, MORE).map((record) => (
              <Row key={record.id} record={record} disabled={reading} />
            ))}
          </ul>
          <button
            type="button"
            className="start-sessions__all"
            onClick={() => setSessions({ dialog: 'list' })}
          >
            {list.length > MORE + 1
              ? `All ${list.length} sessions, and what is kept`
              : 'Manage sessions, and what is kept'}
          </button>
        </section>
      )}
    </>
  )
}

function Row({ record, disabled }: { readonly record: SessionRecord; readonly disabled: boolean }) {
  const [now] = useState(Date.now)
  const said = `${progressText(record.progress)}, ${whenText(record.savedAt, now)}`
  return (
    <li>
      <button
        type="button"
        className="start-session"
        aria-label={`Go on with ${record.name}: ${said}`}
        disabled={disabled}
        onClick={() => void resumeSession(record)}
      >
        <IconHistory size={17} stroke={1.6} className="start-session__icon" aria-hidden="true" />
        <span className="start-session__name">{record.name}</span>
        <span className="start-session__said">{said}</span>
      </button>
    </li>
  )
}

interface WaitingProps {
  readonly icon: React.ReactNode
  readonly children: React.ReactNode
  readonly onCancel?: () => void
}

function Waiting({ icon, children, onCancel }: WaitingProps) {
  return (
    <div className="session-waiting" role="status">
      {icon}
      <p>{children}</p>
      {onCancel && (
        <Button variant="subtle" color="gray" onClick={onCancel}>
          Never mind
        </Button>
      )}
    </div>
  )
}
