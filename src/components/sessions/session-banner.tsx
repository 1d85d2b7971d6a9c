import { Button, CloseButton } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useState } from 'react'
import { setSessions } from '../../state/sessions/access.ts'
import { carryOver } from '../../state/sessions/carry.ts'
import { resumeCopy, resumeSession } from '../../state/sessions/resume.ts'
import type { OpenSession, SessionOffer } from '../../state/sessions-state.ts'
import { useApp } from '../../state/store.ts'
import { progressText, whenText } from './session-words.ts'
import './sessions.css'

/** What has to be known of the session of the open file: earlier work on it, or that another tab has it. */
export default function SessionBanner() {
  const offer = useApp((state) => state.sessions.offer)
  const current = useApp((state) => state.sessions.current)
  if (current && current.mode !== 'saving') return <OtherTab current={current} />
  return offer ? <Offer offer={offer} /> : null
}

function Offer({ offer }: { readonly offer: SessionOffer }) {
  const { record } = offer
  const [busy, setBusy] = useState(false)
  const act = (run: () => Promise<void>) => {
    setBusy(true)
    void run().finally(() => setBusy(false))
  }
  const dismiss = () => setSessions({ offer: null })
  const [now] = useState(Date.now)
  const when = whenText(record.savedAt, now)
  return (
    <section className="session-banner" aria-label="Earlier work">
      <IconHistory size={18} stroke={1.7} aria-hidden="true" />
      {offer.kind === 'same-file' ? (
        <div className="session-banner__body">
          <p>
            You have worked on this very file before: <strong>{record.name}</strong>,{' '}
            {progressText(record.progress)}, {when}.
          </p>
          <div className="session-banner__buttons">
            <Button variant="filled" disabled={busy} onClick={() => act(() => resumeSession(record))}>
              Go on with it
            </Button>
            {record.progress.decided > 0 && (
              <Button disabled={busy} onClick={() => act(() => carryOver(record, null))}>
                Take over its decisions only
              </Button>
            )}
          </div>
        </div>
      ) : (
        <div className="session-banner__body">
          <p>
            This looks like another version of <strong>{record.file.name}</strong> ({when}):{' '}
            {offer.matched.toLocaleString()} of {offer.of.toLocaleString()} decided rows are found again by{' '}
            {offer.key}.
          </p>
          <div className="session-banner__buttons">
            <Button variant="filled" disabled={busy} onClick={() => act(() => carryOver(record, offer.key))}>
              Take over its decisions
            </Button>
          </div>
        </div>
      )}
      <CloseButton size="sm" aria-label="Start afresh: dismiss this offer" onClick={dismiss} />
    </section>
  )
}

function OtherTab({ current }: { readonly current: OpenSession }) {
  const { record, mode } = current
  return (
    <section className="session-banner" aria-label="Open in another tab" role="status">
      <IconHistory size={18} stroke={1.7} aria-hidden="true" />
      <div className="session-banner__body">
        <p>
          {mode === 'read-only'
            ? `${record.name} is open read-only, for another tab works on it.`
            : `Another tab has taken ${record.name} over. What you do here is not saved any more.`}
        </p>
        <div className="session-banner__buttons">
          <Button onClick={() => void resumeSession(record, 'take-over')}>
            {mode === 'read-only' ? 'Take it over' : 'Take it back'}
          </Button>
          <Button onClick={() => void resumeCopy(record)}>Go on in a copy</Button>
        </div>
      </div>
    </section>
  )
}
