/**
 * Jacobi's cyclic rotations (Golub & Van Loan, Matrix Computations, section 8.5): each turns one pair of rows
 * and columns so that the entry between them vanishes, until nothing is left beside the diagonal.
 *
 * @param matrix (d × d) symmetric; is not changed
 * @returns eigenvalues in no order, and the eigenvectors as rows
 */
export function jacobiEigen(
  matrix: Float64Array,
  d: number,
  pause: (share: number) => void,
): { values: Float64Array; vectors: Float64Array } {
  const a = matrix.slice()
  const vectors = new Float64Array(d * d)
  for (let k = 0; k < d; k++) vectors[k * d + k] = 1
  let size = 0
  for (const entry of a) size = Math.max(size, Math.abs(entry))
  for (let sweep = 0; sweep < MOST_SWEEPS && size > 0; sweep++) {
    let turned = false
    for (let p = 0; p + 1 < d; p++) {
      if ((p * d) % PAUSE_EVERY < d) pause(Math.min(1, (sweep + p / d) / USUAL_SWEEPS))
      turned = turnRow(a, vectors, d, p, size) || turned
    }
    if (!turned) break
  }
  return { values: Float64Array.from({ length: d }, (_, k) => a[k * d + k]!), vectors }
}

/** Convergence is quadratic: some 8 sweeps are enough for 200 rows. */
const MOST_SWEEPS = 60
const USUAL_SWEEPS = 9
const PAUSE_EVERY = 400
/** Entries so small beside the largest change no eigenvalue in its 16 digits. */
const NEGLIGIBLE = 1e-18

/** Turns row p with each later row; returns whether any needed it. */
function turnRow(a: Float64Array, vectors: Float64Array, d: number, p: number, size: number): boolean {
  let turned = false
  for (let q = p + 1; q < d; q++) {
    const between = a[p * d + q]!
    if (Math.abs(between) <= NEGLIGIBLE * size) continue
    turned = true
    const theta = (a[q * d + q]! - a[p * d + p]!) / (2 * between)
    const root = Math.sqrt(theta * theta + 1)
    // The smaller of the two angles; a theta whose square overflows gives 0, as it should.
    const tangent = theta >= 0 ? 1 / (theta + root) : 1 / (theta - root)
    const cosine = 1 / Math.sqrt(tangent * tangent + 1)
    const sine = tangent * cosine
    a[p * d + p]! -= tangent * between
    a[q * d + q]! += tangent * between
    a[p * d + q] = 0
    a[q * d + p] = 0
    turnSymmetric(a, d, p, q, cosine, sine)
    turnRows(vectors, p * d, q * d, d, cosine, sine)
  }
  return turned
}

/** Applies a rotation to rows and columns p and q, all but where they meet. */
function turnSymmetric(a: Float64Array, d: number, p: number, q: number, cosine: number, sine: number): void {
  for (let k = 0; k < d; k++) {
    if (k === p || k === q) continue
    const x = a[p * d + k]!
    const y = a[q * d + k]!
    const newX = cosine * x - sine * y
    const newY = sine * x + cosine * y
    a[p * d + k] = newX
    a[k * d + p] = newX
    a[q * d + k] = newY
    a[k * d + q] = newY
  }
}

/** Rotates two rows, which start at p and q: (x, y) → (cosine x − sine y, sine x + cosine y). */
export function turnRows(
  vectors: Float64Array,
  p: number,
  q: number,
  d: number,
  cosine: number,
  sine: number,
): void {
  for (let k = 0; k < d; k++) {
    const x = vectors[p + k]!
    const y = vectors[q + k]!
    vectors[p + k] = cosine * x - sine * y
    vectors[q + k] = sine * x + cosine * y
  }
}
