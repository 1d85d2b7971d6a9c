/** Runs only the latest of the calls made before the next animation frame. */
export function latestPerFrame<T>(run: (value: T) => void): {
  push(value: T): void
  /** What waits for the frame, if anything. */
  pending(): T | undefined
  /** Drops what waits. */
  drop(): void
} {
  let waiting: { value: T } | null = null
  let scheduled = false
  const flush = () => {
    scheduled = false
    const next = waiting
    waiting = null
    if (next) run(next.value)
  }
  return {
    push(value) {
      waiting = { value }
      if (scheduled) return
      scheduled = true
      schedule(flush)
    },
    pending: () => waiting?.value,
    drop() {
      waiting = null
    },
  }
}

/** A hidden page gets no animation frames, and a test has none. */
function schedule(run: () => void): void {
  if (typeof requestAnimationFrame === 'function' && !document.hidden) requestAnimationFrame(run)
  else queueMicrotask(run)
}
