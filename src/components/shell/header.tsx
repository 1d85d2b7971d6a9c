import { ActionIcon, Popover, Tabs, Tooltip, UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconX } from '@tabler/icons-react'
import { Suspense } from 'react'
import { closeFile } from '../../state/actions/opening.ts'
import { useApp } from '../../state/store.ts'
import { ControlTotals } from '../controls/control-totals.tsx'
import { formatNumberOf } from '../controls/amounts.ts'
import { FileInput } from '../open/file-input.tsx'
import { ColorSchemeButton } from '../theme/color-scheme-button.tsx'
import { HeaderTools } from './header-tools.tsx'
import { lazyPart } from './lazy-part.tsx'
import { SCREENS } from './screens.ts'

/** Whether the open file's session is saved, and the other sessions. */
const SessionsMenu = lazyPart(() => import('../sessions/sessions-menu.tsx'))

export function Header() {
  const dataset = useApp((state) => state.dataset)
  // Before a file is open the drop area holds the input, but for the time that it shows progress.
  const reading = useApp((state) => state.work !== null)
  const keeps = useApp((state) => state.sessions.current !== null)
  return (
    <header className="header">
      <span className="header__brand">
        <BrandMark />
        Flagstone
      </span>
      {dataset && (
        <>
          <h1 className="visually-hidden">{dataset.name}</h1>
          <Tabs.List className="header__tabs" aria-label="Screens">
            {SCREENS.map(({ id, label }) => (
              <Tabs.Tab key={id} value={id}>
                {label}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <div className="header__file">
            <Popover position="bottom-end" width={340}>
              <Popover.Target>
                <UnstyledButton
                  className="header__name"
                  aria-label={`Control totals of ${dataset.name}`}
                  title={dataset.name}
                >
                  <span className="header__name-text">{dataset.name}</span>
                  <IconChevronDown size={14} stroke={1.8} aria-hidden="true" />
                </UnstyledButton>
              </Popover.Target>
              <Popover.Dropdown aria-label="Control totals">
                <ControlTotals />
              </Popover.Dropdown>
            </Popover>
            <span role="status" className="header__size">
              {formatNumberOf(dataset.rowCount, 'row')} × {formatNumberOf(dataset.columns.length, 'column')}
            </span>
          </div>
        </>
      )}
      {(dataset || reading) && <FileInput className="header__open">Open another</FileInput>}
      <span className="header__end">
        <Suspense fallback={null}>
          <SessionsMenu />
        </Suspense>
        <HeaderTools />
        <ColorSchemeButton />
        {dataset && (
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
