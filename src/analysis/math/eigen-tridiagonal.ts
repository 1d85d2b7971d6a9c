import { turnRows } from './eigen-jacobi.ts'

/**
 * Householder's reduction to a tridiagonal matrix and the QL method with implicit shifts (Golub & Van Loan,
 * Matrix Computations, sections 8.3.1 and 8.3.4; Bowdler, Martin, Reinsch & Wilkinson, Numer. Math. 1968).
 * Everything walks along rows, which lie in one piece.
 *
 * @param matrix (d × d) symmetric; is not changed
 * @returns eigenvalues in no order, and the eigenvectors as rows
 */
export function tridiagonalEigen(
  matrix: Float64Array,
  d: number,
  pause: (share: number) => void,
): { values: Float64Array; vectors: Float64Array } {
  const a = matrix.slice()
  const diagonal = new Float64Array(d)
  const beside = new Float64Array(d)
  const factors = new Float64Array(d)
  const spare = new Float64Array(d)
  for (let i = d - 1; i > 0; i--) {
    pause(0.25 * (1 - i / d))
    factors[i] = reflect(a, d, i, beside, spare)
  }
  for (let i = 0; i < d; i++) diagonal[i] = a[i * d + i]!
  const vectors = new Float64Array(d * d)
  for (let k = 0; k < d; k++) vectors[k * d + k] = 1
  diagonalise(diagonal, beside, vectors, d, (share) => pause(0.25 + 0.55 * share))
  for (let k = 0; k < d; k++) {
    pause(0.8 + (0.2 * k) / d)
    turnBack(a, factors, vectors, d, k)
  }
  return { values: diagonal, vectors }
}

/**
 * Reflects the leading i × i block so that row i has nothing left of its place i − 1. The reflection's vector
 * stays in row i. Returns 2 / (its length)², or 0 where there is nothing to do; writes beside[i].
 */
function reflect(a: Float64Array, d: number, i: number, beside: Float64Array, p: Float64Array): number {
  const row = i * d
  let size = 0
  for (let k = 0; k < i - 1; k++) size = Math.max(size, Math.abs(a[row + k]!))
  const last = a[row + i - 1]!
  beside[i] = last
  if (size === 0) return 0
  size = Math.max(size, Math.abs(last))
  let squares = 0
  for (let k = 0; k < i; k++) {
    a[row + k]! /= size
    squares += a[row + k]! * a[row + k]!
  }
  const f = a[row + i - 1]!
  const g = f >= 0 ? -Math.sqrt(squares) : Math.sqrt(squares)
  beside[i] = size * g
  const half = squares - f * g
  a[row + i - 1] = f - g
  let along = 0
  for (let j = 0; j < i; j++) {
    const sum = dot(a, j * d, a, row, i) / half
    p[j] = sum
    along += sum * a[row + j]!
  }
  along /= 2 * half
  for (let j = 0; j < i; j++) p[j]! -= along * a[row + j]!
  for (let j = 0; j < i; j++) subtractOuter(a, j * d, row, p, j, i)
  return 1 / half
}

function dot(a: Float64Array, aAt: number, b: Float64Array, bAt: number, count: number): number {
  let even = 0
  let odd = 0
  let k = 0
  for (; k + 1 < count; k += 2) {
    even += a[aAt + k]! * b[bAt + k]!
    odd += a[aAt + k + 1]! * b[bAt + k + 1]!
  }
  return k < count ? even + odd + a[aAt + k]! * b[bAt + k]! : even + odd
}

/** Row j of the block −= u[j] p + p[j] u, with u in the row that starts at `row`. */
function subtractOuter(a: Float64Array, at: number, row: number, p: Float64Array, j: number, count: number) {
  const u = a[row + j]!
  const q = p[j]!
  for (let k = 0; k < count; k++) a[at + k]! -= u * p[k]! + q * a[row + k]!
}

/** QL with implicit shifts on a tridiagonal matrix, whose entries beside the diagonal start at beside[1]. */
function diagonalise(
  diagonal: Float64Array,
  beside: Float64Array,
  vectors: Float64Array,
  d: number,
  pause: (share: number) => void,
): void {
  beside.copyWithin(0, 1)
  beside[d - 1] = 0
  for (let l = 0; l < d; l++) {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      pause(l / d)
      let m = l
      while (m + 1 < d) {
        const size = Math.abs(diagonal[m]!) + Math.abs(diagonal[m + 1]!)
        if (Math.abs(beside[m]!) <= EPSILON * size) break
        m++
      }
      if (m === l) break
      turnDown(diagonal, beside, vectors, d, l, m)
    }
  }
}

/** In practice two rounds give an eigenvalue. */
const MOST_ROUNDS = 100
const EPSILON = 2.220446049250313e-16

/** One implicit QL step on the rows l … m. */
function turnDown(
  diagonal: Float64Array,
  beside: Float64Array,
  vectors: Float64Array,
  d: number,
  l: number,
  m: number,
): void {
  let g = (diagonal[l + 1]! - diagonal[l]!) / (2 * beside[l]!)
  let r = Math.sqrt(g * g + 1)
  g = diagonal[m]! - diagonal[l]! + beside[l]! / (g + (g >= 0 ? r : -r))
  let sine = 1
  let cosine = 1
  let shift = 0
  for (let i = m - 1; i >= l; i--) {
    const f = sine * beside[i]!
    const b = cosine * beside[i]!
    r = Math.sqrt(f * f + g * g)
    beside[i + 1] = r
    if (r === 0) {
      diagonal[i + 1]! -= shift
      beside[m] = 0
      return
    }
    sine = f / r
    cosine = g / r
    g = diagonal[i + 1]! - shift
    r = (diagonal[i]! - g) * sine + 2 * cosine * b
    shift = sine * r
    diagonal[i + 1] = g + shift
    g = cosine * r - b
    turnRows(vectors, i * d, (i + 1) * d, d, cosine, sine)
  }
  diagonal[l]! -= shift
  beside[l] = g
  beside[m] = 0
}

/** Applies the reflections, the last one made first, to eigenvector k of the tridiagonal matrix. */
function turnBack(a: Float64Array, factors: Float64Array, vectors: Float64Array, d: number, k: number): void {
  const at = k * d
  for (let i = 1; i < d; i++) {
    if (factors[i] === 0) continue
    const by = dot(a, i * d, vectors, at, i) * factors[i]!
    for (let c = 0; c < i; c++) vectors[at + c]! -= by * a[i * d + c]!
  }
}
