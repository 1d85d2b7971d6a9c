import { SLICE_ROWS, type Work } from '../work.ts'

/** What must be known of a column of numbers before its pairs are worked out. */
export interface ColumnFacts {
  /** Finite values. */
  readonly finite: number
  /** Cells that hold ±∞, which no coefficient can use. */
  readonly infinite: number
  /** The smallest and the largest finite value; ∞ and −∞ where there is none. */
  readonly low: number
  readonly high: number
}

/**
 * Counts the finite and the infinite values of a column, and finds its range.
 *
 * @param values any length; NaN is missing
 *
 * Cost: one pass, some 2 ms for a million.
 */
export function* columnFacts(values: Float64Array | Float32Array): Work<ColumnFacts> {
  const facts = { finite: 0, infinite: 0, low: Infinity, high: -Infinity }
  for (let from = 0; from < values.length; from += SLICE_ROWS) {
    look(values, from, Math.min(from + SLICE_ROWS, values.length), facts)
    yield
  }
  return facts
}

function look(
  values: Float64Array | Float32Array,
  from: number,
  to: number,
  facts: { -readonly [K in keyof ColumnFacts]: ColumnFacts[K] },
): void {
  let { finite, low, high } = facts
  for (let i = from; i < to; i++) {
    const value = values[i]!
    if (value - value === 0) {
      finite++
      if (value < low) low = value
      if (value > high) high = value
    } else if (value === value) facts.infinite++
  }
  facts.finite = finite
  facts.low = low
  facts.high = high
}
