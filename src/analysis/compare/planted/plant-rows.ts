import { normalQuantile } from '../../math/normal.ts'
import type { Rng } from '../../run-context.ts'
import type { FreeColumn, PlantSpace } from './plant-space.ts'

/** The kinds of anomalies that are planted, in the order in which they are told. */
export const PLANTED_KINDS = ['global', 'local', 'dependency', 'clustered'] as const
export type PlantedKind = (typeof PLANTED_KINDS)[number]

/** Local: the covariance about a cluster's mean is multiplied by this (ADBench's α = 5). */
const LOCAL_SPREAD = 5
/** Clustered: a clump lies this many times as far out as 99 % of the rows. */
const CLUMP_DISTANCE = 2
const CLUMP_QUANTILE = 0.99
/** Clustered: the rows of a clump differ by this share of what rows of the table differ by. */
const CLUMP_SPREAD = 0.1
/** Clustered: rows in a clump, about. */
const CLUMP_ROWS = 10
const FLOAT32_MAX = 3.4028234663852886e38

/** Rows that were made up. */
export interface PlantedRows {
  /** (matrix columns) of (rows,) */
  readonly columns: readonly Float32Array[]
  /** (rows,) rows of one number were planted together as a clump; other kinds: every row has its own. */
  readonly clumps: Uint32Array
}

/** Why a kind cannot be planted among these features: a sentence; null where it can. */
export function whyNotPlanted(space: PlantSpace, kind: PlantedKind): string | null {
  switch (kind) {
    case 'global':
      return null
    case 'local':
    case 'clustered':
      return space.free.length > 0
        ? null
        : 'No column used is a number with at least 20 different values, so there is no distance to plant rows at.'
    case 'dependency':
      return space.x.sources.length > 1
        ? null
        : 'Only one column is used, so there is no dependency between columns to break.'
  }
}

/**
 * Makes anomalies of one kind that look like rows of the table otherwise. After Han, Hu, Huang, Jiang & Zhao,
 * ADBench, NeurIPS 2022, and Steinbuss & Böhm, Benchmarking unsupervised outlier detection with realistic synthetic data, ACM TKDD 15(4), 2021, without
 * their parametric models, so that what is made has the table's own shape:
 *
 * - `global`: every column on its own, uniformly over its range widened by a tenth; features that are not free
 *   take any of their values with the same chance.
 * - `local`: a row drawn from the table, moved away from the mean of its cluster until the cluster's covariance is
 *   five times what it was.
 * - `dependency`: every column takes the value of another row drawn on its own: each column keeps its
 *   distribution, and nothing goes with anything.
 * - `clustered`: clumps of some ten rows in a random direction, twice as far from the mean as 99 % of the rows,
 *   and a tenth as wide as the table.
 *
 * @param count rows to make
 * @returns finite values; deterministic in the generator
 *
 * Cost: count × columns, and one pass over the reference rows.
 */
export function plantRows(space: PlantSpace, kind: PlantedKind, count: number, rng: Rng): PlantedRows {
  const columns = space.x.columns.map(() => new Float32Array(count))
  const clumps = Uint32Array.from({ length: count }, (_, i) => i)
  switch (kind) {
    case 'global':
      plantGlobal(space, columns, count, rng)
      break
    case 'local':
      plantLocal(space, columns, count, rng)
      break
    case 'dependency':
      plantDependency(space, columns, count, rng)
      break
    case 'clustered':
      plantClustered(space, columns, clumps, rng)
      break
  }
  return { columns, clumps }
}

function plantGlobal(space: PlantSpace, out: Float32Array[], count: number, rng: Rng): void {
  const { free, taken, x } = space
  const kinds = taken.map((columns) => rowsOfDifferentValues(space, columns))
  for (let i = 0; i < count; i++) {
    for (const column of free) {
      const value = column.low + rng.next() * (column.high - column.low)
      out[column.at]![i] = fitting(column, value)
    }
    for (const [s, columns] of taken.entries()) {
      const rows = kinds[s]!
      if (columns.length > 0) copy(x.columns, columns, rows[rng.below(rows.length)]!, out, i)
    }
  }
}

