import type { RunContext } from '../../run-context.ts'
import { nearest, othersOf, roomForOthers, type Nearest, type Others } from './nearest.ts'
import type { ReferenceRows } from './reference-rows.ts'

export interface LofModel {
  readonly k: number
  readonly reference: ReferenceRows
  /** Per different reference row: the squared distance to the k-th nearest other one. */
  readonly reach: Float32Array
  /** Per different reference row: the local reachability density. */
  readonly density: Float64Array
  /** Per different reference row: its local outlier factor. */
  readonly factor: Float32Array
}

/** Keeps densities finite where k rows and more are equal; the value is scikit-learn's. */
const LEAST_REACH = 1e-10

/** Cost: one search per different reference row. */
export function fitLof(reference: ReferenceRows, k: number, run: RunContext): LofModel {
  const rows = reference.counts.length
  const found = nearest(reference, reference.points, rows, k, (done) => {
    run.checkpoint()
    run.progress(done, rows)
  })
  const others = roomForOthers(k)
  const reach = new Float32Array(rows)
  for (let i = 0; i < rows; i++) {
    othersOf(reference, found, i, k, others)
    reach[i] = others.size === 0 ? 0 : others.distance[others.size - 1]!
  }
  const density = new Float64Array(rows)
  for (let i = 0; i < rows; i++) {
    othersOf(reference, found, i, k, others)
    density[i] = densityOf(others, reach)
  }
  const factor = new Float32Array(rows)
  for (let i = 0; i < rows; i++) {
    othersOf(reference, found, i, k, others)
    factor[i] = factorOf(others, reach, density)
  }
  return { k, reference, reach, density, factor }
}

/** The factor of query i by its neighbours, whether it is a reference row or not. */
export function factorOfQuery(model: LofModel, found: Nearest, i: number, others: Others): number {
  othersOf(model.reference, found, i, model.k, others)
  return factorOf(others, model.reach, model.density)
}

/** 1 / the mean reachability distance: at least as far as the neighbour's own k-th nearest. */
function densityOf({ size, rows, place, distance, count }: Others, reach: Float32Array): number {
  let sum = 0
  for (let j = 0; j < size; j++) {
    const own = reach[place[j]!]!
    sum += Math.sqrt(own > distance[j]! ? own : distance[j]!) * count[j]!
  }
  return rows === 0 ? 1 / LEAST_REACH : 1 / (sum / rows + LEAST_REACH)
}

/** The mean density of the neighbours, to one's own; 1 where there is no neighbour. */
function factorOf(others: Others, reach: Float32Array, density: Float64Array): number {
  const { size, rows, place, count } = others
  if (rows === 0) return 1
  let sum = 0
  for (let j = 0; j < size; j++) sum += density[place[j]!]! * count[j]!
  return sum / rows / densityOf(others, reach)
}
