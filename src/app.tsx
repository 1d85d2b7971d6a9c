import { Suspense, useEffect } from 'react'
import { DropOverlay } from './components/open/drop-overlay.tsx'
import { OpenScreen } from './components/open/open-screen.tsx'
import { Header } from './components/shell/header.tsx'
import { Notice } from './components/shell/notice.tsx'
import { lazyPart, preloadParts } from './components/shell/lazy-part.tsx'
import { loadCatalog } from './state/actions/opening.ts'
import { useApp } from './state/store.ts'

/** Asked only when a second file comes while a first one is being read. */
const SecondFileDialog = lazyPart(() => import('./components/open/second-file-dialog.tsx'))

/** The page of an open file: not needed for the first screen. */
const Shell = lazyPart(() => import('./components/shell/shell.tsx'))

export function App() {
  const open = useApp((state) => state.dataset !== null)
  const waiting = useApp((state) => state.waitingInput !== null)
  useEffect(() => {
    void loadCatalog().then(preloadParts)
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
      <Notice />
    </>
  )
}
