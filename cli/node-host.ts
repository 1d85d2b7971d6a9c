import type { Host } from '../src/analysis/pipeline/host.ts'
import type { Progress } from '../src/analysis/pipeline/results.ts'

/** The command line never pauses; it shows how far it is where somebody may be watching. */
export function createNodeHost(): Host & { done(): void } {
  const watched = process.stderr.isTTY
  let next = 0
  let shown = false
  return {
    now: () => performance.now(),
    breathe: () => NEVER_PAUSES,
    progress(progress) {
      if (!watched || performance.now() < next) return
      next = performance.now() + 100
      shown = true
      process.stderr.write(`\r\u001b[K${progressText(progress)}`)
    },
    done() {
      if (shown) process.stderr.write('\r\u001b[K')
      shown = false
    },
  }
}

const NEVER_PAUSES = Promise.resolve()

function progressText({ label, done, total, rows }: Progress): string {
  const share = total > 0 ? ` ${Math.floor((100 * done) / total)} %` : ''
  return `${label}${share}${rows === undefined ? '' : ` (${rows.toLocaleString('en-US')} rows)`}`
}
