import { SLICE_ROWS, type Work } from '../work.ts'

/**
 * The finite values of a column in ascending order.
 *
 * @param values any length; NaN and ±∞ are left out
 * @returns a new array of the finite values, ascending
 *
 * Cost: n log n (some 90 ms for a million), in slices; memory 2 × 8 bytes per value while it runs.
 */
export function* sortedFinite(values: Float64Array | Float32Array): Work<Float64Array> {
  let sorted = new Float64Array(values.length)
  let count = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (value - value === 0) sorted[count++] = value
  }
  sorted = sorted.subarray(0, count)
  if (count <= SLICE_ROWS) return sorted.sort()

  yield
  for (let start = 0; start < count; start += SLICE_ROWS) {
    sorted.subarray(start, start + SLICE_ROWS).sort()
    yield
  }
  let from = sorted
  let to = new Float64Array(count)
  for (let width = SLICE_ROWS; width < count; width *= 2) {
    for (let start = 0; start < count; start += 2 * width) {
      const middle = Math.min(start + width, count)
      merge(from, to, start, middle, Math.min(start + 2 * width, count))
      yield
    }
    const spare = from
    from = to
    to = spare
  }
  return from
}

/** Merges the runs [start, middle) and [middle, end) of `from` into `to`. */
function merge(from: Float64Array, to: Float64Array, start: number, middle: number, end: number): void {
  let left = start
  let right = middle
  for (let k = start; k < end; k++) {
    const takeLeft = left < middle && (right >= end || from[left]! <= from[right]!)
    to[k] = takeLeft ? from[left++]! : from[right++]!
  }
}

/**
 * The quantile of ascending values by linear interpolation (type 7 of Hyndman and Fan, as in numpy and Excel).
 *
 * @param sorted ascending, finite, at least one value
 * @param share 0 … 1
 */
export function quantileOfSorted(sorted: Float64Array, share: number): number {
  const position = share * (sorted.length - 1)
  const below = Math.floor(position)
  const low = sorted[below]!
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!
  return low === high ? low : low + (high - low) * (position - below)
}

/**
 * How many ascending values are below `value`.
 *
 * @param sorted ascending, without NaN
 * @returns 0 … sorted.length
 */
export function countBelow(sorted: Float64Array, value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * How many ascending values are at most `value`.
 *
 * @param sorted ascending, without NaN
 * @returns 0 … sorted.length
 */
export function countAtMost(sorted: Float64Array, value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle]! <= value) low = middle + 1
    else high = middle
  }
  return low
}
