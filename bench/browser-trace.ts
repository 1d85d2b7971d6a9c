/** Tasks of the page's main thread, read from a Chromium trace. */
export interface MainThreadTasks {
  readonly count: number
  /** Longest by the clock, and the processor time of the one that used most. */
  readonly longestMs: number
  readonly longestCpuMs: number
  readonly over50ms: number
}

interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  readonly dur?: number
  readonly tdur?: number
  readonly args?: { readonly name?: string; readonly data?: { readonly frames?: unknown } }
}

/** Reads what `browser.stopTracing()` gives. */
export function mainThreadTasks(trace: Buffer): MainThreadTasks {
  const { traceEvents } = JSON.parse(trace.toString('utf8')) as { traceEvents: readonly TraceEvent[] }
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid}:${tid}`),
  )
  const tasks = traceEvents.filter(
    ({ name, ph, pid, tid }) => ph === 'X' && /(^|::)RunTask$/.test(name) && mains.has(`${pid}:${tid}`),
  )
  if (tasks.length === 0) throw new Error('the trace holds no task of a main thread')
  const wall = tasks.map(({ dur }) => (dur ?? 0) / 1000)
  return {
    count: tasks.length,
    longestMs: wall.reduce((a, b) => Math.max(a, b), 0),
    longestCpuMs: tasks.reduce((most, { tdur }) => Math.max(most, (tdur ?? 0) / 1000), 0),
    over50ms: wall.filter((ms) => ms > 50).length,
  }
}
