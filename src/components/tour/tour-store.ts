import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { openSample } from '../../state/actions/opening.ts'
import { SAMPLES } from '../../state/samples.ts'
import { appStore } from '../../state/store.ts'

const KEY = 'flagstone-tour'

interface TourState {
  /** The step that is shown, from 0; null: none. */
  readonly step: number | null
  /** Whether somebody on this machine has taken it, or said no. */
  readonly seen: boolean
}

export const tourStore = createStore<TourState>()(() => ({ step: null, seen: wasSeen() }))

export function useTour<T>(selector: (state: TourState) => T): T {
  return useStore(tourStore, selector)
}

/** Begins it, again if need be. Without a file there is nothing to show: it opens a sample. */
export function startTour(): void {
  remember()
  const [sample] = SAMPLES
  if (appStore.getState().dataset === null && sample) void openSample(sample)
  tourStore.setState({ step: 0, seen: true })
}

export function goToStep(step: number): void {
  tourStore.setState({ step })
}

/** Over, or not wanted: it does not offer itself again. */
export function endTour(): void {
  remember()
  tourStore.setState({ step: null, seen: true })
}

function wasSeen(): boolean {
  try {
    return localStorage.getItem(KEY) !== null
  } catch {
    // What cannot be remembered would be offered for ever.
    return true
  }
}

function remember(): void {
  try {
    localStorage.setItem(KEY, 'seen')
  } catch {
    return
  }
}
