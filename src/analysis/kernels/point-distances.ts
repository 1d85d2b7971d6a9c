import { exp } from '../math/exponential.ts'

/**
 * Compares many rows with many points by squared distance. Rows lie in groups of 8, so that two of them are
 * worked on at once: value c of row i is at `placeOf(i, c, width)`.
 */
export interface PointDistances {
  /** Room for the rows, in groups of 8. */
  readonly rows: Float64Array
  /** (points × width) row-major. */
  readonly points: Float64Array
  /** (points,) for `kernelSums`. */
  readonly weights: Float64Array
  /** (rows,) what was worked out last: squared distance to the nearest point and the next, and which is nearest. */
  readonly nearest: Float64Array
  readonly second: Float64Array
  readonly which: Float64Array
  /** (rows,) what `kernelSums` or `squaredLengths` worked out last. */
  readonly sums: Float64Array
  /** For the first `rowCount` rows: the nearest of the first `pointCount` points, ties to the first. */
  nearestTwo(rowCount: number, pointCount: number): void
  /** sums[i] = Σⱼ weights[j] × e^(−gamma × squared distance of row i and point j); below e^−708 counts as 0. */
  kernelSums(rowCount: number, pointCount: number, gamma: number): void
  /** sums[i] = Σⱼ (row i · point j)²: the squared length of a row along directions. */
  squaredLengths(rowCount: number, pointCount: number): void
}

/** Where value c of row i is. */
export function placeOf(i: number, c: number, width: number): number {
  return (i - (i % GROUP)) * width + c * GROUP + (i % GROUP)
}

/** Rows that lie together. */
export const GROUP = 8

/** `rowCount` rows from row-major values, of which the first starts at `at`, become the first rows. */
export function placeRows(
  values: Float32Array | Float64Array,
  at: number,
  rowCount: number,
  width: number,
  out: Float64Array,
): void {
  for (let i = 0; i < rowCount; i++) {
    const group = (i - (i % GROUP)) * width + (i % GROUP)
    const from = at + i * width
    for (let c = 0; c < width; c++) out[group + c * GROUP] = values[from + c]!
  }
}

/**
 * The plain twin of the WebAssembly kernel: the same bits, more slowly.
 *
 * @param rows most rows at a time
 * @param points most points at a time
 */
export function plainPointDistances(rows: number, points: number, width: number): PointDistances {
  const distances: PointDistances = {
    rows: new Float64Array(Math.ceil(rows / GROUP) * GROUP * width),
    points: new Float64Array(points * width),
    weights: new Float64Array(points),
    nearest: new Float64Array(rows),
    second: new Float64Array(rows),
    which: new Float64Array(rows),
    sums: new Float64Array(rows),
    nearestTwo: (rowCount, pointCount) => nearestTwo(distances, rowCount, pointCount, width),
    kernelSums: (rowCount, pointCount, gamma) => kernelSums(distances, rowCount, pointCount, gamma, width),
    squaredLengths: (rowCount, pointCount) => squaredLengths(distances, rowCount, pointCount, width),
  }
  return distances
}

function squareOf(
  rows: Float64Array,
  row: number,
  points: Float64Array,
  point: number,
  width: number,
): number {
  let square = 0
  for (let c = 0; c < width; c++) {
    const difference = rows[row + c * GROUP]! - points[point + c]!
    square += difference * difference
  }
  return square
}

function nearestTwo(
  { rows, points, nearest, second, which }: PointDistances,
  rowCount: number,
  pointCount: number,
  width: number,
): void {
  for (let i = 0; i < rowCount; i++) {
    const row = placeOf(i, 0, width)
    let best = Infinity
    let next = Infinity
    let index = 0
    for (let j = 0; j < pointCount; j++) {
      const square = squareOf(rows, row, points, j * width, width)
      if (square < best) {
        next = best
        best = square
        index = j
      } else if (square < next) next = square
    }
    nearest[i] = best
    second[i] = next
    which[i] = index
  }
}

function kernelSums(
  { rows, points, weights, sums }: PointDistances,
  rowCount: number,
  pointCount: number,
  gamma: number,
  width: number,
): void {
  for (let i = 0; i < rowCount; i++) {
    const row = placeOf(i, 0, width)
    let sum = 0
    for (let j = 0; j < pointCount; j++) {
      const power = squareOf(rows, row, points, j * width, width) * -gamma
      // Far below what a sum could notice, and where a power of two is no normal number any more.
      if (power >= LEAST_POWER) sum += weights[j]! * exp(power)
    }
    sums[i] = sum
  }
}

const LEAST_POWER = -708

function squaredLengths(
  { rows, points, sums }: PointDistances,
  rowCount: number,
  pointCount: number,
  width: number,
): void {
  for (let i = 0; i < rowCount; i++) {
    const row = placeOf(i, 0, width)
    let sum = 0
    for (let j = 0; j < pointCount; j++) {
      let product = 0
      for (let c = 0; c < width; c++) product += rows[row + c * GROUP]! * points[j * width + c]!
      sum += product * product
    }
    sums[i] = sum
  }
}
