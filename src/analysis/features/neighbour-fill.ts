import { sampleRows } from '../detectors/sample-rows.ts'
import type { Rng } from '../run-context.ts'
import type { NumberColumn, Table } from '../table/table.ts'
import type { Work } from '../work.ts'
import { valuesAt } from './cells-of-part.ts'
import type { Encoder, NeighbourReference, NumberEncoder } from './encoder.ts'

/** Rows that gaps are filled from at most. */
export const REFERENCE_ROWS = 2000
/** Rows with a gap between two pauses: some 10 ms at ten columns. */
const SLICE = 256

/**
 * Takes the rows that gaps are filled from: all fitted rows, or of more than 2,000 a sample by the seed.
 *
 * @param encoders of the table's number columns with their positions among all encoders
 * @param rows null: all of them
 *
 * Cost: two passes over each column.
 */
export function* fitNeighbours(
  table: Table,
  encoders: readonly { readonly position: number; readonly encoder: NumberEncoder }[],
  neighbours: number,
  rows: Uint32Array | null,
  rng: Rng,
): Work<NeighbourReference> {
  const all = rows === null ? table.rowCount : rows.length
  const sampled = all > REFERENCE_ROWS
  const count = Math.min(all, REFERENCE_ROWS)
  const drawn = sampled
    ? sampleRows(all, count, rng).sort()
    : Uint32Array.from({ length: count }, (_, i) => i)
  const width = encoders.length
  const values = new Float64Array(count * width)
  const means = new Float64Array(width)
  const deviations = new Float64Array(width)
  for (const [c, { encoder }] of encoders.entries()) {
    const cells = valuesAt(numbersOf(table, encoder), rows)
    const { mean, deviation } = spreadOf(cells)
    means[c] = mean
    deviations[c] = deviation
    for (let i = 0; i < count; i++) {
      const value = cells[drawn[i]!]!
      values[i * width + c] = value - value === 0 ? value : NaN
    }
    yield
  }
  const columns = encoders.map(({ position }) => position)
  return { columns, neighbours, values, rows: count, means, deviations, sampled }
}

function numbersOf(table: Table, { column }: NumberEncoder): Float64Array {
  const found = table.columns[column]
  return found?.type === 'number' ? found.values : new Float64Array(table.rowCount)
}

function spreadOf(values: Float64Array): { readonly mean: number; readonly deviation: number } {
  let count = 0
  let mean = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (value - value === 0) mean += (value - mean) / ++count
  }
  let squares = 0
  for (let i = 0; i < values.length; i++) {
    const difference = values[i]! - mean
    if (difference - difference === 0) squares += difference * difference
  }
  const deviation = count === 0 ? 0 : Math.sqrt(squares / count)
  return { mean, deviation: deviation - deviation === 0 ? deviation : 0 }
}

/**
 * What the missing numbers of a table get: the mean of the nearest reference rows that have one. Near by the
 * Euclidean distance over the columns that both rows have, in standard deviations, scaled up for those that they
 * do not share.
 *
 * @param columns the table's columns of the encoder's numbers, in the order of `reference.columns`
 * @returns per such column (rows,) values where a cell is missing; null where none is
 *
 * Cost: rows with a gap × reference rows × columns.
 * Source: KNNImputer of scikit-learn (Troyanskaya et al., Bioinformatics 2001), on standardised columns.
 */
export function* fillFromNeighbours(
  encoder: Encoder,
  reference: NeighbourReference,
  columns: readonly NumberColumn[],
): Work<readonly (Float64Array | null)[]> {
  const search = prepare(reference)
  const rows = columns[0]?.values.length ?? 0
  const filled = columns.map(({ values }) =>
    values.some((value) => value !== value) ? new Float64Array(rows) : null,
  )
  const standIns = reference.columns.map((position) => {
    const of = encoder.columns[position]!
    return of.kind === 'number' ? of.standIn : 0
  })
  const cells = columns.map(({ values }) => values)
  const gaps = rowsWithGaps(cells, rows)
  for (let start = 0; start < gaps.length; start += SLICE) {
    fillRows(search, cells, gaps, start, Math.min(start + SLICE, gaps.length), standIns, filled)
    yield start / gaps.length
  }
  return filled
}

