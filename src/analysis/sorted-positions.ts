import type { Work } from './work.ts'

/**
 * The numbers below `count` in an order, by merge sort.
 *
 * @param before negative where a comes before b; without ties, or equal ones keep no order of their own
 * @param slice how many are sorted or merged in one slice of work: fewer where a comparison is dear
 * @returns a new array; the share done is told on the way
 *
 * Cost: count · log count comparisons, in slices.
 */
export function* sortedPositions(
  count: number,
  before: (a: number, b: number) => number,
  slice: number,
): Work<Uint32Array> {
  let from = new Uint32Array(count)
  for (let k = 0; k < count; k++) from[k] = k
  let passes = 1
  for (let width = slice; width < count; width *= 2) passes++
  let done = 0
  const share = (at: number): number => (done + at / count) / passes
  for (let start = 0; start < count; start += slice) {
    from.subarray(start, start + slice).sort(before)
    yield share(start)
  }
  let to = new Uint32Array(count)
  for (let width = slice; width < count; width *= 2) {
    done++
    for (let start = 0; start < count; start += 2 * width) {
      const middle = Math.min(start + width, count)
      const end = Math.min(start + 2 * width, count)
      let left = start
      let right = middle
      for (let k = start; k < end; k++) {
        const takeLeft = left < middle && (right >= end || before(from[left]!, from[right]!) < 0)
        to[k] = takeLeft ? from[left++]! : from[right++]!
        if (k % slice === slice - 1) yield share(k)
      }
    }
    const spare = from
    from = to
    to = spare
  }
  return from
}
