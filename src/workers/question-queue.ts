import { CancelledError } from '../analysis/errors.ts'
import type { CancellableHost } from './pausing-host.ts'

/**
 * What is asked first is answered first: quick answers from a sample before everything, what is in the
 * background after everything. A question that runs pauses for those that go before it.
 */
export type Urgency = 'quick' | 'usual' | 'background'

/**
 * Questions of one urgency are answered one after another, so that the first view is complete before the last
 * one begins. What nobody waits for any more is dropped.
 */
export interface QuestionQueue {
  /**
   * @param id names the question for `stop`
   * @returns what `answer` resolves to; rejects with CancelledError when it is stopped
   */
  add<T>(
    id: number,
    urgency: Urgency,
    host: CancellableHost,
    answer: (host: CancellableHost) => Promise<T>,
  ): Promise<T>
  stop(id: number): void
  /** Whether a question that somebody waits for is under way. */
  busy(): boolean
  /** Drops all of them, e.g. when the file is closed. */
  stopAll(): void
}

interface Entry {
  readonly id: number
  readonly host: CancellableHost
  start(): Promise<void>
  drop(): void
}

/** Questions of one urgency. */
interface Lane {
  running: Entry | null
  readonly waiting: Entry[]
}

const ORDER: readonly Urgency[] = ['quick', 'usual', 'background']

export function createQuestionQueue(): QuestionQueue {
  const lanes = ORDER.map((): Lane => ({ running: null, waiting: [] }))
  /** Woken whenever a question has ended. */
  let paused: (() => void)[] = []

  /** Whether something that goes before this lane is under way. */
  function mustWait(lane: number): boolean {
    return lanes.slice(0, lane).some(({ running }) => running !== null)
  }

  function next(lane: Lane): void {
    if (lane.running !== null) return
    const entry = lane.waiting.shift()
    if (entry === undefined) return
    lane.running = entry
    void entry.start().finally(() => {
      lane.running = null
      next(lane)
      wakeAll()
    })
  }

  function wakeAll(): void {
    const woken = paused
    paused = []
    for (const wake of woken) wake()
  }

  /** A host that also lets go first what is more urgent. */
  function yielding(host: CancellableHost, lane: number): CancellableHost {
    return {
      ...host,
      async breathe() {
        await host.breathe()
        while (mustWait(lane)) {
          await new Promise<void>((resolve) => paused.push(resolve))
          await host.breathe()
        }
      },
    }
  }

  function stop(id: number): void {
    for (const { running, waiting } of lanes) {
      if (running?.id === id) running.host.cancel()
      const at = waiting.findIndex((entry) => entry.id === id)
      if (at >= 0) waiting.splice(at, 1)[0]?.drop()
    }
    wakeAll() // one that pauses hears at once that it was stopped
  }

  return {
    add<T>(
      id: number,
      urgency: Urgency,
      host: CancellableHost,
      answer: (host: CancellableHost) => Promise<T>,
    ): Promise<T> {
      return new Promise((resolve, reject) => {
        const at = ORDER.indexOf(urgency)
        const lane = lanes[at]!
        const polite = yielding(host, at)
        lane.waiting.push({
          id,
          host,
          start: () =>
            polite
              .breathe()
              .then(() => answer(polite))
              .then(resolve, reject),
          drop: () => reject(new CancelledError()),
        })
        next(lane)
      })
    },
    stop,
    busy: () => mustWait(ORDER.indexOf('background')),
    stopAll() {
      for (const { running, waiting } of lanes) {
        for (const { drop } of waiting.splice(0)) drop()
        running?.host.cancel()
      }
      wakeAll()
    },
  }
}
