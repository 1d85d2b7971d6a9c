import { CancelledError, FlagstoneError, type ErrorReport } from '../analysis/errors.ts'
import type { Result } from './engine.api.ts'

export const CANCELLED: ErrorReport = new CancelledError().report()

/** The work in hand did not pause in time for a cancel, and its thread was ended. */
export const ENGINE_RESTARTED: ErrorReport = {
  code: 'engine-restarted',
  message: 'The work could not be stopped in time, so the engine was started anew. Open the file again.',
  facts: {},
}

export function engineDied(cause: string): ErrorReport {
  const message = `The engine stopped unexpectedly (${cause}); the browser may have run out of memory. A new one is ready: open the file again, or a random sample of its rows if it is very large.`
  return { code: 'engine-died', message, facts: { cause } }
}

export function poolWorkerDied(cause: string): ErrorReport {
  const message = `A worker stopped unexpectedly (${cause}), so this run has no result. The file is still open and a new worker is ready: run it again, with other settings if it was short of memory.`
  return { code: 'worker-died', message, facts: { cause } }
}

/** What to tell the user about anything that was thrown. */
export function reportOf(cause: unknown): ErrorReport {
  if (cause instanceof FlagstoneError) return cause.report()
  const text = cause instanceof Error ? cause.message : String(cause)
  if (isOutOfMemory(cause, text)) {
    const message = `There is not enough memory for this (${text}). Close other tabs, or open a random sample of the rows instead.`
    return { code: 'out-of-memory', message, facts: { cause: text } }
  }
  const message = `Something went wrong inside Flagstone: ${text}. Your file is unchanged and nothing was sent anywhere. Try again; if it happens again, open the file anew or choose another detector.`
  return { code: 'internal', message, facts: { cause: text } }
}

/** Engines say it with a RangeError about an allocation, a length or a buffer. */
function isOutOfMemory(cause: unknown, text: string): boolean {
  return (
    cause instanceof RangeError &&
    /alloc|memory|array (buffer|length)|typed array length|invalid string length/i.test(text)
  )
}

/** Runs a call and makes a result of whatever comes out of it. */
export async function settled<T>(run: () => T | Promise<T>): Promise<Result<T>> {
  try {
    return { ok: true, value: await run() }
  } catch (cause) {
    return { ok: false, error: reportOf(cause) }
  }
}

/** The error that a report from another thread stood for. */
export function errorOf(report: ErrorReport): FlagstoneError {
  return report.code === 'cancelled'
    ? new CancelledError()
    : new FlagstoneError(report.code, report.message, report.facts)
}
