import { ActionIcon, Tooltip } from '@mantine/core'
import { IconCommand, IconHelpCircle, IconShieldCheck } from '@tabler/icons-react'
import { Suspense, useState } from 'react'
import { openHelp, useHelp } from '../help/help-store.ts'
import { openPalette } from '../keys/keys-store.ts'
import { lazyPart } from './lazy-part.tsx'

const PrivacyPanel = lazyPart(() => import('../privacy/privacy-panel.tsx'))
const HelpPanel = lazyPart(() => import('../help/help-panel.tsx'))

/** What is there on every screen, with a file or without: commands, privacy and help. */
export function HeaderTools() {
  return (
    <>
      <Tooltip label="Commands and their keys (Ctrl or Cmd + K)">
        <ActionIcon aria-label="Commands" aria-haspopup="dialog" onClick={openPalette}>
          <IconCommand size={17} stroke={1.7} />
        </ActionIcon>
      </Tooltip>
      <PrivacyButton />
      <HelpButton />
    </>
  )
}

function PrivacyButton() {
  const [opened, setOpened] = useState<boolean | null>(null)
  return (
    <>
      <Tooltip label="Privacy: what was asked for, and what is kept">
        <ActionIcon
          aria-label="Privacy"
          aria-haspopup="dialog"
          data-tour="privacy"
          onClick={() => setOpened(true)}
        >
          <IconShieldCheck size={17} stroke={1.7} />
        </ActionIcon>
      </Tooltip>
      {opened !== null && (
        <Suspense fallback={null}>
          <PrivacyPanel opened={opened} onClose={() => setOpened(false)} />
        </Suspense>
      )}
    </>
  )
}

function HelpButton() {
  const opened = useHelp((state) => state.opened)
  const [wanted, setWanted] = useState(false)
  if (opened && !wanted) setWanted(true)
  return (
    <>
      <Tooltip label="Help: what the words mean, and the tour">
        <ActionIcon aria-label="Help" aria-haspopup="dialog" data-tour="help" onClick={() => openHelp()}>
          <IconHelpCircle size={17} stroke={1.7} />
        </ActionIcon>
      </Tooltip>
      {wanted && (
        <Suspense fallback={null}>
          <HelpPanel />
        </Suspense>
      )}
    </>
  )
}
