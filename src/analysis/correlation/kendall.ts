import { SLICE_ROWS, type Work } from '../work.ts'
import { createRng } from '../math/rng.ts'
import { NO_LEVEL, type Levels } from './levels.ts'
import { emptyPairs, setPair, within, type PairFigure, type PairMatrix } from './pair-matrix.ts'

/** A pair with more common rows is looked at in this many of them. */
export const KENDALL_ROWS = 50_000
const SEED = 1

/**
 * Kendall's τ-b of every pair of columns, over the rows that both have. Where these are more than `most`, over
 * a uniform random sample of `most` of them, drawn without replacement with a fixed seed.
 *
 * @param columns one per column, all of the same rows
 * @param rows which of these rows; null: all
 * @param most rows of a pair that are looked at
 * @returns τ-b in −1 … 1; NaN with fewer than 2 common rows, and where one of the columns is constant in them;
 *   as rows those that were looked at
 *
 * Cost: n log n per pair, some 5 ms for 50,000 rows.
 */
export function* kendallMatrix(
  columns: readonly Levels[],
  rows: Uint32Array | null,
  most = KENDALL_ROWS,
): Work<PairMatrix> {
  const p = columns.length
  const pairs = emptyPairs(p)
  const order = yield* shuffled(rows, columns[0]?.level.length ?? 0, most)
  const total = (p * (p + 1)) / 2
  let done = 0
  for (let i = 0; i < p; i++) {
    for (let j = i; j < p; j++) {
      setPair(pairs, i, j, yield* kendallOfPair(columns[i]!, columns[j]!, order, most))
      yield ++done / total
    }
  }
  return pairs
}

/** The rows in random order where a sample of them may be needed; the first so many are a uniform sample. */
function* shuffled(rows: Uint32Array | null, rowCount: number, most: number): Work<Uint32Array> {
  const order = rows?.slice() ?? Uint32Array.from({ length: rowCount }, (_, row) => row)
  if (order.length <= most) return order
  const rng = createRng(SEED)
  for (let k = 0; k < order.length - 1; k++) {
    const other = k + rng.below(order.length - k)
    const spare = order[k]!
    order[k] = order[other]!
    order[other] = spare
    if (k % 65536 === 65535) yield
  }
  return order
}

/**
 * Kendall's τ-b of one pair by Knight's method: the rows are sorted by x and y, and the exchanges counted
 * that a merge sort by y alone then makes (W. R. Knight, JASA 61, 1966).
 *
 * @param order rows, of which the first `most` are used that both columns have
 */
export function* kendallOfPair(x: Levels, y: Levels, order: Uint32Array, most: number): Work<PairFigure> {
  const picked = yield* commonLevels(x.level, y.level, order, most)
  const n = picked.x.length
  if (n < 2) return { value: NaN, rows: n }
  const otherX = new Uint32Array(n)
  const otherY = new Uint32Array(n)
  // By y first, then by x: a radix sort keeps the former order among equals.
  let sorted = yield* sortBy(y.count, picked, { x: otherX, y: otherY }, 'y')
  sorted = yield* sortBy(x.count, sorted.at, sorted.spare, 'x')
  const { x: inX, y: inY } = sorted.at
  const tiedX = tiedPairs(inX)
  const tiedBoth = jointlyTiedPairs(inX, inY)
  yield
  const exchanges = yield* countExchanges(inY, sorted.spare.y)
  // The merge sort has left y in ascending order in one of the two.
  const tiedY = tiedPairs(exchanges.sorted)
  const all = (n * (n - 1)) / 2
  const score = all - tiedX - tiedY + tiedBoth - 2 * exchanges.count
  const value = score / (Math.sqrt(all - tiedX) * Math.sqrt(all - tiedY))
  return { value: within(1, value), rows: n }
}

/** The levels of the first `most` rows that have both. */
function* commonLevels(x: Uint32Array, y: Uint32Array, order: Uint32Array, most: number): Work<Both> {
  const size = Math.min(order.length, most)
  const found = { x: new Uint32Array(size), y: new Uint32Array(size), count: 0 }
  for (let start = 0; start < order.length && found.count < size; start += SLICE_ROWS) {
    takeCommon(x, y, order, start, Math.min(start + SLICE_ROWS, order.length), found)
    yield
  }
  return { x: found.x.subarray(0, found.count), y: found.y.subarray(0, found.count) }
}

