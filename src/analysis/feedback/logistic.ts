import { exp } from '../math/exponential.ts'
import { log } from '../math/logarithm.ts'

/** A linear boundary: a row's figure is intercept + Σ coefficient × value, the log-odds of being positive. */
export interface LogisticModel {
  readonly coefficients: Float64Array
  readonly intercept: number
}

const MOST_STEPS = 60
const SMALL_GRADIENT = 1e-9
const ENOUGH_DESCENT = 1e-4

/**
 * Logistic regression with weighted rows and an L2 penalty: minimises
 * Σ weight × log-loss + ½ × penalty × Σ coefficient². The intercept is not penalised.
 *
 * @param values rows × columns, row after row, finite
 * @param positive (rows,) 1 = positive
 * @param weights (rows,) > 0; both kinds of rows must be there
 * @param penalty > 0
 *
 * Newton's method whose steps come from conjugate gradients, with halving where a step goes too far. Only + − × ÷ and
 * the deterministic exp and log: the same bits on every engine. Cost: some ten steps, each of up to columns passes
 * over the values. Source: Lin, Weng & Keerthi, JMLR 2008, without the trust region; held against scikit-learn.
 */
export function fitLogistic(
  values: Float64Array,
  columns: number,
  positive: Uint8Array,
  weights: Float64Array,
  penalty: number,
): LogisticModel {
  const rows = positive.length
  const width = columns + 1
  const problem = { values, columns, positive, weights, penalty, rows }
  const at = new Float64Array(width)
  const gradient = new Float64Array(width)
  const curvature = new Float64Array(rows)
  const trial = new Float64Array(width)
  let loss = lossOf(problem, at)
  for (let step = 0; step < MOST_STEPS; step++) {
    gradientOf(problem, at, gradient, curvature)
    if (dot(gradient, gradient) < SMALL_GRADIENT * SMALL_GRADIENT) break
    const direction = newtonDirection(problem, gradient, curvature)
    const slope = dot(gradient, direction)
    let size = 1
    let next = Infinity
    while (size > 1e-10) {
      for (let j = 0; j < width; j++) trial[j] = at[j]! + size * direction[j]!
      next = lossOf(problem, trial)
      if (next <= loss + ENOUGH_DESCENT * size * slope) break
      size /= 2
    }
    if (!(next < loss)) break
    at.set(trial)
    loss = next
  }
  return { coefficients: at.slice(0, columns), intercept: at[columns]! }
}

interface Problem {
  readonly values: Float64Array
  readonly columns: number
  readonly positive: Uint8Array
  readonly weights: Float64Array
  readonly penalty: number
  readonly rows: number
}

function lossOf(problem: Problem, at: Float64Array): number {
  const { positive, weights, penalty, rows, columns } = problem
  let loss = 0
  for (let i = 0; i < rows; i++) {
    const z = figureOf(problem, at, i)
    const margin = positive[i] === 1 ? z : -z
    // log(1 + e^−margin) without overflow.
    loss += weights[i]! * (margin > 0 ? log(1 + exp(-margin)) : log(1 + exp(margin)) - margin)
  }
  for (let j = 0; j < columns; j++) loss += 0.5 * penalty * at[j]! * at[j]!
  return loss
}

function gradientOf(problem: Problem, at: Float64Array, gradient: Float64Array, curvature: Float64Array) {
  const { values, positive, weights, penalty, rows, columns } = problem
  gradient.fill(0)
  for (let i = 0; i < rows; i++) {
    const z = figureOf(problem, at, i)
    const small = exp(z > 0 ? -z : z)
    const chance = z > 0 ? 1 / (1 + small) : small / (1 + small)
    const error = weights[i]! * (chance - positive[i]!)
    curvature[i] = weights[i]! * chance * (1 - chance)
    for (let j = 0; j < columns; j++) gradient[j] = gradient[j]! + error * values[i * columns + j]!
    gradient[columns] = gradient[columns]! + error
  }
  for (let j = 0; j < columns; j++) gradient[j] = gradient[j]! + penalty * at[j]!
}

/** Solves (Hessian) × direction = −gradient by conjugate gradients, as exactly as the gradient is small. */
function newtonDirection(problem: Problem, gradient: Float64Array, curvature: Float64Array): Float64Array {
  const width = gradient.length
  const direction = new Float64Array(width)
  const rest = gradient.map((g) => -g)
  const search = rest.slice()
  const product = new Float64Array(width)
  let square = dot(rest, rest)
  const size = Math.sqrt(square)
  const enough = Math.min(0.1, size) * size
  for (let k = 0; k < 2 * width; k++) {
    applyHessian(problem, curvature, search, product)
    const bend = dot(search, product)
    if (!(bend > 0)) break
    const length = square / bend
    for (let j = 0; j < width; j++) {
      direction[j] = direction[j]! + length * search[j]!
      rest[j] = rest[j]! - length * product[j]!
    }
    const before = square
    square = dot(rest, rest)
    if (Math.sqrt(square) <= enough) break
    for (let j = 0; j < width; j++) search[j] = rest[j]! + (square / before) * search[j]!
  }
  return direction
}

function applyHessian(
  { values, penalty, rows, columns }: Problem,
  curvature: Float64Array,
  vector: Float64Array,
  out: Float64Array,
): void {
  out.fill(0)
  for (let i = 0; i < rows; i++) {
    let along = vector[columns]!
    for (let j = 0; j < columns; j++) along += vector[j]! * values[i * columns + j]!
    const scaled = curvature[i]! * along
    for (let j = 0; j < columns; j++) out[j] = out[j]! + scaled * values[i * columns + j]!
    out[columns] = out[columns]! + scaled
  }
  for (let j = 0; j < columns; j++) out[j] = out[j]! + penalty * vector[j]!
}

function figureOf({ values, columns }: Problem, at: Float64Array, row: number): number {
  let z = at[columns]!
  for (let j = 0; j < columns; j++) z += at[j]! * values[row * columns + j]!
  return z
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let j = 0; j < a.length; j++) sum += a[j]! * b[j]!
  return sum
}
