import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { initialState, type AppState } from './app-state.ts'

/** The one store. Plain, so that it is tested without a page; `actions.ts` is all that writes to it. */
export const appStore = createStore<AppState>()(() => initialState)

export function useApp<T>(selector: (state: AppState) => T): T {
  return useStore(appStore, selector)
}

/**
 * Told once per animation frame at most, with the new and the former cut of the *same* ranking:
 * a layer walks `order[min .. max)` and nothing else. A new ranking is not told here (its views
 * count afresh when `ranking` changes). Returns what ends the subscription.
 */
export function subscribeCut(listener: (cut: number, previous: number) => void): () => void {
  return appStore.subscribe((state, previous) => {
    if (state.ranking === previous.ranking && state.cut !== previous.cut) listener(state.cut, previous.cut)
  })
}
