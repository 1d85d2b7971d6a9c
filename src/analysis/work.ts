/**
 * A long computation cut into slices of at most some 50 ms on a million rows. Whoever runs it decides
 * what happens between two slices: a worker lets messages in and looks for a cancel, the command line
 * just goes on. It has no effect until it is run, and its result does not depend on the slicing. A slice may
 * yield the share that is done, 0 … 1; most yield nothing.
 */
export type Work<T> = Generator<number | undefined, T, void>

/** Rows that one slice of a simple loop handles. */
export const SLICE_ROWS = 1 << 17

/**
 * Runs a computation to its end without a pause.
 *
 * @param work the computation
 * @param checkpoint called after every slice; may throw to stop
 * @returns the computation's result
 */
export function finish<T>(work: Work<T>, checkpoint?: () => void): T {
  for (;;) {
    const step = work.next()
    if (step.done === true) return step.value
    checkpoint?.()
  }
}

/** A piece of a longer computation: its shares 0 … 1 become from … to. */
export function* partOf<T>(work: Work<T>, from: number, to: number): Work<T> {
  for (;;) {
    const step = work.next()
    if (step.done === true) return step.value
    yield step.value === undefined ? undefined : from + step.value * (to - from)
  }
}
