/** What tabs of this page tell each other. */
export type TabMessage =
  /** The kept sessions are others now. */
  | { readonly kind: 'changed' }
  /** Another tab is about to take this session over: save what is not saved. */
  | { readonly kind: 'save'; readonly id: string }
  | { readonly kind: 'saved'; readonly id: string }

const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('flagstone-sessions') : null

export function tellTabs(message: TabMessage): void {
  channel?.postMessage(message)
}

export function onTabMessage(listen: (message: TabMessage) => void): () => void {
  const hear = (event: MessageEvent<TabMessage>) => listen(event.data)
  channel?.addEventListener('message', hear)
  return () => channel?.removeEventListener('message', hear)
}

/** Asks the tab that has a session to save it; resolves when it did, or after a second. */
export function askToSave(id: string): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      stop()
      clearTimeout(timer)
      resolve()
    }
    const stop = onTabMessage((message) => {
      if (message.kind === 'saved' && message.id === id) done()
    })
    const timer = setTimeout(done, 1000)
    tellTabs({ kind: 'save', id })
  })
}
