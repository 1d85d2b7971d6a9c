import { ActionIcon, Tooltip } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { Suspense, type ReactNode } from 'react'
import { closeFile } from '../../state/actions/opening.ts'
import { useApp } from '../../state/store.ts'
import { FileInput } from '../open/file-input.tsx'
import { ColorSchemeButton } from '../theme/color-scheme-button.tsx'
import { HeaderTools } from './header-tools.tsx'
import { lazyPart } from './lazy-part.tsx'

/** Whether the open file's session is saved, and the other sessions. */
const SessionsMenu = lazyPart(() => import('../sessions/sessions-menu.tsx'))

interface HeaderProps {
  /** What is there once a file is open: `FileHead`. */
  readonly children?: ReactNode
}

/** The line at the top of the page, with a file or without. */
export function Header({ children }: HeaderProps) {
  const open = useApp((state) => state.dataset !== null)
  // Before a file is open the drop area holds the input, but for the time that it shows progress.
  const reading = useApp((state) => state.work !== null)
  const keeps = useApp((state) => state.sessions.current !== null)
  return (
    <header className="header">
      <span className="header__brand">
        <BrandMark />
        Flagstone
      </span>
      {children}
      {(open || reading) && <FileInput className="header__open">Open another</FileInput>}
      <span className="header__end">
        <Suspense fallback={null}>
          <SessionsMenu />
        </Suspense>
        <HeaderTools />
        <ColorSchemeButton />
        {open && (
          <Tooltip
            label={
              keeps
                ? 'Close file: its session stays in the list'
                : 'Close file: forget it and everything worked out from it'
            }
          >
            <ActionIcon aria-label="Close file" onClick={() => void closeFile()}>
              <IconX size={17} stroke={1.7} />
            </ActionIcon>
          </Tooltip>
        )}
      </span>
    </header>
  )
}

function BrandMark() {
  return (
    <svg width="20" height="20" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="var(--accent)" />
      <g fill="var(--unflagged)">
        <rect x="6" y="17" width="4" height="9" rx="1" />
        <rect x="12" y="13" width="4" height="13" rx="1" />
        <rect x="18" y="19" width="4" height="7" rx="1" />
      </g>
      <rect x="24" y="6" width="3" height="20" rx="1" fill="var(--accent-ink)" />
    </svg>
  )
}
