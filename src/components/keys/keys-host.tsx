import { Suspense, useEffect } from 'react'
import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { recallReviewer } from '../../state/actions/deciding.ts'
import { lazyPart } from '../shell/lazy-part.tsx'
import { Announcer } from './announcer.tsx'
import { KeyHint } from './key-hint.tsx'
import { useKeys } from './keys-store.ts'
import { registerCommands } from './registry.ts'
import { useCommandKeys } from './use-command-keys.ts'
import './page-commands.ts'
import '../review/decide/desk-commands.ts'
import './keys.css'

const CommandPalette = lazyPart(() => import('./command-palette.tsx'))
const KeysDialog = lazyPart(() => import('./keys-dialog.tsx'))

/** The keys of all commands, with what is shown and said of them. Loads once the page stands. */
export default function KeysHost() {
  const dialog = useKeys((state) => state.dialog)
  useCommandKeys()
  useColourCommand()
  useEffect(recallReviewer, [])
  return (
    <>
      <Announcer />
      <KeyHint />
      <Suspense fallback={null}>
        {dialog === 'palette' && <CommandPalette />}
        {dialog === 'keys' && <KeysDialog />}
      </Suspense>
    </>
  )
}

function useColourCommand(): void {
  const { setColorScheme } = useMantineColorScheme()
  const dark = useComputedColorScheme('light') === 'dark'
  useEffect(
    () =>
      registerCommands([
        {
          id: 'colours',
          title: dark ? 'Light colours' : 'Dark colours',
          group: 'Page',
          also: 'theme mode night',
          run: () => setColorScheme(dark ? 'light' : 'dark'),
        },
      ]),
    [dark, setColorScheme],
  )
}
