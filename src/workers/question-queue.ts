import { CancelledError } from '../analysis/errors.ts'
import type { CancellableHost } from './pausing-host.ts'

/**
 * Questions are answered one after another, so that the first view is complete before the last one begins.
 * What is asked in the background waits for everything else; what nobody waits for any more is dropped.
 */
export interface QuestionQueue {
  /**
   * @param id names the question for `stop`
   * @param background let questions that come later go first
   * @returns what `answer` resolves to; rejects with CancelledError when it is stopped
   */
  add<T>(
    id: number,
    background: boolean,
    host: CancellableHost,
    answer: (host: CancellableHost) => Promise<T>,
  ): Promise<T>
  stop(id: number): void
  /** Drops all of them, e.g. when the file is closed. */
  stopAll(): void
}

interface Entry {
  readonly id: number
  readonly background: boolean
  readonly host: CancellableHost
  start(): Promise<void>
  drop(): void
}

export function createQuestionQueue(): QuestionQueue {
  const waiting: Entry[] = []
  let running: Entry | null = null

  function next(): void {
    if (running !== null) return
    const urgent = waiting.findIndex(({ background }) => !background)
    const [entry] = waiting.splice(Math.max(urgent, 0), 1)
    if (entry === undefined) return
    running = entry
    void entry.start().finally(() => {
      running = null
      next()
    })
  }

  function stop(id: number): void {
    if (running?.id === id) running.host.cancel()
    const at = waiting.findIndex((entry) => entry.id === id)
    if (at >= 0) waiting.splice(at, 1)[0]?.drop()
  }

  return {
    add<T>(
      id: number,
      background: boolean,
      host: CancellableHost,
      answer: (host: CancellableHost) => Promise<T>,
    ): Promise<T> {
      return new Promise((resolve, reject) => {
        waiting.push({
          id,
          background,
          host,
          start: () => answer(host).then(resolve, reject),
          drop: () => reject(new CancelledError()),
        })
        next()
      })
    },
    stop,
    stopAll() {
      for (const { id } of [...waiting]) stop(id)
      running?.host.cancel()
    },
  }
}
