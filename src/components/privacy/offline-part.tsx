import { Button } from '@mantine/core'
import { useSyncExternalStore } from 'react'
import { takeUpdate } from '../offline/keep-offline.ts'
import { useOffline, type OfflineState } from '../offline/offline-store.ts'

/** Whether the page works without a network, and whether there is one now. */
export function OfflinePart() {
  const copy = useOffline((state) => state.copy)
  const update = useOffline((state) => state.update)
  const online = useSyncExternalStore(onNetwork, () => navigator.onLine)
  return (
    <>
      <p className="privacy__text" role="status">
        {COPY[copy]} {online ? 'This machine is on a network now.' : 'This machine is not on a network now.'}
      </p>
      {update !== 'none' && (
        <p className="privacy__try">
          <Button onClick={() => void takeUpdate()}>Reload</Button>
          <span>A new version of the page is ready.</span>
        </p>
      )}
    </>
  )
}

const COPY: Readonly<Record<OfflineState['copy'], string>> = {
  off: 'The page is not kept for use without a network yet; that begins when it has loaded everything.',
  refused:
    'The browser does not keep this page for use without a network: that needs an https address, and is off in some private windows.',
  keeping: 'The page is being kept for use without a network.',
  ready: 'Ready: the page opens without a network. You can also install it from the browser’s address bar.',
  failed: 'The page could not be kept for use without a network: storage is full or a file could not be had.',
}

function onNetwork(changed: () => void): () => void {
  addEventListener('online', changed)
  addEventListener('offline', changed)
  return () => {
    removeEventListener('online', changed)
    removeEventListener('offline', changed)
  }
}
