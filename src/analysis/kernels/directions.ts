/**
 * Looks at a block of rows along weighted directions, one after another, and at the even bins there: the value of
 * row i in column c is at rows[c × stride + i].
 */
export interface Directions {
  /** Most rows at a time, a multiple of 8. */
  readonly stride: number
  /** (columns × stride); NaN makes its row NaN along every direction through it. */
  readonly rows: Float64Array
  /** Columns and weights of all directions, end to end. */
  readonly columns: Int32Array
  readonly weights: Float64Array
  /** (stride,) places along the direction that was projected last. */
  readonly values: Float64Array
  /** (3,) what was measured last: least and greatest of the values that are numbers, and how many those are. */
  readonly extent: Float64Array
  /** What bins hold or score, end to end. */
  readonly counts: Int32Array
  readonly scores: Float64Array
  /** (stride,) what `addScores` adds to. */
  readonly sums: Float64Array
  /** (stride,) rows that the last `count` or `addScores` found in no even bin, in order. */
  readonly rest: Int32Array
  /** The first `rowCount` rows along the direction of columns[from … to − 1], in double precision. */
  project(from: number, to: number, offset: number, rowCount: number): void
  /** Least and greatest value. */
  measure(rowCount: number): void
  /** Adds the rows of even bin b to counts[at + b]; returns how many are in none. */
  count(bins: EvenBins, at: number, rowCount: number): number
  /** Adds scores[at + b] to the sums of the rows in even bin b; returns how many are in none. */
  addScores(bins: EvenBins, at: number, rowCount: number): number
}

/** `even` bins from `low` on, `perUnit` of them per unit of width. */
export interface EvenBins {
  readonly low: number
  readonly perUnit: number
  readonly even: number
}

/** What there is to be room for. */
export interface DirectionSizes {
  /** Most rows at a time. */
  readonly rows: number
  readonly columns: number
  /** Columns of all directions together. */
  readonly entries: number
  /** Bins of all directions together. */
  readonly bins: number
}

/** Rows that are worked on at once. */
export const DIRECTION_ROWS = 8

/** The plain twin of the WebAssembly kernel: the same bits, more slowly. */
export function plainDirections({ rows, columns, entries, bins }: DirectionSizes): Directions {
  const stride = Math.ceil(rows / DIRECTION_ROWS) * DIRECTION_ROWS
  const directions: Directions = {
    stride,
    rows: new Float64Array(columns * stride),
    columns: new Int32Array(entries),
    weights: new Float64Array(entries),
    values: new Float64Array(stride),
    extent: new Float64Array(3),
    counts: new Int32Array(bins),
    scores: new Float64Array(bins),
    sums: new Float64Array(stride),
    rest: new Int32Array(stride),
    project: (from, to, offset, rowCount) => project(directions, from, to, offset, rowCount),
    measure: (rowCount) => measure(directions, rowCount),
    count: (even, at, rowCount) => count(directions, even, at, rowCount),
    addScores: (even, at, rowCount) => addScores(directions, even, at, rowCount),
  }
  return directions
}

function project(
  { stride, rows, columns, weights, values }: Directions,
  from: number,
  to: number,
  offset: number,
  rowCount: number,
): void {
  values.fill(offset, 0, rowCount)
  for (let entry = from; entry < to; entry++) {
    const column = columns[entry]! * stride
    const weight = weights[entry]!
    for (let i = 0; i < rowCount; i++) values[i]! += weight * rows[column + i]!
  }
}

function measure({ values, extent }: Directions, rowCount: number): void {
  let least = Infinity
  let greatest = -Infinity
  let known = 0
  for (let i = 0; i < rowCount; i++) {
    const value = values[i]!
    if (value !== value) continue
    known++
    least = Math.min(least, value)
    greatest = Math.max(greatest, value)
  }
  // −0 becomes 0, whichever came first.
  extent[0] = least + 0
  extent[1] = greatest + 0
  extent[2] = known
}

function count(
  { values, counts, rest }: Directions,
  { low, perUnit, even }: EvenBins,
  at: number,
  rowCount: number,
): number {
  let others = 0
  for (let i = 0; i < rowCount; i++) {
    const place = (values[i]! - low) * perUnit
    if (place >= 0 && place < even) counts[at + (place | 0)]!++
    else rest[others++] = i
  }
  return others
}

function addScores(
  { values, scores, sums, rest }: Directions,
  { low, perUnit, even }: EvenBins,
  at: number,
  rowCount: number,
): number {
  let others = 0
  for (let i = 0; i < rowCount; i++) {
    const place = (values[i]! - low) * perUnit
    if (place >= 0 && place < even) sums[i]! += scores[at + (place | 0)]!
    else rest[others++] = i
  }
  return others
}
