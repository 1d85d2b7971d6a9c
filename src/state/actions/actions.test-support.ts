import type { EngineApi, OpenInput, Result } from '../../workers/engine.api.ts'
import { setEngine } from '../engine.ts'
import { fakeEngine } from '../fake-engine.test-support.ts'
import { appStore } from '../store.ts'

export const INPUT = { kind: 'text', name: 'orders.csv', text: 'a,b\n1,2\n' } as const satisfies OpenInput
export const state = appStore.getState
/** Time for what waits for the next frame (a microtask here) and for answers. */
export const settle = () => new Promise((resolve) => setTimeout(resolve, 0))

export function use(replace: Partial<EngineApi> = {}) {
  const engine = fakeEngine(replace)
  setEngine(engine)
  return engine
}

export function lastOf<T>(list: readonly T[]): T {
  const last = list.at(-1)
  if (last === undefined) throw new Error('the list is empty')
  return last
}

/** An answer that is given later. */
export function later<T>() {
  let give: (value: Result<T>) => void = () => undefined
  const promise = new Promise<Result<T>>((resolve) => (give = resolve))
  return { promise, give: (value: T) => give({ ok: true, value }) }
}
