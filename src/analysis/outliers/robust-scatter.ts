import { chiSquaredCdf, chiSquaredQuantile } from '../math/chi-squared.ts'
import { madOfSorted } from '../statistics/order-statistics.ts'
import { quantileOfSorted, sortedFinite } from '../statistics/sorted-values.ts'
import type { Rng } from '../run-context.ts'
import { SLICE_ROWS, type Work } from '../work.ts'
import { distancesOf, fastMcd } from './fast-mcd.ts'
import { BLOCK, cholesky, momentsOf, type Ellipsoid, type ScaledColumns } from './scaled-rows.ts'
import { valueOfRank } from './smallest.ts'
import { MAD_TO_SD } from './spread.ts'

/** Why a column takes no part in robust distances. */
export type LeftOutReason = 'mostly-missing' | 'mostly-equal' | 'follows' | 'too-few-rows'

/** Centre and covariance of the ordinary rows, and what it took to get them. */
export interface RobustScatter extends Ellipsoid {
  /** Places in the given columns. */
  readonly columns: Int32Array
  /** Scale on which centre and covariance are: (x − shift) ÷ scale per column. */
  readonly shift: Float64Array
  readonly scale: Float64Array
  readonly leftOut: readonly { readonly column: number; readonly reason: LeftOutReason }[]
  /** Rows looked at, of which `core` shaped the first estimate and `kept` the final one. */
  readonly rows: number
  readonly core: number
  readonly kept: number
}

/** The share of normal rows inside the limit that the final estimate is made from. */
const REWEIGHTED = 0.975

/**
 * Robust centre and covariance: minimum covariance determinant, scaled to be right for normal rows, then the
 * covariance of all rows within the 97.5 % ellipsoid of it (which makes it more precise), scaled again.
 *
 * A column cannot take part when so many of its values are equal that the core may have no spread in it, when
 * it is mostly missing, or when it follows from the columns before it; it is left out, and said. With fewer
 * rows than twice the columns there is no robust estimate, and the classical one takes its place.
 *
 * @param columns finite Float32 values
 * @param standIns per column: 1 where the value is not the file's; rows with one take no part
 * @param support share of the rows that the core has, ½ … 1; ½ resists the most outliers
 * @param rng where the random starts come from
 * @returns the estimate; no columns where none can take part
 *
 * Cost: see `fastMcd`. Source: Rousseeuw & Van Driessen 1999; the factor of the last step by Croux & Haesbroeck,
 * Journal of Multivariate Analysis 71 (1999). No correction for few rows.
 */
export function* robustScatter(
  columns: readonly Float32Array[],
  standIns: readonly (Uint8Array | null)[] | undefined,
  support: number,
  rng: Rng,
): Work<RobustScatter> {
  const rowCount = columns[0]?.length ?? 0
  const leftOut: { column: number; reason: LeftOutReason }[] = []
  let used: Chosen[] = []
  for (const [column, values] of columns.entries()) {
    const figures = yield* figuresOf(values, standIns?.[column] ?? null)
    if (figures.count <= rowCount / 2) leftOut.push({ column, reason: 'mostly-missing' })
    else if (figures.equal >= Math.max(support, 0.5) * figures.count || !(figures.scale > 0))
      leftOut.push({ column, reason: 'mostly-equal' })
    else used.push({ column, ...figures })
    yield
  }
  const rows = yield* completeRows(
    used.map(({ column }) => standIns?.[column] ?? null),
    rowCount,
  )
  const most = Math.max(0, rows.length - 2)
  for (const { column } of used.slice(most)) leftOut.push({ column, reason: 'too-few-rows' })
  used = used.slice(0, most)

  for (;;) {
    const d = used.length
    const x = scaledColumns(columns, used)
    if (d === 0) return nothing(leftOut, rows.length)
    const h = coreSize(rows.length, d, support)
    const raw = yield* fastMcd(x, rows, h, rng)
    const final = 'dependent' in raw ? raw : yield* reweighted(x, rows, raw)
    if (!('dependent' in final)) {
      const { shift, scale } = x
      leftOut.sort((a, b) => a.column - b.column)
      const places = Int32Array.from(used, ({ column }) => column)
      return { ...final, columns: places, shift, scale, leftOut, rows: rows.length, core: h }
    }
    leftOut.push({ column: used[final.dependent]!.column, reason: 'follows' })
    used.splice(final.dependent, 1)
  }
}

