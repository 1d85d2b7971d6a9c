import { useState } from 'react'
import type { DatasetSummary } from '../workers/engine.api.ts'

/** What the user chose in views that are not on the page now; gone with the file it belongs to. */
const kept = new WeakMap<DatasetSummary, Map<string, unknown>>()

/**
 * Like `useState`, but the value outlives the view: whoever comes back to a screen finds the columns chosen
 * there. `key` names the choice and always holds the same type.
 */
export function useKept<T>(dataset: DatasetSummary, key: string, first: T): [T, (value: T) => void] {
  const [state, setState] = useState<{ readonly dataset: DatasetSummary; readonly value: T }>()
  // A key is only ever set by the lines below, with the type that belongs to it.
  const before = kept.get(dataset)?.get(key) as T | undefined
  const value = state?.dataset === dataset ? state.value : (before ?? first)
  const set = (next: T): void => {
    const choices = kept.get(dataset) ?? new Map<string, unknown>()
    kept.set(dataset, choices.set(key, next))
    setState({ dataset, value: next })
  }
  return [value, set]
}
