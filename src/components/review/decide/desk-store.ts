import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'

interface DeskState {
  /** The note of the row, or of the marked rows, is being written. */
  readonly noting: boolean
  /** The list of reasons is being edited. */
  readonly editingReasons: boolean
}

export const deskStore = createStore<DeskState>()(() => ({ noting: false, editingReasons: false }))

export function useDesk<T>(selector: (state: DeskState) => T): T {
  return useStore(deskStore, selector)
}

/** Opens the field of the note; it gets the focus. */
export function askForNote(): void {
  deskStore.setState({ noting: true })
}

export function endNote(): void {
  deskStore.setState({ noting: false })
}

export function editReasons(): void {
  deskStore.setState({ editingReasons: true })
}

export function endReasons(): void {
  deskStore.setState({ editingReasons: false })
}
