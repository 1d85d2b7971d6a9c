import type { Column } from '../table/table.ts'
import type { Work } from '../work.ts'
import { textValue } from './cells.ts'

/** Rows sorted or merged in one slice of work. */
const SLICE = 1 << 14

/**
 * Rows in the order of one column's values.
 *
 * @param rows row indices, most anomalous first
 * @returns (rows.length,) row indices; missing last whatever the direction; equal values in the order given
 *
 * Cost: n · log n in the rows given, in slices.
 */
export function* sortRows(column: Column, rows: Uint32Array, descending: boolean): Work<Uint32Array> {
  const sign = descending ? -1 : 1
  let before: (a: number, b: number) => number
  if (column.type === 'number' || column.type === 'datetime') {
    const keys = new Float64Array(rows.length)
    for (let k = 0; k < keys.length; k++) keys[k] = column.values[rows[k]!]!
    yield
    before = (a, b) => compare(keys[a]!, keys[b]!, sign) || a - b
  } else {
    const keys: (string | null)[] = []
    for (const row of rows) {
      keys.push(textValue(column, row))
      if (keys.length % SLICE === 0) yield
    }
    before = (a, b) => compare(keys[a]!, keys[b]!, sign) || a - b
  }
  const positions = yield* sorted(rows.length, before)
  for (let k = 0; k < positions.length; k++) positions[k] = rows[positions[k]!]!
  return positions
}

/** The numbers below `count` in an order without ties. */
function* sorted(count: number, before: (a: number, b: number) => number): Work<Uint32Array> {
  let from = new Uint32Array(count)
  for (let k = 0; k < count; k++) from[k] = k
  for (let start = 0; start < count; start += SLICE) {
    from.subarray(start, start + SLICE).sort(before)
    yield
  }
  let to = new Uint32Array(count)
  for (let width = SLICE; width < count; width *= 2) {
    for (let start = 0; start < count; start += 2 * width) {
      const middle = Math.min(start + width, count)
      const end = Math.min(start + 2 * width, count)
      let left = start
      let right = middle
      for (let k = start; k < end; k++) {
        const takeLeft = left < middle && (right >= end || before(from[left]!, from[right]!) < 0)
        to[k] = takeLeft ? from[left++]! : from[right++]!
        if (k % (4 * SLICE) === 4 * SLICE - 1) yield
      }
    }
    const spare = from
    from = to
    to = spare
  }
  return from
}

/** Code-unit order for text: the same on every machine. */
function compare(a: number | string | null, b: number | string | null, sign: number): number {
  const aMissing = a === null || a !== a
  const bMissing = b === null || b !== b
  if (aMissing || bMissing) return Number(aMissing) - Number(bMissing)
  return a < b ? -sign : a > b ? sign : 0
}
