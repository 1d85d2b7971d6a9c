import { log } from '../math/logarithm.ts'
import type { Work } from '../work.ts'

/** Rows of some columns, each on a scale of its own: (x − shift) ÷ scale. */
export interface ScaledColumns {
  readonly columns: readonly Float32Array[]
  readonly shift: Float64Array
  readonly scale: Float64Array
}

/** An ellipsoid on the scaled columns: its centre, and the lower triangle L of L Lᵀ = covariance, row by row. */
export interface Ellipsoid {
  /** (d,) */
  readonly centre: Float64Array
  /** (d × d,) zeros above the diagonal. */
  readonly lower: Float64Array
}

/** Rows that are worked on together: their columns fit the cache. */
export const BLOCK = 1024
/** Blocks between two pauses: fewer of many columns, whose products are d² per row. */
export function blocksPerSlice(d: number): number {
  return Math.max(1, Math.floor(24 / (1 + (d * d) / 64)))
}

/**
 * Fills a block with scaled differences from a centre, column by column.
 *
 * @param rows row indices, or null for the rows themselves
 * @param count rows of the block, at most `BLOCK`
 * @param out (d × BLOCK,): column j is out[j × BLOCK ..]
 */
export function fillBlock(
  { columns, shift, scale }: ScaledColumns,
  rows: Uint32Array | null,
  start: number,
  count: number,
  centre: Float64Array | null,
  out: Float64Array,
): void {
  for (let j = 0; j < columns.length; j++) {
    const values = columns[j]!
    const from = shift[j]!
    const by = scale[j]!
    const middle = centre === null ? 0 : centre[j]!
    const at = j * BLOCK
    if (rows === null) {
      for (let i = 0; i < count; i++) out[at + i] = (values[start + i]! - from) / by - middle
    } else {
      for (let i = 0; i < count; i++) out[at + i] = (values[rows[start + i]!]! - from) / by - middle
    }
  }
}

/**
 * Squared Mahalanobis distances of a block of differences: L y = x by forward substitution, then |y|².
 *
 * @param block overwritten with y
 * @param out (count,)
 */
export function squaredDistances(
  lower: Float64Array,
  d: number,
  block: Float64Array,
  count: number,
  out: Float64Array,
): void {
  out.fill(0, 0, count)
  for (let j = 0; j < d; j++) {
    const at = j * BLOCK
    for (let k = 0; k < j; k++) {
      const factor = lower[j * d + k]!
      if (factor === 0) continue
      const other = k * BLOCK
      for (let i = 0; i < count; i++) block[at + i]! -= factor * block[other + i]!
    }
    const pivot = lower[j * d + j]!
    for (let i = 0; i < count; i++) {
      const y = block[at + i]! / pivot
      block[at + i] = y
      out[i]! += y * y
    }
  }
}

/**
 * Mean and covariance (divided by the count) of some rows.
 *
 * @param guess a centre near theirs, so that nothing cancels; null for the origin
 */
export function* momentsOf(
  x: ScaledColumns,
  rows: Uint32Array,
  guess: Float64Array | null,
): Work<{ readonly centre: Float64Array; readonly covariance: Float64Array }> {
  const d = x.columns.length
  const block = new Float64Array(d * BLOCK)
  const sums = new Float64Array(d)
  const products = new Float64Array(d * d)
  const perSlice = blocksPerSlice(d)
  for (let start = 0; start < rows.length; start += BLOCK) {
    const count = Math.min(BLOCK, rows.length - start)
    fillBlock(x, rows, start, count, guess, block)
    for (let j = 0; j < d; j++) {
      const a = j * BLOCK
      let sum = 0
      for (let i = 0; i < count; i++) sum += block[a + i]!
      sums[j]! += sum
      for (let k = 0; k <= j; k++) {
        const b = k * BLOCK
        let product = 0
        for (let i = 0; i < count; i++) product += block[a + i]! * block[b + i]!
        products[j * d + k]! += product
      }
    }
    if ((start / BLOCK) % perSlice === perSlice - 1) yield
  }
  const centre = new Float64Array(d)
  const covariance = new Float64Array(d * d)
  for (let j = 0; j < d; j++) {
    const step = sums[j]! / rows.length
    centre[j] = (guess === null ? 0 : guess[j]!) + step
    for (let k = 0; k <= j; k++) {
      const value = products[j * d + k]! / rows.length - step * (sums[k]! / rows.length)
      covariance[j * d + k] = value
      covariance[k * d + j] = value
    }
  }
  return { centre, covariance }
}

/**
 * The Cholesky factor of a covariance matrix.
 *
 * @param covariance (d × d,) symmetric
 * @returns the factor and ln of the determinant; or the first column that (nearly) follows from those before it
 */
export function cholesky(
  covariance: Float64Array,
  d: number,
): { readonly lower: Float64Array; readonly logDeterminant: number } | { readonly dependent: number } {
  const lower = new Float64Array(d * d)
  let logDeterminant = 0
  for (let j = 0; j < d; j++) {
    for (let i = j; i < d; i++) {
      let sum = covariance[i * d + j]!
      for (let k = 0; k < j; k++) sum -= lower[i * d + k]! * lower[j * d + k]!
      if (i === j) {
        // What is left of the column's variance after the columns before it.
        if (!(sum > SINGULAR * covariance[j * d + j]!) || !(sum > SMALLEST)) return { dependent: j }
        logDeterminant += log(sum)
        lower[j * d + j] = Math.sqrt(sum)
      } else lower[i * d + j] = sum / lower[j * d + j]!
    }
  }
  return { lower, logDeterminant }
}

const SINGULAR = 1e-10
const SMALLEST = 1e-300
