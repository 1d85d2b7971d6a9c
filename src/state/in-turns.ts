/** Runs listeners one after another, a fresh task whenever those before took some time. */
export interface Turns {
  /** Queues a listener; one that waits already is not queued twice. */
  add(listener: () => void): void
  remove(listener: () => void): void
}

/** A task may take this long: well below what is felt as a hitch. */
const TASK_MS = 12

export function inTurns(): Turns {
  const waiting = new Set<() => void>()
  let scheduled = false

  function run(): void {
    scheduled = false
    const started = performance.now()
    for (const listener of waiting) {
      waiting.delete(listener)
      listener()
      if (performance.now() - started >= TASK_MS) break
    }
    schedule()
  }

  function schedule(): void {
    if (scheduled || waiting.size === 0) return
    scheduled = true
    setTimeout(run)
  }

  return {
    add(listener) {
      waiting.add(listener)
      schedule()
    },
    remove: (listener) => void waiting.delete(listener),
  }
}
