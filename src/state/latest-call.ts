/**
 * One call in flight, the latest wins: what is asked while a call runs waits, a later wish replaces
 * an earlier one that waits, and an answer that nobody waits for any more is dropped.
 */
export function latestCall<Q, A>(
  call: (question: Q) => Promise<A>,
  answer: (answer: A, question: Q) => void,
  failed: (cause: unknown, question: Q) => void,
): { ask(question: Q): void; drop(): void } {
  let running = false
  let waiting: { question: Q } | null = null
  let wanted: Q | null = null

  async function run(question: Q): Promise<void> {
    running = true
    try {
      const result = await call(question)
      if (wanted === question) answer(result, question)
    } catch (cause) {
      if (wanted === question) failed(cause, question)
    } finally {
      running = false
      const next = waiting
      waiting = null
      if (next) void run(next.question)
    }
  }

  return {
    ask(question) {
      wanted = question
      if (running) waiting = { question }
      else void run(question)
    },
    drop() {
      wanted = null
      waiting = null
    },
  }
}
