import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'

export interface OfflineState {
  /**
   * Whether the page works without a network: `off` while nobody asked for it (development, before the page is
   * idle), `refused` where the browser cannot (no secure address, private mode), `failed` when files could not
   * be kept.
   */
  readonly copy: 'off' | 'refused' | 'keeping' | 'ready' | 'failed'
  /** Another version: `waiting` until the user takes it, or `taken` in another tab already. */
  readonly update: 'none' | 'waiting' | 'taken'
  /** The user wants to go on with this version for now. */
  readonly later: boolean
}

export const offlineStore = createStore<OfflineState>()(() => ({ copy: 'off', update: 'none', later: false }))

export function useOffline<T>(selector: (state: OfflineState) => T): T {
  return useStore(offlineStore, selector)
}
