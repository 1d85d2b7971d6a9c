import type { Column } from '../table/table.ts'
import { textValue } from './cells.ts'

/**
 * The flagged rows in the order of one column's values.
 *
 * @param order row indices by score, descending
 * @param cut how many of them are flagged
 * @returns (cut,) row indices; missing last whatever the direction; equal values by score
 *
 * Cost: cut · log cut.
 */
export function sortFlagged(
  column: Column,
  order: Uint32Array,
  cut: number,
  descending: boolean,
): Uint32Array {
  const rows = order.subarray(0, cut)
  const positions = Uint32Array.from(rows, (_, k) => k)
  const sign = descending ? -1 : 1
  if (column.type === 'number' || column.type === 'datetime') {
    const keys = Float64Array.from(rows, (row) => column.values[row]!)
    positions.sort((a, b) => compare(keys[a]!, keys[b]!, sign) || a - b)
  } else {
    const keys = Array.from(rows, (row) => textValue(column, row))
    positions.sort((a, b) => compare(keys[a]!, keys[b]!, sign) || a - b)
  }
  return positions.map((k) => rows[k]!)
}

/** Code-unit order for text: the same on every machine. */
function compare(a: number | string | null, b: number | string | null, sign: number): number {
  const aMissing = a === null || a !== a
  const bMissing = b === null || b !== b
  if (aMissing || bMissing) return Number(aMissing) - Number(bMissing)
  return a < b ? -sign : a > b ? sign : 0
}
