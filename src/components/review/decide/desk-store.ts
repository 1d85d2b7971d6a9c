import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'

interface DeskState {
  /** The note of the row, or of the marked rows, is being written. */
  readonly noting: boolean
  /** The list of reasons is being edited. */
  readonly editingReasons: boolean
}

const store = createStore<DeskState>()(() => ({ noting: false, editingReasons: false }))

export function useDesk<T>(selector: (state: DeskState) => T): T {
  return useStore(store, selector)
}

/** Opens the field of the note; it gets the focus. */
export function askForNote(): void {
  store.setState({ noting: true })
}

export function endNote(): void {
  store.setState({ noting: false })
}

export function editReasons(): void {
  store.setState({ editingReasons: true })
}

export function endReasons(): void {
  store.setState({ editingReasons: false })
}
