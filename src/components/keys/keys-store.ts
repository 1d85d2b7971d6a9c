import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { keepChoice, readChoice } from '../../state/kept-choices.ts'

interface KeysState {
  readonly dialog: 'palette' | 'keys' | null
  /** The first key of a sequence, while the next one is waited for. */
  readonly waiting: string | null
  /** Whether keys without Ctrl or Cmd do anything. */
  readonly singleKeys: boolean
  /** After a decision by key: on to the next undecided row, or stay. */
  readonly goOn: boolean
}

export const keysStore = createStore<KeysState>()(() => ({
  dialog: null,
  waiting: null,
  singleKeys: readChoice('single-keys') !== 'off',
  goOn: readChoice('after-decision') !== 'stay',
}))

export function useKeys<T>(selector: (state: KeysState) => T): T {
  return useStore(keysStore, selector)
}

export function openPalette(): void {
  keysStore.setState({ dialog: 'palette', waiting: null })
}

/** Opens the list of keys. */
export function openKeys(): void {
  keysStore.setState({ dialog: 'keys', waiting: null })
}

export function closeDialog(): void {
  keysStore.setState({ dialog: null })
}

export function setWaiting(waiting: string | null): void {
  if (keysStore.getState().waiting !== waiting) keysStore.setState({ waiting })
}

export function setSingleKeys(singleKeys: boolean): void {
  keysStore.setState({ singleKeys })
  keepChoice('single-keys', singleKeys ? 'on' : 'off')
}

export function setGoOn(goOn: boolean): void {
  keysStore.setState({ goOn })
  keepChoice('after-decision', goOn ? 'next' : 'stay')
}
