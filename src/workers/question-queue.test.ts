import { describe, expect, it } from 'vitest'
import { CancelledError } from '../analysis/errors.ts'
import type { CancellableHost } from './pausing-host.ts'
import { createQuestionQueue, type Urgency } from './question-queue.ts'

function hostOf(): CancellableHost & { cancelled: boolean } {
  const host = {
    cancelled: false,
    now: () => 0,
    async breathe() {
      await new Promise((resolve) => setTimeout(resolve))
      if (host.cancelled) throw new CancelledError()
    },
    progress: () => undefined,
    cancel: () => void (host.cancelled = true),
  }
  return host
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 20))

/** A question that lasts until it is let go. */
function gate() {
  let open: () => void = () => undefined
  const opened = new Promise<void>((resolve) => (open = resolve))
  return { open: () => open(), opened }
}

describe('the queue of questions', () => {
  it('answers one after another, quick ones first and those in the background last', async () => {
    const queue = createQuestionQueue()
    const log: string[] = []
    const first = gate()
    const ask = (id: number, name: string, urgency: Urgency, until?: Promise<void>) =>
      queue.add(id, urgency, hostOf(), async (host) => {
        log.push(`${name}…`)
        await until
        await host.breathe()
        log.push(name)
        return name
      })
    const answers = [
      ask(1, 'first', 'usual', first.opened),
      ask(2, 'slow', 'background'),
      ask(3, 'second', 'usual'),
    ]
    await settle()
    expect(log).toEqual(['first…'])
    const quick = ask(4, 'quick', 'quick')
    expect(await quick).toBe('quick')
    first.open()
    expect(await Promise.all(answers)).toEqual(['first', 'slow', 'second'])
    expect(log).toEqual(['first…', 'quick…', 'quick', 'first', 'second…', 'second', 'slow…', 'slow'])
  })

  it('what runs pauses for what is more urgent', async () => {
    const queue = createQuestionQueue()
    const log: string[] = []
    const run = (name: string, steps: number) => async (host: CancellableHost) => {
      for (let step = 0; step < steps; step++) {
        log.push(name)
        await host.breathe()
      }
    }
    const slow = queue.add(1, 'background', hostOf(), run('slow', 3))
    await settle()
    log.length = 0
    const again = queue.add(2, 'background', hostOf(), run('again', 4))
    await Promise.resolve()
    const urgent = queue.add(3, 'usual', hostOf(), run('urgent', 3))
    await Promise.all([slow, again, urgent])
    const last = log.lastIndexOf('urgent')
    expect(log.slice(log.indexOf('urgent'), last + 1)).toEqual(['urgent', 'urgent', 'urgent'])
    expect(log.slice(last + 1).filter((name) => name === 'again').length).toBeGreaterThanOrEqual(3)
  })

  it('goes on after a question that fails, and drops what is stopped while it waits', async () => {
    const queue = createQuestionQueue()
    const failing = queue.add(1, 'usual', hostOf(), () => Promise.reject(new Error('no')))
    const stopped = queue.add(2, 'usual', hostOf(), () => Promise.resolve('never'))
    const after = queue.add(3, 'usual', hostOf(), () => Promise.resolve('after'))
    const ended = Promise.allSettled([failing, stopped, after])
    queue.stop(2)
    expect(await ended).toMatchObject([
      { reason: { message: 'no' } },
      { reason: expect.any(CancelledError) as unknown },
      { value: 'after' },
    ])
  })

  it('cancels those that run or wait, also one that pauses for another', async () => {
    const queue = createQuestionQueue()
    const forever = async (host: CancellableHost) => {
      for (;;) await host.breathe()
    }
    const paused = queue.add(6, 'background', hostOf(), forever)
    await settle()
    const running = queue.add(7, 'usual', hostOf(), forever)
    const waiting = queue.add(8, 'usual', hostOf(), () => Promise.resolve('never'))
    await settle()
    const ended = Promise.allSettled([paused, running, waiting])
    queue.stop(6)
    await expect(paused).rejects.toThrow(CancelledError)
    queue.stopAll()
    for (const outcome of await ended) expect(outcome).toMatchObject({ reason: { code: 'cancelled' } })
  })
})
