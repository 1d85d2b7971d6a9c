/** Columns of the kernel matrix, worked out when they are asked for. */
export interface KernelColumns {
  /** (rows,) the kernel of row i with every row; stays valid until the call after the next. */
  column(i: number): Float32Array
}

export interface OneClassSolution {
  /** (rows,) from 0 to 1; they add up to ν × rows. */
  readonly alpha: Float64Array
  /** A row is inside where Σ α K(row, ·) − ρ ≥ 0. */
  readonly rho: number
  readonly iterations: number
  /** What was left of the violation of the optimality conditions. */
  readonly gap: number
}

/**
 * The one-class support vector machine by sequential minimal optimisation, as LIBSVM has it: minimise ½ αᵀKα
 * with 0 ≤ α ≤ 1 and Σα = ν × rows. Each step moves weight between two rows: the one that violates optimality
 * most, and the one with which the objective falls most (Fan, Chen & Lin, JMLR 2005, second-order selection).
 * The gradient is kept. ρ is the mean gradient of the rows with 0 < α < 1, or the middle of its range where
 * there is none.
 *
 * @param rows at least 1
 * @param nu 0 < ν ≤ 1
 * @param columns of a kernel with K(x, x) = 1
 * @param tolerance it ends when no two rows violate optimality by more than this
 * @param pause called between steps with the share that is done, 0 … 1, as far as it can be told; may throw
 *
 * Cost: some rows steps of some 10 × rows operations, and the columns.
 */
export function solveOneClass(
  rows: number,
  nu: number,
  columns: KernelColumns,
  tolerance: number,
  pause: (share: number) => void,
): OneClassSolution {
  const total = nu * rows
  const whole = Math.floor(total)
  const alpha = new Float64Array(rows)
  alpha.fill(1, 0, whole)
  if (whole < rows) alpha[whole] = total - whole
  const gradient = new Float64Array(rows)
  const every = Math.max(1, Math.floor(PAUSE_EVERY / rows))
  const started = Math.min(rows, Math.ceil(total))
  for (let i = 0; i < started; i++) {
    if (i % every === 0) pause((0.5 * i) / started)
    addTo(gradient, columns.column(i), alpha[i]!)
  }
  const most = 10_000_000
  let iterations = 0
  let gap = 0
  for (; iterations < most; iterations++) {
    if (iterations % every === 0) pause(0.5 + (0.5 * iterations) / (iterations + rows))
    const i = mostViolating(alpha, gradient)
    if (i < 0) break
    const column = columns.column(i)
    const j = bestPartner(alpha, gradient, column, i)
    gap = largestOf(alpha, gradient) - gradient[i]!
    if (j < 0 || gap < tolerance) break
    const [byI, byJ] = exchange(alpha, gradient, i, j, column[j]!)
    addTwo(gradient, column, byI, columns.column(j), byJ)
  }
  return { alpha, rho: offset(alpha, gradient), iterations, gap }
}

/** Values looked at between two pauses. */
const PAUSE_EVERY = 1 << 20
/** Stands in for the curvature between rows that are alike. */
const LEAST_CURVATURE = 1e-12

function addTo(gradient: Float64Array, column: Float32Array, by: number): void {
  for (let t = 0; t < gradient.length; t++) gradient[t]! += by * column[t]!
}

function addTwo(
  gradient: Float64Array,
  first: Float32Array,
  byFirst: number,
  second: Float32Array,
  bySecond: number,
): void {
  for (let t = 0; t < gradient.length; t++) gradient[t]! += byFirst * first[t]! + bySecond * second[t]!
}

/** The row of least gradient that can still take weight; −1 where none can. */
function mostViolating(alpha: Float64Array, gradient: Float64Array): number {
  let row = -1
  let least = Infinity
  for (let t = 0; t < alpha.length; t++) {
    if (alpha[t]! < 1 && gradient[t]! < least) {
      least = gradient[t]!
      row = t
    }
  }
  return row
}

/** The greatest gradient of the rows that have weight. */
function largestOf(alpha: Float64Array, gradient: Float64Array): number {
  let largest = -Infinity
  for (let t = 0; t < alpha.length; t++) {
    if (alpha[t]! > 0 && gradient[t]! > largest) largest = gradient[t]!
  }
  return largest
}

/** The row whose weight, given to row i, lowers the objective most; −1 where none lowers it. */
function bestPartner(alpha: Float64Array, gradient: Float64Array, column: Float32Array, i: number): number {
  const least = gradient[i]!
  let row = -1
  let best = 0
  for (let t = 0; t < alpha.length; t++) {
    if (alpha[t]! <= 0) continue
    const difference = gradient[t]! - least
    if (difference <= 0) continue
    let curvature = 2 - 2 * column[t]!
    if (curvature <= 0) curvature = LEAST_CURVATURE
    const gain = (difference * difference) / curvature
    if (gain > best) {
      best = gain
      row = t
    }
  }
  return row
}

/** Moves weight from row j to row i as far as it helps and the bounds let it; returns what each gained. */
function exchange(alpha: Float64Array, gradient: Float64Array, i: number, j: number, kernel: number) {
  let curvature = 2 - 2 * kernel
  if (curvature <= 0) curvature = LEAST_CURVATURE
  const before = [alpha[i]!, alpha[j]!] as const
  const sum = before[0] + before[1]
  let own = before[0] + (gradient[j]! - gradient[i]!) / curvature
  // Bounds of row i's weight, so that row j's stays within its own.
  const most = sum > 1 ? 1 : sum
  if (own > most) own = most
  alpha[i] = own
  alpha[j] = own === 1 ? sum - 1 : own === sum ? 0 : sum - own
  return [alpha[i] - before[0], alpha[j] - before[1]] as const
}

function offset(alpha: Float64Array, gradient: Float64Array): number {
  let free = 0
  let sum = 0
  let upper = Infinity
  let lower = -Infinity
  for (let t = 0; t < alpha.length; t++) {
    const at = gradient[t]!
    if (alpha[t]! >= 1) lower = Math.max(lower, at)
    else if (alpha[t]! <= 0) upper = Math.min(upper, at)
    else {
      free++
      sum += at
    }
  }
  if (free > 0) return sum / free
  if (upper === Infinity) return lower
  return lower === -Infinity ? upper : (upper + lower) / 2
}
