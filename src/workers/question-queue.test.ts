import { describe, expect, it } from 'vitest'
import { CancelledError } from '../analysis/errors.ts'
import type { CancellableHost } from './pausing-host.ts'
import { createQuestionQueue } from './question-queue.ts'

function hostOf(): CancellableHost & { cancelled: boolean } {
  const host = {
    cancelled: false,
    now: () => 0,
    breathe: () => (host.cancelled ? Promise.reject(new CancelledError()) : Promise.resolve()),
    progress: () => undefined,
    cancel: () => void (host.cancelled = true),
  }
  return host
}

/** A question that lasts until it is let go. */
function gate() {
  let open: () => void = () => undefined
  const opened = new Promise<void>((resolve) => (open = resolve))
  return { open: () => open(), opened }
}

describe('the queue of questions', () => {
  it('answers one after another, what is in the background last', async () => {
    const queue = createQuestionQueue()
    const log: string[] = []
    const first = gate()
    const ask = (id: number, name: string, background: boolean, until?: Promise<void>) =>
      queue.add(id, background, hostOf(), async () => {
        log.push(name)
        await until
        return name
      })
    const answers = [
      ask(1, 'first', false, first.opened),
      ask(2, 'slow', true),
      ask(3, 'third', false),
      ask(4, 'fourth', false),
    ]
    await Promise.resolve()
    expect(log).toEqual(['first'])
    first.open()
    expect(await Promise.all(answers)).toEqual(['first', 'slow', 'third', 'fourth'])
    expect(log).toEqual(['first', 'third', 'fourth', 'slow'])
  })

  it('goes on after a question that fails, and drops what is stopped while it waits', async () => {
    const queue = createQuestionQueue()
    const failing = queue.add(1, false, hostOf(), () => Promise.reject(new Error('no')))
    const stopped = queue.add(2, false, hostOf(), () => Promise.resolve('never'))
    const after = queue.add(3, false, hostOf(), () => Promise.resolve('after'))
    queue.stop(2)
    await expect(failing).rejects.toThrow('no')
    await expect(stopped).rejects.toThrow(CancelledError)
    expect(await after).toBe('after')
  })

  it('cancels the one that runs', async () => {
    const queue = createQuestionQueue()
    const host = hostOf()
    const running = queue.add(7, false, host, async () => {
      for (;;) await host.breathe()
    })
    const waiting = queue.add(8, true, hostOf(), () => Promise.resolve('never'))
    queue.stopAll()
    await expect(running).rejects.toThrow(CancelledError)
    await expect(waiting).rejects.toThrow(CancelledError)
  })
})
