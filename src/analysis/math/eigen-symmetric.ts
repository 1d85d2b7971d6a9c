import { jacobiEigen } from './eigen-jacobi.ts'
import { tridiagonalEigen } from './eigen-tridiagonal.ts'

/** Eigenvalues and eigenvectors of a symmetric matrix. */
export interface Eigen {
  /** (d,) never rising. */
  readonly values: Float64Array
  /** (d × d) row-major: row k is the unit eigenvector of values[k]; its entry of the largest size is positive. */
  readonly vectors: Float64Array
}

/** Up to this many rows by Jacobi's rotations, which are the most exact; beyond by Householder and QL, several times as fast. */
export const MOST_JACOBI = 200

/**
 * Eigenvalues and eigenvectors of a symmetric matrix, by + − × ÷ and square roots alone: the same bits on
 * every engine. Of equal eigenvalues the vectors are one of many bases of their space.
 *
 * @param matrix (d × d) row-major, symmetric and finite; is not changed
 * @param pause called every few million operations with the share that is done, 0 … 1; may throw to stop
 *
 * Cost: some 30 d³ up to MOST_JACOBI rows, some 8 d³ beyond.
 */
export function symmetricEigen(
  matrix: Float64Array,
  d: number,
  pause: (share: number) => void = () => undefined,
): Eigen {
  const { values, vectors } =
    d <= MOST_JACOBI ? jacobiEigen(matrix, d, pause) : tridiagonalEigen(matrix, d, pause)
  const order = Array.from(values.keys()).sort((a, b) => values[b]! - values[a]! || a - b)
  const sorted = new Float64Array(d * d)
  for (const [place, k] of order.entries()) {
    const vector = vectors.subarray(k * d, (k + 1) * d)
    let largest = 0
    for (let c = 1; c < d; c++) {
      // Sizes that differ by rounding alone count as equal: the first of them decides.
      if (Math.abs(vector[c]!) > Math.abs(vector[largest]!) * (1 + 1e-9)) largest = c
    }
    const sign = vector[largest]! < 0 ? -1 : 1
    for (let c = 0; c < d; c++) sorted[place * d + c] = sign * vector[c]!
  }
  return { values: Float64Array.from(order, (k) => values[k]!), vectors: sorted }
}
