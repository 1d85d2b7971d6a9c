import type { RunContext } from '../../run-context.ts'
import { sampleRows } from '../sample-rows.ts'
import { gaussianColumns } from './kernel-columns.ts'
import { gaussianSums, projectOnLandmarks, type GaussianSum } from './landmarks.ts'
import { solveOneClass } from './one-class-smo.ts'

/** A boundary: a row with Σ weight × Gaussian − ρ < 0 is outside. */
export interface Boundary extends GaussianSum {
  readonly rho: number
  /** (points,) what of the support vectors' weight lies at each point: ≥ 0, for explanations. */
  readonly near: Float64Array
}

/**
 * The exact boundary of rows.
 *
 * @param values (rows × width) row-major, finite
 * @param tolerance of the optimality conditions; LIBSVM's is 0.001
 * @returns its support vectors are `rowsOf` the rows
 *
 * Cost: quadratic in rows.
 */
export function fitBoundary(
  values: Float32Array,
  width: number,
  nu: number,
  gamma: number,
  tolerance: number,
  pause: (share: number) => void,
): Boundary {
  const rows = values.length / width
  const columns = gaussianColumns(values, rows, width, gamma)
  const { alpha, rho } = solveOneClass(rows, nu, columns, tolerance, pause)
  const support = Array.from(alpha.keys()).filter((i) => alpha[i]! > 0)
  const weights = Float64Array.from(support, (i) => alpha[i]!)
  return { gamma, points: pick(values, width, support), weights, near: weights, rho }
}

/**
 * The same boundary described by few landmarks, drawn from the rows, so that a row is scored in a time that does
 * not depend on how many support vectors there are. ρ moves by what the sum changed at the rows on the boundary.
 *
 * @param values the rows that the boundary was fitted on
 */
export function withLandmarks(
  boundary: Boundary,
  values: Float32Array,
  width: number,
  count: number,
  { rng }: Pick<RunContext, 'rng'>,
  pause: (share: number) => void,
): Boundary {
  const rows = values.length / width
  if (boundary.weights.length <= count) return boundary
  const landmarks = pick(values, width, sampleRows(rows, Math.min(count, rows), rng))
  const { weights, near } = projectOnLandmarks(boundary, landmarks, width, (share) => pause(share * 0.8))
  const described = { gamma: boundary.gamma, points: landmarks, weights }
  const free = Array.from(boundary.weights.keys()).filter((i) => boundary.weights[i]! < 1)
  const edge = pick(boundary.points, width, free)
  const now = gaussianSums(described, edge, width, (share) => pause(0.8 + share * 0.2))
  const rho = free.length === 0 ? boundary.rho : now.reduce((sum, value) => sum + value, 0) / free.length
  return { ...described, near, rho }
}

function pick(values: Float32Array, width: number, rows: ArrayLike<number>): Float32Array {
  const picked = new Float32Array(rows.length * width)
  for (let k = 0; k < rows.length; k++) {
    picked.set(values.subarray(rows[k]! * width, (rows[k]! + 1) * width), k * width)
  }
  return picked
}
