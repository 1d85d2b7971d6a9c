import { Button, Menu } from '@mantine/core'
import {
  IconAlertTriangle,
  IconDeviceFloppy,
  IconHistory,
  IconLink,
  IconListDetails,
  IconUnlink,
} from '@tabler/icons-react'
import { Suspense, useEffect, useMemo, useState } from 'react'
import { unmatchedIn } from '../../state/sessions/carry.ts'
import { setSessions } from '../../state/sessions/access.ts'
import type { SessionDialog, SessionsState } from '../../state/sessions-state.ts'
import { useApp } from '../../state/store.ts'
import { lazyPart } from '../shell/lazy-part.tsx'
import { agoText } from './session-words.ts'
import './sessions.css'

const Dialogs = lazyPart(() => import('./session-dialogs.tsx'))

/** The session of the open file: whether it is saved, and everything that can be done with it. */
export default function SessionsMenu() {
  const sessions = useApp((state) => state.sessions)
  const open = useApp((state) => state.dataset !== null)
  const log = useApp((state) => state.review.log)
  const parked = useApp((state) => state.review.decided.parked.size)
  const unmatched = useMemo(() => unmatchedIn(log).length + parked, [log, parked])
  const [opened, setOpened] = useState(false)
  const show = (dialog: SessionDialog) => setSessions({ dialog })
  const warns = open && sessions.keep && (sessions.problem ?? sessions.current?.problem ?? null) !== null
  return (
    <>
      <Menu width={300} opened={opened} onChange={setOpened}>
        <Menu.Target>
          <Button
            variant="subtle"
            color="gray"
            px={8}
            h={30}
            className="sessions-button"
            leftSection={
              warns ? (
                <IconAlertTriangle size={16} stroke={1.8} aria-hidden="true" />
              ) : (
                <IconHistory size={16} stroke={1.7} aria-hidden="true" />
              )
            }
          >
            Sessions
            {open && <span className="sessions-button__state">{shortState(sessions)}</span>}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {opened && <StateLine sessions={sessions} open={open} />}
          {open && (
            <>
              <Menu.Item leftSection={<IconDeviceFloppy size={15} />} onClick={() => show('save')}>
                Save session to a file …
              </Menu.Item>
              <Menu.Item leftSection={<IconLink size={15} />} onClick={() => show('share')}>
                Share settings and view …
              </Menu.Item>
              {unmatched > 0 && (
                <Menu.Item leftSection={<IconUnlink size={15} />} onClick={() => show('unmatched')}>
                  Decisions without a row ({unmatched.toLocaleString()}) …
                </Menu.Item>
              )}
              <Menu.Divider />
            </>
          )}
          <Menu.Item leftSection={<IconListDetails size={15} />} onClick={() => show('list')}>
            All sessions, and what is kept …
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {(sessions.dialog !== null || sessions.conflict !== null) && (
        <Suspense fallback={null}>
          <Dialogs />
        </Suspense>
      )}
    </>
  )
}

/** One word beside the button. */
function shortState({ keep, current, problem }: SessionsState): string {
  if (!keep) return 'not kept'
  if (!current) return problem === null ? '' : 'not saved'
  if (current.mode === 'read-only') return 'read-only'
  if (current.mode === 'taken-over' || current.problem !== null) return 'not saved'
  return 'saved'
}

/** The same in a sentence, with the time, which runs while the menu is open. */
function StateLine({ sessions, open }: { readonly sessions: SessionsState; readonly open: boolean }) {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  if (!open) return null
  return <p className="sessions-state">{sentence(sessions, now)}</p>
}

function sentence({ keep, current, problem }: SessionsState, now: number): string {
  if (!keep) return 'Sessions are not kept on this machine: this one is gone when you close it.'
  if (!current) return problem ?? 'The session is saved once the file’s SHA-256 is known.'
  if (current.problem !== null) return current.problem
  if (current.mode === 'read-only') return 'Open read-only: another tab works on this session.'
  if (current.mode === 'taken-over')
    return 'Another tab has taken this session over: nothing is saved here any more.'
  const saved = `Saved ${agoText(current.record.savedAt, now)} in this browser.`
  return current.fileProblem === null ? saved : `${saved} ${current.fileProblem}`
}