function takeCommon(
  x: Uint32Array,
  y: Uint32Array,
  order: Uint32Array,
  start: number,
  end: number,
  found: Both & { count: number },
): void {
  const most = found.x.length
  let { count } = found
  for (let k = start; k < end && count < most; k++) {
    const row = order[k]!
    const a = x[row]!
    const b = y[row]!
    if (a === NO_LEVEL || b === NO_LEVEL) continue
    found.x[count] = a
    found.y[count++] = b
  }
  found.count = count
}

interface Both {
  readonly x: Uint32Array
  readonly y: Uint32Array
}

const RADIX_BITS = 11
const RADIX = 1 << RADIX_BITS

/** A stable radix sort of pairs by one of the two. */
function* sortBy(
  levels: number,
  from: Both,
  to: Both,
  by: 'x' | 'y',
): Work<{ readonly at: Both; readonly spare: Both }> {
  for (let shift = 0; shift < 32 && (shift === 0 || (levels - 1) >>> shift > 0); shift += RADIX_BITS) {
    scatter(from[by], shift, from, to)
    const spare = from
    from = to
    to = spare
    yield
  }
  return { at: from, spare: to }
}

function scatter(keys: Uint32Array, shift: number, from: Both, to: Both): void {
  const n = keys.length
  const places = new Uint32Array(RADIX)
  for (let k = 0; k < n; k++) places[(keys[k]! >>> shift) & (RADIX - 1)]!++
  let place = 0
  for (let digit = 0; digit < RADIX; digit++) {
    const count = places[digit]!
    places[digit] = place
    place += count
  }
  const { x, y } = from
  const { x: toX, y: toY } = to
  for (let k = 0; k < n; k++) {
    const at = places[(keys[k]! >>> shift) & (RADIX - 1)]!++
    toX[at] = x[k]!
    toY[at] = y[k]!
  }
}

/** Pairs of equal values in sorted order. */
function tiedPairs(sorted: Uint32Array): number {
  let pairs = 0
  let run = 0
  for (let k = 1; k < sorted.length; k++) {
    run = sorted[k] === sorted[k - 1] ? run + 1 : 0
    pairs += run
  }
  return pairs
}

function jointlyTiedPairs(x: Uint32Array, y: Uint32Array): number {
  let pairs = 0
  let run = 0
  for (let k = 1; k < x.length; k++) {
    run = x[k] === x[k - 1] && y[k] === y[k - 1] ? run + 1 : 0
    pairs += run
  }
  return pairs
}

/** Runs of so many are sorted by insertion, which is faster than merging them. */
const RUN = 16
/** Values that one slice merges. */
const SLICE = 1 << 18

/** How many neighbours a bubble sort would exchange, by a merge sort from the bottom up. */
function* countExchanges(
  values: Uint32Array,
  room: Uint32Array,
): Work<{ readonly count: number; readonly sorted: Uint32Array }> {
  const n = values.length
  let from = values
  let to = room
  let count = 0
  for (let start = 0; start < n; start += SLICE) {
    count += sortRuns(from, start, Math.min(start + SLICE, n))
    yield
  }
  for (let width = RUN; width < n; width *= 2) {
    const slice = Math.max(SLICE, 2 * width)
    for (let start = 0; start < n; start += slice) {
      count += mergeSlice(from, to, start, Math.min(start + slice, n), width)
      yield
    }
    const spare = from
    from = to
    to = spare
  }
  return { count, sorted: from }
}

function sortRuns(values: Uint32Array, start: number, end: number): number {
  let exchanges = 0
  for (let run = start; run < end; run += RUN) {
    const last = Math.min(run + RUN, end)
    for (let k = run + 1; k < last; k++) {
      const value = values[k]!
      let at = k
      for (; at > run && values[at - 1]! > value; at--) values[at] = values[at - 1]!
      values[at] = value
      exchanges += k - at
    }
  }
  return exchanges
}

function mergeSlice(from: Uint32Array, to: Uint32Array, first: number, last: number, width: number): number {
  let exchanges = 0
  for (let start = first; start < last; start += 2 * width) {
    const middle = Math.min(start + width, last)
    const end = Math.min(start + 2 * width, last)
    let left = start
    let right = middle
    let k = start
    while (left < middle && right < end) {
      const a = from[left]!
      const b = from[right]!
      if (a <= b) {
        to[k++] = a
        left++
      } else {
        exchanges += middle - left
        to[k++] = b
        right++
      }
    }
    while (left < middle) to[k++] = from[left++]!
    while (right < end) to[k++] = from[right++]!
  }
  return exchanges
}
