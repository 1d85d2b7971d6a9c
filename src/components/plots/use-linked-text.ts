import { useEffect, useRef, useSyncExternalStore, type RefObject } from 'react'
import type { LinkedCounts } from '../../state/linked-views.ts'

type Subscribe = (listener: () => void) => () => void

/** Writes a sentence into an element now and after each move of the cut, without rendering anything. */
export function useLinkedText<E extends HTMLElement>(
  subscribe: Subscribe | null,
  text: () => string,
): RefObject<E | null> {
  const element = useRef<E>(null)
  const latest = useRef(text)
  useEffect(() => {
    latest.current = text
    if (element.current) element.current.textContent = text()
  })
  useEffect(() => {
    if (!subscribe) return
    return subscribe(() => {
      if (element.current) element.current.textContent = latest.current()
    })
  }, [subscribe])
  return element
}

/** Renders again after each move of the cut; for the tables, which are shown on request. */
export function useLinkedSum(counts: LinkedCounts): number {
  return useSyncExternalStore(counts.subscribe, () => version(counts))
}

/** A number that differs whenever a count does: enough to tell that something moved. */
function version(counts: LinkedCounts): number {
  const flagged = counts.flagged()
  let sum = 0
  for (let b = 0; b < flagged.length; b++) sum += flagged[b]!
  return sum + counts.outside()
}
