import type { OnShare } from '../analysis/pipeline/host.ts'
import type { Progress } from '../analysis/pipeline/results.ts'

/** At most some 20 words of progress a second cross a thread boundary. */
const INTERVAL_MS = 50

/** Lets through the first word, the last one, and in between at most one per interval. */
export function throttled(tell: OnShare): OnShare {
  let next = 0
  return (done, total, detail) => {
    const now = performance.now()
    if (now < next && done < total) return
    next = now + INTERVAL_MS
    void tell(done, total, detail)
  }
}

/** The same for a run's progress: every new label passes at once, and `done` never falls under one label. */
export function throttledProgress(tell: (progress: Progress) => void): (progress: Progress) => void {
  let label = ''
  let highest = 0
  let next = 0
  return (progress) => {
    const now = performance.now()
    const isNew = progress.label !== label
    if (isNew) {
      label = progress.label
      highest = 0
    }
    const done = Math.max(highest, progress.done)
    highest = done
    if (!isNew && now < next && !(progress.total > 0 && done >= progress.total)) return
    next = now + INTERVAL_MS
    tell({ ...progress, done })
  }
}
