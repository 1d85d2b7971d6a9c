import { ActionIcon, Button, Switch, TextInput, Tooltip } from '@mantine/core'
import { IconCheck, IconDownload, IconPencil, IconTrash, IconX } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import type { SessionRecord } from '../../state/sessions-state.ts'
import {
  askToPersist,
  deleteAllSessions,
  deleteSession,
  refreshList,
  renameSession,
  setKeepSessions,
  storageRoom,
} from '../../state/sessions/listing.ts'
import { heldSessions } from '../../state/sessions/locks.ts'
import { resumeSession } from '../../state/sessions/resume.ts'
import { exportSession } from '../../state/sessions/session-files.ts'
import { useApp } from '../../state/store.ts'
import { formatBytes } from '../controls/amounts.ts'
import { progressText, whenText } from './session-words.ts'

/** Everything that is kept, with what it takes, and whether anything is. */
export function SessionList() {
  const sessions = useApp((state) => state.sessions)
  const list = sessions.list ?? []
  const [held, setHeld] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => {
    void refreshList()
    void heldSessions().then(setHeld)
  }, [])
  return (
    <>
      {sessions.problem !== null && (
        <p className="session-problem" role="alert">
          {sessions.problem}
        </p>
      )}
      {list.length === 0 ? (
        <p className="session-text">
          {sessions.keep
            ? 'Nothing is kept yet. Open a file, and its session is saved as you go.'
            : 'Nothing is kept on this machine.'}
        </p>
      ) : (
        <ul className="session-list" aria-label="Sessions">
          {list.map((record) => (
            <Item
              key={record.id}
              record={record}
              isOpen={sessions.current?.record.id === record.id}
              elsewhere={held.has(record.id)}
            />
          ))}
        </ul>
      )}
      <Room sessions={list.length} keep={sessions.keep} />
    </>
  )
}

interface ItemProps {
  readonly record: SessionRecord
  readonly isOpen: boolean
  readonly elsewhere: boolean
}

function Item({ record, isOpen, elsewhere }: ItemProps) {
  const [now] = useState(Date.now)
  const [renaming, setRenaming] = useState(false)
  const [deleting, setDeleting] = useState(false)
  const { name, file, model, progress, savedAt } = record
  const where = isOpen ? ' · open here' : elsewhere ? ' · open in another tab' : ''
  if (deleting)
    return (
      <li className="session-item session-item--asks">
        <span>
          Delete {name} with its decisions{file.kept === null ? '' : ' and the copy of its file'}?
        </span>
        <span className="session-item__buttons">
          <Button onClick={() => setDeleting(false)}>Keep it</Button>
          <Button variant="filled" onClick={() => void deleteSession(record.id)}>
            Delete
          </Button>
        </span>
      </li>
    )
  return (
    <li className="session-item">
      <div className="session-item__text">
        {renaming ? (
          <Rename record={record} onDone={() => setRenaming(false)} />
        ) : (
          <span className="session-item__name">{name}</span>
        )}
        <span className="session-item__said">
          {progressText(progress)} · {whenText(savedAt, now)}
          {where}
        </span>
        <span className="session-item__said">
          {name === file.name ? '' : `${file.name}, `}
          {file.rows.toLocaleString()} rows, {formatBytes(file.bytes)}
          {file.kept === null ? ', without a copy of the file' : ''}
          {model === undefined ? '' : `, fitted model ${formatBytes(model.bytes)}`}
        </span>
      </div>
      <span className="session-item__buttons">
        {!isOpen && (
          <Button aria-label={`Go on with ${name}`} onClick={() => void resumeSession(record)}>
            Go on
          </Button>
        )}
        <Tool
          label={`Rename ${name}`}
          onClick={() => setRenaming(true)}
          icon={<IconPencil size={16} stroke={1.7} />}
        />
        <Tool
          label={`Save ${name} to a file`}
          onClick={() => void exportSession(record, file.kept !== null)}
          icon={<IconDownload size={16} stroke={1.7} />}
        />
        <Tool
          label={`Delete ${name}`}
          onClick={() => setDeleting(true)}
          icon={<IconTrash size={16} stroke={1.7} />}
        />
      </span>
    </li>
  )
}

interface ToolProps {
  readonly label: string
  readonly icon: React.ReactNode
  readonly onClick: () => void
}

function Tool({ label, icon, onClick }: ToolProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} onClick={onClick}>
        {icon}
      </ActionIcon>
    </Tooltip>
  )
}

function Rename({ record, onDone }: { readonly record: SessionRecord; readonly onDone: () => void }) {
  const [name, setName] = useState(record.name)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.select(), [])
  return (
    <form
      className="session-rename"
      onSubmit={(event) => {
        event.preventDefault()
        void renameSession(record.id, name)
        onDone()
      }}
    >
      <TextInput
        ref={field}
        aria-label="Name of the session"
        value={name}
        maxLength={200}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <ActionIcon type="submit" aria-label="Save the name">
        <IconCheck size={16} stroke={1.8} />
      </ActionIcon>
      <ActionIcon aria-label="Leave the name as it was" onClick={onDone}>
        <IconX size={16} stroke={1.8} />
      </ActionIcon>
    </form>
  )
}

/** How much room there is, and whether anything is kept at all. */
function Room({ sessions, keep }: { readonly sessions: number; readonly keep: boolean }) {
  const [room, setRoom] = useState<Awaited<ReturnType<typeof storageRoom>>>(null)
  const [asks, setAsks] = useState<'off' | 'all' | null>(null)
  useEffect(() => {
    void storageRoom().then(setRoom)
  }, [sessions])
  const persist = async () => {
    await askToPersist()
    setRoom(await storageRoom())
  }
  const toggle = (wanted: boolean) => {
    if (!wanted && sessions > 0) setAsks('off')
    else void setKeepSessions(wanted)
  }
  const agree = () => {
    if (asks === 'off') void setKeepSessions(false)
    else void deleteAllSessions()
    setAsks(null)
  }
  return (
    <div className="session-room">
      {room && (
        <p className="session-text">
          {formatBytes(room.used)} used; the browser allows {formatBytes(room.allowed)}.{' '}
          {room.persisted
            ? 'It promised not to clear them by itself.'
            : 'When space runs low it may clear them by itself.'}{' '}
          {!room.persisted && keep && (
            <button type="button" className="session-link" onClick={() => void persist()}>
              Ask it not to
            </button>
          )}
        </p>
      )}
      {asks !== null ? (
        <div className="session-item session-item--asks">
          <span>
            {asks === 'off' ? 'Keep nothing from now on, and delete' : 'Delete'} {sessions}{' '}
            {sessions === 1 ? 'session' : 'sessions'} with their decisions and files?
          </span>
          <span className="session-item__buttons">
            <Button onClick={() => setAsks(null)}>No</Button>
            <Button variant="filled" onClick={agree}>
              Delete
            </Button>
          </span>
        </div>
      ) : (
        <div className="session-room__choices">
          <Switch
            size="xs"
            color="var(--accent)"
            label="Keep sessions on this machine"
            description="Only in this browser. Nothing is sent anywhere."
            checked={keep}
            onChange={(event) => toggle(event.currentTarget.checked)}
          />
          {sessions > 0 && <Button onClick={() => setAsks('all')}>Delete all</Button>}
        </div>
      )}
    </div>
  )
}
