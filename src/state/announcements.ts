import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'

interface Announcement {
  readonly text: string
  /** Rises with every one, so that the same words are said again. */
  readonly nth: number
}

const store = createStore<Announcement>()(() => ({ text: '', nth: 0 }))

/** Says something to screen readers, politely: what was done and what it came to. */
export function announce(text: string): void {
  store.setState(({ nth }) => ({ text, nth: nth + 1 }))
}

export function useAnnouncement(): Announcement {
  return useStore(store)
}
