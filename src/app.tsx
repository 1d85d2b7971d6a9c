import { useEffect } from 'react'
import { DropOverlay } from './components/open/drop-overlay.tsx'
import { OpenScreen } from './components/open/open-screen.tsx'
import { SecondFileDialog } from './components/open/second-file-dialog.tsx'
import { Header } from './components/shell/header.tsx'
import { Notice } from './components/shell/notice.tsx'
import { Shell } from './components/shell/shell.tsx'
import { loadCatalog } from './state/actions.ts'
import { useApp } from './state/store.ts'

export function App() {
  const open = useApp((state) => state.dataset !== null)
  useEffect(() => void loadCatalog(), [])
  return (
    <>
      {open ? (
        <Shell />
      ) : (
        <div className="shell">
          <Header />
          <OpenScreen />
        </div>
      )}
      <SecondFileDialog />
      <DropOverlay />
      <Notice />
    </>
  )
}
