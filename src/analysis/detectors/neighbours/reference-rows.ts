import type { FeatureMatrix } from '../../features/feature-matrix.ts'
import { searcherOf } from '../../kernels/neighbour-kernel.ts'
import type { NeighbourSearcher } from '../../kernels/neighbour-search.ts'
import { treeOrder } from '../../kernels/neighbour-tree-order.ts'
import { buildTree } from '../../kernels/neighbour-tree.ts'
import type { RunContext } from '../../run-context.ts'
import { sampleRows } from '../sample-rows.ts'
import { fitScaling, scaleRows, type Scaling, type ScalingKind } from '../scaling.ts'
import { pickRows } from './pick-rows.ts'

/** The rows that distances are taken to, on their scales: plain data. */
export interface ReferenceRows {
  readonly scaling: Scaling
  readonly columns: number
  /** f32[distinct × columns]: the different rows, row after row, close ones near each other. */
  readonly points: Float32Array
  /** i32[distinct] ≥ 1: how many reference rows are equal to this one. */
  readonly counts: Int32Array
  /** Rows that the detector was fitted on; all of them are reference rows, unless `sampled` says fewer. */
  readonly fitted: number
  readonly sampled: number
}

/** Reference rows, and where in the data each of them is first found. */
export interface TakenReference {
  readonly reference: ReferenceRows
  /** u32[distinct]: the first row, among those taken, that is equal to this one. */
  readonly firstRow: Uint32Array
}

/**
 * Takes all rows, or `most` of them drawn at random, as reference; equal ones are kept once, with their number.
 * The reference does not depend on the order of the rows.
 *
 * Cost: O(rows × columns × log rows).
 */
export function takeReference(
  x: FeatureMatrix,
  kind: ScalingKind,
  most: number,
  run: RunContext,
): TakenReference {
  const scaling = fitScaling(x, kind)
  run.checkpoint()
  const columns = x.columns.length
  const sampled = Math.min(x.rowCount, most)
  const rows = sampled === x.rowCount ? null : sampleRows(x.rowCount, sampled, run.rng).sort()
  const scaled = scaledRows(rows === null ? x : pickRows(x, rows), scaling, 0, sampled)
  run.checkpoint()
  const different = differentRows(scaled, sampled, columns)
  run.checkpoint()
  const order = treeOrder(different.points, different.counts.length, columns, () => run.checkpoint())
  const points = new Float32Array(different.points.length)
  for (let place = 0; place < order.length; place++) {
    const from = order[place]! * columns
    for (let c = 0; c < columns; c++) points[place * columns + c] = different.points[from + c]!
  }
  const counts = Int32Array.from(order, (from) => different.counts[from]!)
  const firstRow = Uint32Array.from(order, (from) => different.firstRow[from]!)
  return { reference: { scaling, columns, points, counts, fitted: x.rowCount, sampled }, firstRow }
}

/** Rows [start, start + count) on their scales, f32[count × columns]; equal values have equal bits. */
export function scaledRows(x: FeatureMatrix, scaling: Scaling, start: number, count: number): Float32Array {
  const out = new Float32Array(count * x.columns.length)
  scaleRows(x, scaling, start, count, out)
  // −0 becomes 0.
  for (let i = 0; i < out.length; i++) out[i]! += 0
  return out
}

/** Finds nearest reference rows; made once for a reference, and kept beside it. */
export function searcherFor(reference: ReferenceRows): NeighbourSearcher {
  const kept = searchers.get(reference)
  if (kept !== undefined) return kept
  const searcher = searcherOf(buildTree(reference.points, reference.counts.length, reference.columns))
  searchers.set(reference, searcher)
  return searcher
}

const searchers = new WeakMap<ReferenceRows, NeighbourSearcher>()

/** The different rows in the order of their values, first column first, how often and where first each is there. */
function differentRows(scaled: Float32Array, rows: number, columns: number) {
  const order = new Uint32Array(rows)
  for (let i = 0; i < rows; i++) order[i] = i
  order.sort((a, b) => compareRows(scaled, a * columns, scaled, b * columns, columns) || a - b)
  const points = new Float32Array(rows * columns)
  const counts = new Int32Array(rows)
  const firstRow = new Uint32Array(rows)
  let last = -1
  for (let i = 0; i < rows; i++) {
    const from = order[i]! * columns
    if (last < 0 || compareRows(points, last * columns, scaled, from, columns) !== 0) {
      last++
      firstRow[last] = order[i]!
      for (let c = 0; c < columns; c++) points[last * columns + c] = scaled[from + c]!
    }
    counts[last]!++
  }
  return {
    points: points.slice(0, (last + 1) * columns),
    counts: counts.slice(0, last + 1),
    firstRow: firstRow.slice(0, last + 1),
  }
}

/** By the first value that differs; 0 where none does. */
export function compareRows(
  a: Float32Array,
  aStart: number,
  b: Float32Array,
  bStart: number,
  columns: number,
): number {
  for (let c = 0; c < columns; c++) {
    const difference = a[aStart + c]! - b[bStart + c]!
    if (difference !== 0) return difference
  }
  return 0
}
