import { CancelledError } from '../analysis/errors.ts'
import type { Host } from '../analysis/pipeline/host.ts'
import type { Progress } from '../analysis/pipeline/results.ts'
import { throttledProgress } from './throttled.ts'

/** Long enough to cost nothing, short enough to hear a cancel at once. */
const SLICE_MS = 25

export interface CancellableHost extends Host {
  cancel(): void
}

/** The engine worker's host: pauses between slices of work so that messages are heard. */
export function createPausingHost(tell: (progress: Progress) => void): CancellableHost {
  let cancelled = false
  let lastPause = performance.now()
  const throttledTell = throttledProgress(tell)
  return {
    now: () => performance.now(),
    async breathe() {
      if (performance.now() - lastPause >= SLICE_MS) {
        await nextTask()
        lastPause = performance.now()
      }
      if (cancelled) throw new CancelledError()
    },
    progress(progress) {
      if (!cancelled) throttledTell(progress)
    },
    cancel() {
      cancelled = true
    },
  }
}

/** A task later, without the 4 ms that nested timers are made to wait. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve)
    channel.port2.postMessage(null)
  })
}

const waiting: (() => void)[] = []
const channel = new MessageChannel()
channel.port1.onmessage = () => waiting.shift()?.()
