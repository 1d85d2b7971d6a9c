import { lazy, type ComponentType, type LazyExoticComponent } from 'react'

const loads: (() => Promise<unknown>)[] = []
let preloading = false

/** A part of the page that loads when it is first shown, or when the page has nothing better to do. */
export function lazyPart<P>(
  load: () => Promise<{ readonly default: ComponentType<P> }>,
): LazyExoticComponent<ComponentType<P>> {
  loads.push(load)
  return lazy(load)
}

/**
 * Loads all parts one after another while the page is idle, so that opening one takes no time. A part that
 * cannot be loaded now is loaded when it is shown, which then says what is wrong.
 */
export function preloadParts(): void {
  if (preloading) return
  preloading = true
  const next = () => {
    const load = loads.shift()
    if (load) whenIdle(() => void load().then(next, next))
    else preloading = false
  }
  next()
}

/** Safari has no idle callbacks. */
function whenIdle(run: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(run, { timeout: 2000 })
  else setTimeout(run, 200)
}
