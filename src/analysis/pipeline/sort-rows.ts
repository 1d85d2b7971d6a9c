import { sortedPositions } from '../sorted-positions.ts'
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
  const positions = yield* sortedPositions(rows.length, before, SLICE)
  for (let k = 0; k < positions.length; k++) positions[k] = rows[positions[k]!]!
  return positions
}

/** Code-unit order for text: the same on every machine. */
function compare(a: number | string | null, b: number | string | null, sign: number): number {
  const aMissing = a === null || a !== a
  const bMissing = b === null || b !== b
  if (aMissing || bMissing) return Number(aMissing) - Number(bMissing)
  return a < b ? -sign : a > b ? sign : 0
}