function plantLocal(space: PlantSpace, out: Float32Array[], count: number, rng: Rng): void {
  const { free, clusters, reference } = space
  const stretch = Math.sqrt(LOCAL_SPREAD)
  for (let i = 0; i < count; i++) {
    const drawn = rng.below(reference.length)
    const row = reference[drawn]!
    copyTaken(space, row, out, i)
    const centre = clusters.of[drawn]! * free.length
    for (const [c, column] of free.entries()) {
      const middle = column.mean + column.sd * clusters.means[centre + c]!
      const value = space.x.columns[column.at]![row]!
      out[column.at]![i] = fitting(column, middle + stretch * (value - middle))
    }
  }
}

function plantDependency({ x }: PlantSpace, out: Float32Array[], count: number, rng: Rng): void {
  for (let i = 0; i < count; i++) {
    let row = 0
    for (let at = 0; at < x.columns.length; at++) {
      // The columns of one source stay together.
      if (at === 0 || x.sourceOf[at] !== x.sourceOf[at - 1]) row = rng.below(x.rowCount)
      out[at]![i] = x.columns[at]![row]!
    }
  }
}

function plantClustered(space: PlantSpace, out: Float32Array[], clumps: Uint32Array, rng: Rng): void {
  const { free, reference, x } = space
  const count = clumps.length
  const clumpCount = Math.max(1, Math.round(count / CLUMP_ROWS))
  const far = CLUMP_DISTANCE * distanceQuantile(space, CLUMP_QUANTILE)
  for (let clump = 0; clump < clumpCount; clump++) {
    const from = Math.floor((clump * count) / clumpCount)
    const to = Math.floor(((clump + 1) * count) / clumpCount)
    const centre = farCentre(free, far, rng)
    const model = reference[rng.below(reference.length)]!
    for (let i = from; i < to; i++) {
      clumps[i] = clump
      copyTaken(space, model, out, i)
      const row = reference[rng.below(reference.length)]!
      for (const [c, column] of free.entries()) {
        const apart = CLUMP_SPREAD * (x.columns[column.at]![row]! - column.mean)
        out[column.at]![i] = fitting(column, centre[c]! + apart)
      }
    }
  }
}

/** A place `far` from the mean, in standard deviations, in a random direction that the columns' signs allow. */
function farCentre(free: readonly FreeColumn[], far: number, rng: Rng): number[] {
  const direction = free.map(() => normalQuantile((rng.below(0xffffffff) + 0.5) / 0xffffffff))
  const length = Math.sqrt(direction.reduce((sum, part) => sum + part * part, 0))
  return free.map(({ mean, sd, positive }, c) => {
    const step = (sd * far * direction[c]!) / length
    return positive && mean + step < 0 ? mean - step : mean + step
  })
}

/** The distance from the mean, in standard deviations of the free columns, that a share of the rows stays within. */
function distanceQuantile({ x, free, reference }: PlantSpace, share: number): number {
  const squares = new Float64Array(reference.length)
  for (const { at, mean, sd } of free) {
    for (let i = 0; i < reference.length; i++) {
      const z = (x.columns[at]![reference[i]!]! - mean) / sd
      squares[i]! += z * z
    }
  }
  squares.sort()
  return Math.sqrt(squares[Math.min(squares.length - 1, Math.floor(share * squares.length))]!)
}

/** Reference rows of which each has other values in these columns. */
function rowsOfDifferentValues({ x, reference }: PlantSpace, columns: readonly number[]): number[] {
  const rows = new Map<string, number>()
  for (const row of reference) {
    const values = columns.map((at) => x.columns[at]![row]!).join(' ')
    if (!rows.has(values)) rows.set(values, row)
  }
  return [...rows.values()]
}

function copyTaken({ x, taken }: PlantSpace, row: number, out: Float32Array[], i: number): void {
  for (const columns of taken) copy(x.columns, columns, row, out, i)
}

function copy(
  from: readonly Float32Array[],
  columns: readonly number[],
  row: number,
  out: Float32Array[],
  i: number,
): void {
  for (const at of columns) out[at]![i] = from[at]![row]!
}

/** A made-up value as the column could hold it. */
function fitting({ whole, positive }: FreeColumn, value: number): number {
  const rounded = whole ? Math.round(value) : value
  const signed = positive ? Math.abs(rounded) : rounded
  return Math.max(-FLOAT32_MAX, Math.min(FLOAT32_MAX, signed))
}
