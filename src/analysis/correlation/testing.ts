import { finish } from '../work.ts'
import { valueReader, type BlockReader } from './block-reader.ts'
import { columnFacts } from './column-facts.ts'

/** A reader of all values of an array, or of some rows of it. */
export function readerOf(values: Float64Array | Float32Array, rows: Uint32Array | null = null): BlockReader {
  return valueReader(values, finish(columnFacts(values)), rows)
}

/** Numbers as a golden file has them: null where there is none. */
export function fromGolden(values: readonly (number | null)[]): Float64Array {
  return Float64Array.from(values, (value) => value ?? NaN)
}

/** The largest difference; Infinity where only one of two is NaN. */
export function worstDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let worst = a.length === b.length ? 0 : Infinity
  for (let i = 0; i < a.length; i++) {
    const both = a[i]! !== a[i]! && b[i]! !== b[i]!
    const difference = both ? 0 : Math.abs(a[i]! - b[i]!)
    if (!(difference <= worst)) worst = difference === difference ? difference : Infinity
  }
  return worst
}