interface Search extends NeighbourReference {
  /** (rows × columns) standardised; NaN where missing. */
  readonly scaled: Float64Array
  /** (rows,) */
  readonly distances: Float64Array
  /** (columns,) the row that is filled. */
  readonly row: Float64Array
  readonly nearest: Int32Array
}

function prepare(reference: NeighbourReference): Search {
  const { values, rows, means, deviations, neighbours } = reference
  const width = means.length
  const scaled = new Float64Array(values.length)
  for (let i = 0; i < values.length; i++) {
    const c = i % width
    const deviation = deviations[c]!
    const value = values[i]!
    scaled[i] = value !== value ? NaN : deviation > 0 ? (value - means[c]!) / deviation : 0
  }
  return {
    ...reference,
    scaled,
    distances: new Float64Array(rows),
    row: new Float64Array(width),
    nearest: new Int32Array(neighbours),
  }
}

function rowsWithGaps(columns: readonly Float64Array[], rows: number): Uint32Array {
  const gap = new Uint8Array(rows)
  let count = 0
  for (const values of columns) {
    for (let row = 0; row < rows; row++) {
      if (values[row]! === values[row]! || gap[row] === 1) continue
      gap[row] = 1
      count++
    }
  }
  const found = new Uint32Array(count)
  let at = 0
  for (let row = 0; row < rows; row++) if (gap[row] === 1) found[at++] = row
  return found
}

function fillRows(
  search: Search,
  columns: readonly Float64Array[],
  gaps: Uint32Array,
  from: number,
  to: number,
  standIns: readonly number[],
  filled: readonly (Float64Array | null)[],
): void {
  const { row: scaledRow, means, deviations } = search
  for (let g = from; g < to; g++) {
    const row = gaps[g]!
    for (let c = 0; c < columns.length; c++) {
      const value = columns[c]![row]!
      const deviation = deviations[c]!
      scaledRow[c] = value - value !== 0 ? NaN : deviation > 0 ? (value - means[c]!) / deviation : 0
    }
    measure(search)
    for (let c = 0; c < columns.length; c++) {
      const cell = columns[c]![row]!
      if (cell !== cell) filled[c]![row] = meanOfNearest(search, c, standIns[c]!)
    }
  }
}

/** Squared distances of the row to every reference row; ∞ where they share no column. */
function measure({ scaled, row, rows, distances }: Search): void {
  const width = row.length
  for (let i = 0, at = 0; i < rows; i++, at += width) {
    let sum = 0
    let shared = 0
    for (let c = 0; c < width; c++) {
      const difference = row[c]! - scaled[at + c]!
      if (difference === difference) {
        sum += difference * difference
        shared++
      }
    }
    distances[i] = shared === 0 ? Infinity : (sum * width) / shared
  }
}

/** Of equally near rows the first ones count. */
function meanOfNearest(search: Search, column: number, standIn: number): number {
  const { values, rows, distances, nearest, neighbours } = search
  const width = search.row.length
  let held = 0
  for (let i = 0; i < rows; i++) {
    const distance = distances[i]!
    const value = values[i * width + column]!
    if (value !== value || !(distance < Infinity)) continue
    if (held === neighbours && !(distance < distances[nearest[held - 1]!]!)) continue
    let at = held < neighbours ? held++ : held - 1
    while (at > 0 && distances[nearest[at - 1]!]! > distance) {
      nearest[at] = nearest[at - 1]!
      at--
    }
    nearest[at] = i
  }
  if (held === 0) return standIn
  let mean = 0
  for (let k = 0; k < held; k++) mean += (values[nearest[k]! * width + column]! - mean) / (k + 1)
  return mean
}
