import type { FeatureMatrix } from '../../features/feature-matrix.ts'
import type { RunContext } from '../../run-context.ts'
import type { LofModel } from './lof-model.ts'
import { nearest, othersOf, roomForOthers, type Nearest, type Others } from './nearest.ts'
import { pickRows } from './pick-rows.ts'
import { scaledRows, type ReferenceRows } from './reference-rows.ts'

/** Rows whose neighbours' neighbours are searched at once. */
const SLICE = 64

/**
 * Per source column: by how much the row's mean squared difference from its neighbours is larger than the
 * neighbours' from their own, to the neighbours' mean squared distance. The sum over the columns is the ratio of
 * the two mean squared distances minus 1; a column in which the neighbours are further from each other than the
 * row is from them counts against.
 *
 * Cost: a search per row and per neighbour of a row.
 */
export function explainLof(
  model: LofModel,
  x: FeatureMatrix,
  rows: Uint32Array,
  run: RunContext,
): Float64Array {
  const { reference, k } = model
  const sources = x.sources.length
  const contributions = new Float64Array(rows.length * sources)
  for (let start = 0; start < rows.length; start += SLICE) {
    run.checkpoint()
    const picked = pickRows(x, rows.subarray(start, start + SLICE))
    const queries = scaledRows(picked, reference.scaling, 0, picked.rowCount)
    const found = nearest(reference, queries, picked.rowCount, k, () => run.checkpoint())
    const { own, turnOf } = searchNeighbours(model, found, run)
    for (let i = 0; i < picked.rowCount; i++) {
      const excess = excessOf(model, found, i, own, turnOf)
      for (const [c, value] of excess.entries())
        contributions[(start + i) * sources + x.sourceOf[c]!]! += value
    }
    run.progress(start, rows.length)
  }
  run.progress(rows.length, rows.length)
  return contributions
}

/** The neighbours of the neighbours of all queries; `turnOf` says where a place's are. */
function searchNeighbours({ reference, k }: LofModel, found: Nearest, run: RunContext) {
  const turnOf = new Map<number, number>()
  const others = roomForOthers(k)
  for (let i = 0; i < found.count; i++) {
    othersOf(reference, found, i, k, others)
    for (let j = 0; j < others.size; j++) {
      const place = others.place[j]!
      if (!turnOf.has(place)) turnOf.set(place, turnOf.size)
    }
  }
  const { columns, points } = reference
  const queries = new Float32Array(turnOf.size * columns)
  for (const [place, turn] of turnOf)
    queries.set(points.subarray(place * columns, (place + 1) * columns), turn * columns)
  return { own: nearest(reference, queries, turnOf.size, k, () => run.checkpoint()), turnOf }
}

/** Per matrix column. */
function excessOf(
  { reference, k }: LofModel,
  found: Nearest,
  i: number,
  own: Nearest,
  turnOf: ReadonlyMap<number, number>,
): Float64Array {
  const { columns } = reference
  const here = new Float64Array(columns)
  const there = new Float64Array(columns)
  const others = roomForOthers(k)
  const theirs = roomForOthers(k)
  othersOf(reference, found, i, k, others)
  if (others.rows === 0) return here
  addMeanSquares(reference, found, i, others, 1, here)
  for (let j = 0; j < others.size; j++) {
    const turn = turnOf.get(others.place[j]!)!
    othersOf(reference, own, turn, k, theirs)
    addMeanSquares(reference, own, turn, theirs, others.count[j]! / others.rows, there)
  }
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0)
  const unit = sum(there) || sum(here)
  return unit === 0 ? here : here.map((value, c) => (value - there[c]!) / unit)
}

/** Adds, per column, `weight` times the mean squared difference of query i from the given others. */
function addMeanSquares(
  { points, columns }: ReferenceRows,
  { queries }: Nearest,
  i: number,
  others: Others,
  weight: number,
  into: Float64Array,
): void {
  for (let j = 0; j < others.size; j++) {
    const from = others.place[j]! * columns
    const share = (weight * others.count[j]!) / others.rows
    for (let c = 0; c < columns; c++) {
      const difference = queries[i * columns + c]! - points[from + c]!
      into[c]! += difference * difference * share
    }
  }
}
