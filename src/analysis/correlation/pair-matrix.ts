/** One figure for each pair of columns, symmetric; every array has size × size entries, row by row. */
export interface PairMatrix {
  readonly size: number
  /** The coefficient; NaN where there is none. */
  readonly values: Float64Array
  /** Rows that hold a value in both columns. */
  readonly rows: Float64Array
}

/** A matrix without a coefficient anywhere. */
export function emptyPairs(size: number): PairMatrix {
  return { size, values: new Float64Array(size * size).fill(NaN), rows: new Float64Array(size * size) }
}

/** Sets the figure of a pair, both ways round. */
export function setPair({ size, values, rows }: PairMatrix, i: number, j: number, pair: PairFigure): void {
  values[i * size + j] = values[j * size + i] = pair.value
  rows[i * size + j] = rows[j * size + i] = pair.rows
}

export interface PairFigure {
  readonly value: number
  readonly rows: number
  /** What chance alone would give, where that is not 0. */
  readonly chance?: number
}

/** A coefficient that rounding carried past ±1. */
export function within(limit: number, value: number): number {
  return value > limit ? limit : value < -limit ? -limit : value
}
