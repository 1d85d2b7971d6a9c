import { createPointDistances } from '../../kernels/point-distance-kernel.ts'
import { placeRows } from '../../kernels/point-distances.ts'
import { symmetricEigen } from '../../math/eigen-symmetric.ts'

/** Σ weightⱼ e^(−γ |· − pointⱼ|²). */
export interface GaussianSum {
  readonly gamma: number
  /** (points × width) row-major. */
  readonly points: Float32Array
  /** (points,) */
  readonly weights: Float64Array
}

/** Directions in which the landmarks' own kernel is smaller than this share of its largest are rounding. */
const FLOOR = 1e-8
/** Rows that go through the kernel together. */
const BATCH = 512

/**
 * The sum of the Gaussians at few landmarks that comes nearest to a sum at many points, measured in the kernel's
 * own space: its projection on the landmarks, as in Nyström's method (Williams & Seeger, NIPS 2000).
 *
 * @param landmarks (count × width) row-major
 * @param pause called with the share that is done, 0 … 1; may throw to stop
 * @returns (count,) the landmarks' weights, and for each landmark the weight of the points nearest to it
 *
 * Cost: points × landmarks exponentials, and some 8 landmarks³.
 */
export function projectOnLandmarks(
  { gamma, points, weights }: GaussianSum,
  landmarks: Float32Array,
  width: number,
  pause: (share: number) => void,
): { weights: Float64Array; near: Float64Array } {
  const count = landmarks.length / width
  const images = gaussianSums({ gamma, points, weights }, landmarks, width, (share) => pause(share / 4))
  const matrix = gaussianMatrix(landmarks, count, width, gamma)
  const { values, vectors } = symmetricEigen(matrix, count, (share) => pause(0.25 + share / 2))
  const result = new Float64Array(count)
  for (let k = 0; k < count && values[k]! > FLOOR * values[0]!; k++) {
    let along = 0
    for (let j = 0; j < count; j++) along += vectors[k * count + j]! * images[j]!
    for (let j = 0; j < count; j++) result[j]! += (along / values[k]!) * vectors[k * count + j]!
  }
  const near = new Float64Array(count)
  const which = nearestLandmarks(landmarks, count, points, width, (share) => pause(0.75 + share / 4))
  for (const [i, j] of which.entries()) near[j]! += weights[i]!
  return { weights: result, near }
}

/**
 * The value of a sum of Gaussians at rows.
 *
 * @param rows (count × width) row-major
 * @returns (count,)
 */
export function gaussianSums(
  { gamma, points, weights }: GaussianSum,
  rows: Float32Array,
  width: number,
  pause: (share: number) => void,
): Float64Array {
  const count = rows.length / width
  const distances = createPointDistances(Math.min(BATCH, count), weights.length, width)
  distances.points.set(points)
  distances.weights.set(weights)
  const sums = new Float64Array(count)
  const batch = Math.max(8, Math.min(BATCH, Math.floor(PAUSE_EVERY / (weights.length * (width + 10)))))
  for (let start = 0; start < count; start += batch) {
    pause(start / count)
    const here = Math.min(batch, count - start)
    placeRows(rows, start * width, here, width, distances.rows)
    distances.kernelSums(here, weights.length, gamma)
    sums.set(distances.sums.subarray(0, here), start)
  }
  return sums
}

/** Multiplications between two pauses: some 20 ms. */
export const PAUSE_EVERY = 1 << 24

function gaussianMatrix(points: Float32Array, count: number, width: number, gamma: number): Float64Array {
  const matrix = new Float64Array(count * count)
  const distances = createPointDistances(count, 1, width)
  placeRows(points, 0, count, width, distances.rows)
  distances.weights[0] = 1
  for (let i = 0; i < count; i++) {
    distances.points.set(points.subarray(i * width, (i + 1) * width))
    distances.kernelSums(count, 1, gamma)
    matrix.set(distances.sums, i * count)
  }
  return matrix
}

/** For each point the number of its nearest landmark. */
function nearestLandmarks(
  landmarks: Float32Array,
  count: number,
  points: Float32Array,
  width: number,
  pause: (share: number) => void,
): Int32Array {
  const rows = points.length / width
  const distances = createPointDistances(Math.min(BATCH, rows), count, width)
  distances.points.set(landmarks)
  const which = new Int32Array(rows)
  for (let start = 0; start < rows; start += BATCH) {
    pause(start / rows)
    const here = Math.min(BATCH, rows - start)
    placeRows(points, start * width, here, width, distances.rows)
    distances.nearestTwo(here, count)
    which.set(distances.which.subarray(0, here), start)
  }
  return which
}
