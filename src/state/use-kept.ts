import { useState } from 'react'

/** What the user chose in views that are not on the page now; gone with the file it belongs to. */
const kept = new WeakMap<object, Map<string, unknown>>()

/**
 * Like `useState`, but the value outlives the view: whoever comes back to a screen finds the columns chosen
 * there. `key` names the choice and always holds the same type. `about` is the dataset, or the file it was read
 * from where the choice outlives another reading of it.
 */
export function useKept<T>(about: object, key: string, first: T): [T, (value: T) => void] {
  const [state, setState] = useState<{ readonly about: object; readonly value: T }>()
  // A key is only ever set by the lines below, with the type that belongs to it.
  const before = kept.get(about)?.get(key) as T | undefined
  const value = state?.about === about ? state.value : (before ?? first)
  const set = (next: T): void => {
    const choices = kept.get(about) ?? new Map<string, unknown>()
    kept.set(about, choices.set(key, next))
    setState({ about, value: next })
  }
  return [value, set]
}
