import { Suspense, useEffect } from 'react'
import { DropOverlay } from './components/open/drop-overlay.tsx'
import { useOffline } from './components/offline/offline-store.ts'
import { OpenScreen } from './components/open/open-screen.tsx'
import { Header } from './components/shell/header.tsx'
import { Notice } from './components/shell/notice.tsx'
import { lazyPart, preloadParts } from './components/shell/lazy-part.tsx'
import { loadCatalog } from './state/actions/opening.ts'
import { logRequests } from './state/requests.ts'
import { useApp } from './state/store.ts'

/** Asked only when a second file comes while a first one is being read. */
const SecondFileDialog = lazyPart(() => import('./components/open/second-file-dialog.tsx'))

/** Keys, palette and what is said to screen readers. */
const KeysHost = lazyPart(() => import('./components/keys/keys-host.tsx'))

/** The page of an open file: not needed for the first screen. */
const Shell = lazyPart(() => import('./components/shell/shell.tsx'))

/** Shown when another version of the page is there. */
const UpdatePrompt = lazyPart(() => import('./components/offline/update-prompt.tsx'))

/** In a built page only: in development the files change too often to be kept. */
async function keepForOffline(): Promise<void> {
  if (!import.meta.env.PROD) return
  const { keepOffline } = await import('./components/offline/keep-offline.ts')
  await keepOffline()
}

export function App() {
  const open = useApp((state) => state.dataset !== null)
  const updated = useOffline((state) => state.update !== 'none' && !state.later)
  const waiting = useApp((state) => state.waitingInput !== null)
  useEffect(() => {
    logRequests()
    void import('./state/sessions/start.ts').then(({ startSessions }) => startSessions())
    void loadCatalog().then(preloadParts).then(keepForOffline)
  }, [])
  return (
    <>
      {open ? (
        <Suspense fallback={<div className="shell" />}>
          <Shell />
        </Suspense>
      ) : (
        <div className="shell">
          <Header />
          <OpenScreen />
        </div>
      )}
      {waiting && (
        <Suspense fallback={null}>
          <SecondFileDialog />
        </Suspense>
      )}
      <DropOverlay />
      {updated && (
        <Suspense fallback={null}>
          <UpdatePrompt />
        </Suspense>
      )}
      <Notice />
      <Suspense fallback={null}>
        <KeysHost />
      </Suspense>
    </>
  )
}
