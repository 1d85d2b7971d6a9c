import type { FeatureMatrix } from '../../features/feature-matrix.ts'
import { evenRows } from '../../questions/sample-table.ts'
import type { Rng } from '../../run-context.ts'
import { SLICE_ROWS, type Work } from '../../work.ts'
import { findClusters, type Clusters } from './clusters.ts'

/** Rows that stand for the others where a few thousand say enough. */
const REFERENCE_ROWS = 4000
/** A number column with fewer different values only ever takes those. */
const FREE_FROM_VALUES = 20
/** The range of values is widened by this share at either end: α = 1.1 over the whole range (ADBench). */
const WIDER = 0.05

/** A matrix column whose values may be made up. */
export interface FreeColumn {
  /** Index of the matrix column. */
  readonly at: number
  readonly mean: number
  /** > 0 */
  readonly sd: number
  /** The widened range. */
  readonly low: number
  readonly high: number
  /** Every value is a whole number. */
  readonly whole: boolean
  /** No value is below 0. */
  readonly positive: boolean
}

/** What is known of a table's features for planting rows that look like its own. */
export interface PlantSpace {
  readonly x: FeatureMatrix
  readonly free: readonly FreeColumn[]
  /** Per source: the matrix columns whose values are taken, together, from a row that is there. */
  readonly taken: readonly (readonly number[])[]
  /** Rows that stand for all, ascending. */
  readonly reference: Uint32Array
  /** Groups of reference rows that lie together in the free columns. */
  readonly clusters: Clusters
}

/**
 * Learns what made-up rows must be like to pass for rows of this table.
 *
 * A number column with at least 20 different values may take new ones: whole numbers where all are whole, none
 * below 0 where none is. All other features take values that are there, those of one source column together, so
 * that a category stays one of its categories.
 *
 * @param x finite features; not changed
 * @param isNumber per source of `x`: whether it is a number column
 * @param rng draws the starts of the search for clusters
 *
 * Cost: two passes over each number column, in slices, and the clusters of 4,000 rows.
 */
export function* preparePlanting(
  x: FeatureMatrix,
  isNumber: (source: number) => boolean,
  rng: Rng,
): Work<PlantSpace> {
  const free: FreeColumn[] = []
  const taken: number[][] = x.sources.map(() => [])
  const seen = new Set<number>()
  for (let at = 0; at < x.columns.length; at++) {
    const source = x.sourceOf[at]!
    // The first matrix column of a number holds its values; what follows says, for example, what is missing.
    const column = !seen.has(source) && isNumber(source) ? yield* freeColumn(x.columns[at]!, at) : null
    seen.add(source)
    if (column === null) taken[source]!.push(at)
    else free.push(column)
  }
  const reference = evenRows(x.rowCount, REFERENCE_ROWS)
  const clusters = yield* findClusters(standardised(x, free, reference), reference.length, free.length, rng)
  return { x, free, taken, reference, clusters }
}

function* freeColumn(values: Float32Array, at: number): Work<FreeColumn | null> {
  const distinct = new Set<number>()
  let sum = 0
  let min = Infinity
  let max = -Infinity
  let whole = true
  for (let start = 0; start < values.length; start += SLICE_ROWS) {
    const part = values.subarray(start, start + SLICE_ROWS)
    for (let i = 0; i < part.length && distinct.size < FREE_FROM_VALUES; i++) distinct.add(part[i]!)
    const told = tell(part)
    sum += told.sum
    min = Math.min(min, told.min)
    max = Math.max(max, told.max)
    whole &&= told.whole
    yield
  }
  if (distinct.size < FREE_FROM_VALUES) return null
  const mean = sum / values.length
  let squares = 0
  for (let start = 0; start < values.length; start += SLICE_ROWS) {
    squares += squaresAbout(values.subarray(start, start + SLICE_ROWS), mean)
    yield
  }
  const sd = Math.sqrt(squares / values.length)
  const margin = WIDER * (max - min)
  const positive = min >= 0
  const low = positive ? Math.max(0, min - margin) : min - margin
  return sd > 0 ? { at, mean, sd, low, high: max + margin, whole, positive } : null
}

function tell(values: Float32Array) {
  let sum = 0
  let min = Infinity
  let max = -Infinity
  let whole = true
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    sum += value
    if (value < min) min = value
    if (value > max) max = value
    if (value !== Math.floor(value)) whole = false
  }
  return { sum, min, max, whole }
}

function squaresAbout(values: Float32Array, mean: number): number {
  let squares = 0
  for (let i = 0; i < values.length; i++) {
    const difference = values[i]! - mean
    squares += difference * difference
  }
  return squares
}

/** rows.length × free.length, row-major: how many standard deviations each value is from its column's mean. */
function standardised(x: FeatureMatrix, free: readonly FreeColumn[], rows: Uint32Array): Float64Array {
  const points = new Float64Array(rows.length * free.length)
  for (const [c, { at, mean, sd }] of free.entries()) {
    const values = x.columns[at]!
    for (let i = 0; i < rows.length; i++) points[i * free.length + c] = (values[rows[i]!]! - mean) / sd
  }
  return points
}