/** Rows of the core: half of all at least, and all where that would be too few to be more than the columns. */
export function coreSize(n: number, d: number, support: number): number {
  const least = Math.floor((n + d + 1) / 2)
  if (n < 2 * (d + 1)) return n
  return Math.max(least, Math.min(n, Math.floor(2 * least - n + 2 * (n - least) * Math.max(support, 0.5))))
}

interface Chosen {
  readonly column: number
  readonly shift: number
  readonly scale: number
}

/** Median and scaled MAD of a column's own values, and how many of them are the commonest one. */
function* figuresOf(
  values: Float32Array,
  standIns: Uint8Array | null,
): Work<{ count: number; shift: number; scale: number; equal: number }> {
  let own = values
  if (standIns !== null) {
    own = new Float32Array(values.length)
    let count = 0
    for (let row = 0; row < values.length; row++) if (standIns[row] === 0) own[count++] = values[row]!
    own = own.subarray(0, count)
    yield
  }
  const sorted = yield* sortedFinite(own)
  if (sorted.length === 0) return { count: 0, shift: 0, scale: 0, equal: 0 }
  let equal = 0
  let run = 0
  for (let i = 0; i < sorted.length; i++) {
    run = i > 0 && sorted[i] === sorted[i - 1] ? run + 1 : 1
    if (run > equal) equal = run
    if (i % (2 * SLICE_ROWS) === 2 * SLICE_ROWS - 1) yield
  }
  yield
  const shift = quantileOfSorted(sorted, 0.5)
  return { count: sorted.length, shift, scale: madOfSorted(sorted) * MAD_TO_SD, equal }
}

function* completeRows(standIns: readonly (Uint8Array | null)[], rowCount: number): Work<Uint32Array> {
  const present = standIns.filter((column) => column !== null)
  const rows = new Uint32Array(rowCount)
  let count = 0
  for (let row = 0; row < rowCount; row++) {
    if (present.every((column) => column[row] === 0)) rows[count++] = row
    if (row % (1 << 16) === (1 << 16) - 1) yield
  }
  // Where hardly a row is complete, stand-ins are better than nothing.
  if (2 * count >= rowCount) return rows.subarray(0, count)
  return rows.map((_, row) => row)
}

function scaledColumns(columns: readonly Float32Array[], used: readonly Chosen[]): ScaledColumns {
  return {
    columns: used.map(({ column }) => columns[column]!),
    shift: Float64Array.from(used, ({ shift }) => shift),
    scale: Float64Array.from(used, ({ scale }) => scale),
  }
}

function* reweighted(
  x: ScaledColumns,
  rows: Uint32Array,
  raw: Ellipsoid,
): Work<(Ellipsoid & { readonly kept: number }) | { readonly dependent: number }> {
  const d = x.columns.length
  const distances = new Float64Array(rows.length)
  yield* distancesOf(x, rows, raw, new Float64Array(d * BLOCK), distances)
  // The raw covariance is of the innermost rows: the median distance says by how much it is too small.
  yield
  const ranked = distances.slice()
  yield
  const half = rows.length >>> 1
  const upper = yield* valueOfRank(ranked, half)
  yield
  // Selecting leaves the smaller ones before it.
  let lower = rows.length % 2 === 1 ? upper : 0
  for (let i = 0; i < half; i++) if (ranked[i]! > lower) lower = ranked[i]!
  const factor = (lower + upper) / 2 / chiSquaredQuantile(0.5, d)
  const limit = chiSquaredQuantile(REWEIGHTED, d)
  yield
  const inside = yield* rowsWithin(rows, distances, limit * factor)
  yield
  const { centre, covariance } = yield* momentsOf(x, inside, raw.centre)
  const unbiased = inside.length / Math.max(1, inside.length - 1)
  const consistent = REWEIGHTED / chiSquaredCdf(limit, d + 2)
  const cholesked = cholesky(
    covariance.map((value) => value * unbiased * consistent),
    d,
  )
  return 'dependent' in cholesked ? cholesked : { centre, lower: cholesked.lower, kept: inside.length }
}

/** The rows at most this far away. */
function* rowsWithin(rows: Uint32Array, distances: Float64Array, limit: number): Work<Uint32Array> {
  const inside = new Uint32Array(rows.length)
  let count = 0
  for (let i = 0; i < rows.length; i++) {
    if (distances[i]! <= limit) inside[count++] = rows[i]!
    if (i % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  return inside.subarray(0, count)
}

function nothing(leftOut: RobustScatter['leftOut'], rows: number): RobustScatter {
  const none = new Float64Array(0)
  return {
    columns: new Int32Array(0),
    shift: none,
    scale: none,
    centre: none,
    lower: none,
    leftOut,
    rows,
    core: 0,
    kept: 0,
  }
}
