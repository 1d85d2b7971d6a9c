import type { Work } from '../work.ts'

/** A piece of a longer computation: its shares 0 … 1 become from … to. */
export function* partOf<T>(work: Work<T>, from: number, to: number): Work<T> {
  for (;;) {
    const step = work.next()
    if (step.done === true) return step.value
    yield step.value === undefined ? undefined : from + step.value * (to - from)
  }
}
