import { rankInSlices } from '../analysis/ranking/rank-scores.ts'

/** A task may take this long: well below what is felt as a hitch. */
const TASK_MS = 12

/**
 * Positions by falling value, NaN last, equal values by position. Runs in short tasks where there are many.
 *
 * @param valueOf called once for each of 0 … count − 1
 * @param done called with the order; not called after the returned function was
 * @returns what stops it
 */
export function orderByValue(
  count: number,
  valueOf: (position: number) => number,
  done: (order: Uint32Array) => void,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const work = sortWork(count, valueOf)
  const run = () => {
    const until = performance.now() + TASK_MS
    for (;;) {
      const step = work.next()
      if (step.done === true) {
        done(step.value)
        return
      }
      if (performance.now() >= until) break
    }
    timer = setTimeout(run)
  }
  run()
  return () => clearTimeout(timer)
}

const SLICE = 1 << 14

function* sortWork(
  count: number,
  valueOf: (position: number) => number,
): Generator<number | undefined, Uint32Array, void> {
  const values = new Float64Array(count)
  let largest = 0
  for (let k = 0; k < count; k++) {
    const value = valueOf(k)
    values[k] = value
    const size = Math.abs(value)
    if (size > largest) largest = size
    if (k % SLICE === SLICE - 1) yield undefined
  }
  const coarse = new Float32Array(count)
  for (let k = 0; k < count; k++) {
    const value = values[k]!
    coarse[k] = value === value ? (largest > 0 ? value / largest : 0) : -2
    if (k % SLICE === SLICE - 1) yield undefined
  }
  const order = yield* rankInSlices(coarse)
  // What differs only beyond single precision stands next to each other: few steps put it right.
  for (let k = 1; k < count; k++) {
    const position = order[k]!
    let at = k
    while (at > 0 && comesBefore(values, position, order[at - 1]!)) {
      order[at] = order[at - 1]!
      at--
    }
    order[at] = position
    if (k % SLICE === SLICE - 1) yield undefined
  }
  return order
}

function comesBefore(values: Float64Array, a: number, b: number): boolean {
  const one = values[a]!
  const other = values[b]!
  return one > other || (one === other && a < b)
}
