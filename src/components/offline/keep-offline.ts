import { Workbox } from 'workbox-window'
import { saveNow } from '../../state/sessions/keeping.ts'
import { offlineStore } from './offline-store.ts'

/** How often a page that stays open asks its own folder for another version, at most. */
const ASK_AGAIN_MS = 60 * 60 * 1000

let workbox: Workbox | null = null
let asked = false

/**
 * Has every file of the page kept by a service worker, so that the next visit needs no network. Another
 * version is told to the user and waits for a word. Nothing of this is needed for the page to work: where the
 * browser refuses, the panel on privacy says so and nothing else happens.
 */
export async function keepOffline(): Promise<void> {
  if (workbox) return
  if (!('serviceWorker' in navigator)) {
    offlineStore.setState({ copy: 'refused' })
    return
  }
  const worker = new Workbox('./sw.js', { scope: './' })
  workbox = worker
  worker.addEventListener('installing', () => {
    if (!navigator.serviceWorker.controller) offlineStore.setState({ copy: 'keeping' })
  })
  worker.addEventListener('waiting', () => offlineStore.setState({ update: 'waiting', later: false }))
  worker.addEventListener('redundant', () => {
    if (offlineStore.getState().copy === 'keeping') offlineStore.setState({ copy: 'failed' })
  })
  // The first worker takes the page that is open; a later one takes over only when a tab asked for it.
  worker.addEventListener('controlling', ({ isUpdate, isExternal }) => {
    offlineStore.setState({ copy: 'ready' })
    if (asked) location.reload()
    else if (isUpdate === true || isExternal === true)
      offlineStore.setState({ update: 'taken', later: false })
  })
  try {
    const registration = await worker.register({ immediate: true })
    if (!registration) throw new Error('not registered')
    if (navigator.serviceWorker.controller) offlineStore.setState({ copy: 'ready' })
    watchForUpdates(worker)
  } catch {
    offlineStore.setState({ copy: navigator.serviceWorker.controller ? 'ready' : 'refused' })
  }
}

/** Goes over to the version that waits: what is not saved yet is saved, then the page is loaded anew. */
export async function takeUpdate(): Promise<void> {
  await saveNow()
  asked = true
  if (offlineStore.getState().update === 'waiting' && workbox) workbox.messageSkipWaiting()
  else location.reload()
}

export function laterUpdate(): void {
  offlineStore.setState({ later: true })
}

function watchForUpdates(worker: Workbox): void {
  let last = Date.now()
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || Date.now() - last < ASK_AGAIN_MS || !navigator.onLine)
      return
    last = Date.now()
    worker.update().catch(() => undefined)
  })
}
