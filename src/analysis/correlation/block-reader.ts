import type { ColumnFacts } from './column-facts.ts'

/** A column as the sums of products read it: blocks of rows, one after another. */
export interface BlockReader {
  /** Whether some value may be missing (NaN, ±∞). */
  readonly gaps: boolean
  /** No finite value is smaller, or larger. */
  readonly low: number
  readonly high: number
  /** Writes rows from … from + rows to the start of `into`. */
  read(from: number, rows: number, into: Float64Array): void
}

/**
 * Reads the values of a column.
 *
 * @param rows which rows, in which order; null: all
 */
export function valueReader(
  values: Float64Array | Float32Array,
  { finite, low, high }: ColumnFacts,
  rows: Uint32Array | null,
): BlockReader {
  const gaps = finite < values.length
  if (rows === null) {
    return { gaps, low, high, read: (from, count, into) => into.set(values.subarray(from, from + count)) }
  }
  return {
    gaps,
    low,
    high,
    read: (from, count, into) => {
      for (let k = 0; k < count; k++) into[k] = values[rows[from + k]!]!
    },
  }
}
