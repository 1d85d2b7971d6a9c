import { lazy, useState, type ComponentType } from 'react'

const loads: (() => Promise<unknown>)[] = []
let preloading: Promise<void> | null = null

/**
 * A part of the page that loads when it is first shown, or when the page has nothing better to do. One that
 * is there already is shown at once: React holds back for 300 ms what a lazy component gave way to a
 * fallback for, however short it was.
 */
export function lazyPart<P extends object>(
  load: () => Promise<{ readonly default: ComponentType<P> }>,
): ComponentType<P> {
  let loaded: ComponentType<P> | null = null
  const loadOnce = async () => {
    const part = await load()
    loaded = part.default
    return part
  }
  loads.push(loadOnce)
  const Lazy: ComponentType<P> = lazy(loadOnce)
  return function Part(props: P) {
    // Decided when it is mounted: another component in its place would begin anew.
    const [Shown] = useState<ComponentType<P>>(() => loaded ?? Lazy)
    return <Shown {...props} />
  }
}

/**
 * Loads all parts one after another while the page is idle, so that opening one takes no time. A part that
 * cannot be loaded now is loaded when it is shown, which then says what is wrong. Where the browser is asked to
 * save data, each part waits until it is shown.
 *
 * @returns settles when there is nothing left to load
 */
export function preloadParts(): Promise<void> {
  if (savesData()) return Promise.resolve()
  preloading ??= loadRest().finally(() => (preloading = null))
  return preloading
}

async function loadRest(): Promise<void> {
  for (let load = loads.shift(); load; load = loads.shift()) {
    await idle()
    await load().catch(() => undefined)
  }
  await idle()
}

/** Whether the user asked the browser for less traffic; Firefox and Safari do not tell. */
function savesData(): boolean {
  const connection: unknown = Reflect.get(navigator, 'connection')
  return typeof connection === 'object' && connection !== null && Reflect.get(connection, 'saveData') === true
}

/** Safari has no idle callbacks. */
function idle(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: 2000 })
    else setTimeout(resolve, 200)
  })
}
