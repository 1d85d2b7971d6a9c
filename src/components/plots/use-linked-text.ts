import { useEffect, useReducer, useRef, type RefObject } from 'react'
type Subscribe = (listener: () => void) => () => void

interface Followed {
  readonly subscribe: Subscribe
}

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

/**
 * Renders again after each move of the cut or the selection; for the tables and for what a cursor says, which are
 * there on request.
 */
export function useLinkedRender(counts: Followed, active = true): void {
  const [, render] = useReducer((n: number) => n + 1, 0)
  useEffect(() => (active ? counts.subscribe(render) : undefined), [counts, active])
}
