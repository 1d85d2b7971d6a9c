import { log } from '../../math/logarithm.ts'
import type { Rng } from '../../run-context.ts'
import type { Work } from '../../work.ts'

const MOST_CLUSTERS = 6
/** A cluster has at least so many points, and this many per dimension. */
const LEAST_POINTS = 20
const LEAST_PER_DIMENSION = 3
const START_ROUNDS = 5
const ROUNDS = 20
/** Added to every variance, in the unit of the points, so that a cluster without a spread has a density. */
const RIDGE = 1e-4
/** With more dimensions a cluster is described by its variances alone. */
const MOST_DIMENSIONS = 20
const LN_TAU = 1.8378770664093453

/** Points in groups that lie together. */
export interface Clusters {
  readonly count: number
  /** (points,) the cluster of each point. */
  readonly of: Int32Array
  /** count × dimensions, row-major. */
  readonly means: Float64Array
}

/**
 * Groups points into 1 … 6 clusters, each with a mean and a covariance of its own, and keeps the number that
 * describes them best. A long narrow cloud is one cluster, not a row of round ones.
 *
 * @param points n × d, row-major, on comparable scales
 * @returns one cluster for points without dimensions
 *
 * Cost: n × d² × clusters × rounds (above 20 dimensions n × d); some 200 ms for 4,000 × 10; a slice per
 *   round. Source: classification
 *   EM of a Gaussian mixture (Celeux & Govaert 1992) from k-means++ (Arthur & Vassilvitskii 2007); the number of
 *   clusters by BIC on the classification likelihood (Biernacki, Celeux & Govaert 2000).
 */
export function* findClusters(points: Float64Array, n: number, d: number, rng: Rng): Work<Clusters> {
  let best = yield* fitClusters(points, n, d, 1, rng)
  const least = Math.max(LEAST_POINTS, LEAST_PER_DIMENSION * d)
  for (let k = 2; k <= MOST_CLUSTERS && d > 0 && n >= k * least; k++) {
    const found = yield* fitClusters(points, n, d, k, rng.fork(k))
    if (found.least >= least && found.bic < best.bic) best = found
  }
  const { count, of, means } = best
  return { count, of, means }
}

interface Fitted extends Clusters {
  /** Lower = better. */
  readonly bic: number
  /** Points of the smallest cluster. */
  readonly least: number
}

function* fitClusters(points: Float64Array, n: number, d: number, k: number, rng: Rng): Work<Fitted> {
  const means = firstMeans(points, n, d, k, rng)
  const of = new Int32Array(n)
  for (let round = 0; round < START_ROUNDS; round++) {
    assignNearest(points, n, d, k, means, of)
    average(points, n, d, k, means, of)
    yield
  }
  let fit = densitiesOf(points, n, d, k, means, of)
  for (let round = 0; round < ROUNDS && k > 1; round++) {
    if (!assignLikeliest(points, n, d, k, means, fit, of)) break
    average(points, n, d, k, means, of)
    fit = densitiesOf(points, n, d, k, means, of)
    yield
  }
  const figures = k * (d + (d > MOST_DIMENSIONS ? d : (d * (d + 1)) / 2)) + k - 1
  const bic = figures * log(Math.max(2, n)) - 2 * likelihoodOf(points, n, d, means, fit, of)
  return { count: k, of, means, bic, least: fit.sizes.reduce((a, b) => Math.min(a, b)) }
}

/** What the density of each cluster is worked out from. */
interface Densities {
  readonly sizes: Float64Array
  /** Per cluster, d × d, row-major: the inverse of the lower Cholesky factor of its covariance. */
  readonly whiten: readonly Float64Array[]
  /** Per cluster: log of its share and its density at its mean. */
  readonly atMean: Float64Array
}

function densitiesOf(
  points: Float64Array,
  n: number,
  d: number,
  k: number,
  means: Float64Array,
  of: Int32Array,
): Densities {
  const sizes = new Float64Array(k)
  const squares = Array.from({ length: k }, () => new Float64Array(d * d))
  const apart = new Float64Array(d)
  const diagonal = d > MOST_DIMENSIONS
  for (let i = 0; i < n; i++) {
    const c = of[i]!
    sizes[c]!++
    for (let j = 0; j < d; j++) apart[j] = points[i * d + j]! - means[c * d + j]!
    addProducts(squares[c]!, apart, d, diagonal)
  }
  const atMean = new Float64Array(k)
  const whiten = squares.map((sums, c) => {
    for (let at = 0; at < d * d; at++) sums[at]! /= Math.max(1, sizes[c]!)
    for (let j = 0; j < d; j++) sums[j * d + j]! += RIDGE
    const { inverse, logRoot } = inverseCholesky(sums, d)
    atMean[c] = sizes[c]! > 0 ? log(sizes[c]! / n) - logRoot - (d * LN_TAU) / 2 : -Infinity
    return inverse
  })
  return { sizes, whiten, atMean }
}

/** Adds the lower half of apart · apartᵀ. */
function addProducts(sums: Float64Array, apart: Float64Array, d: number, diagonal: boolean): void {
  for (let a = 0; a < d; a++) {
    for (let b = diagonal ? a : 0; b <= a; b++) sums[a * d + b]! += apart[a]! * apart[b]!
  }
}

/**
 * L⁻¹ and log |L| of a positive definite L·Lᵀ, of which the lower half is given. Where only its diagonal counts,
 * the rest of L⁻¹ is left empty.
 */
function inverseCholesky(matrix: Float64Array, d: number): { inverse: Float64Array; logRoot: number } {
  const root = new Float64Array(d * d)
  const inverse = new Float64Array(d * d)
  const diagonal = d > MOST_DIMENSIONS
  let logRoot = 0
  for (let a = 0; a < d; a++) {
    const first = diagonal ? a : 0
    for (let b = first; b <= a; b++) {
      let sum = matrix[a * d + b]!
      for (let j = first; j < b; j++) sum -= root[a * d + j]! * root[b * d + j]!
      // The ridge keeps the pivots above 0 but for rounding.
      root[a * d + b] = a === b ? Math.sqrt(Math.max(sum, RIDGE / 2)) : sum / root[b * d + b]!
    }
    const pivot = root[a * d + a]!
    logRoot += log(pivot)
    for (let b = first; b <= a; b++) {
      let sum = a === b ? 1 : 0
      for (let j = b; j < a; j++) sum -= root[a * d + j]! * inverse[j * d + b]!
      inverse[a * d + b] = sum / pivot
    }
  }
  return { inverse, logRoot }
}

/** log of a cluster's share times its density at a point. */
function logDensity(
  points: Float64Array,
  i: number,
  d: number,
  c: number,
  means: Float64Array,
  { whiten, atMean }: Densities,
): number {
  const inverse = whiten[c]!
  const diagonal = d > MOST_DIMENSIONS
  let square = 0
  for (let a = 0; a < d; a++) {
    let part = 0
    for (let b = diagonal ? a : 0; b <= a; b++) {
      part += inverse[a * d + b]! * (points[i * d + b]! - means[c * d + b]!)
    }
    square += part * part
  }
  return atMean[c]! - square / 2
}

function assignLikeliest(
  points: Float64Array,
  n: number,
  d: number,
  k: number,
  means: Float64Array,
  fit: Densities,
  of: Int32Array,
): boolean {
  let moved = false
  for (let i = 0; i < n; i++) {
    let likeliest = of[i]!
    let most = -Infinity
    for (let c = 0; c < k; c++) {
      const density = logDensity(points, i, d, c, means, fit)
      if (density > most) {
        most = density
        likeliest = c
      }
    }
    if (of[i] !== likeliest) moved = true
    of[i] = likeliest
  }
  return moved
}

function likelihoodOf(
  points: Float64Array,
  n: number,
  d: number,
  means: Float64Array,
  fit: Densities,
  of: Int32Array,
): number {
  let sum = 0
  for (let i = 0; i < n; i++) sum += logDensity(points, i, d, of[i]!, means, fit)
  return sum
}

/** k-means++: each further mean is a point drawn with the chance of its squared distance to the nearest one. */
function firstMeans(points: Float64Array, n: number, d: number, k: number, rng: Rng): Float64Array {
  const means = new Float64Array(k * d)
  if (n === 0) return means
  const nearest = new Float64Array(n).fill(Infinity)
  let chosen = rng.below(n)
  for (let c = 0; c < k; c++) {
    means.set(points.subarray(chosen * d, chosen * d + d), c * d)
    let total = 0
    for (let i = 0; i < n; i++) {
      nearest[i] = Math.min(nearest[i]!, squaredDistance(points, i * d, means, c * d, d))
      total += nearest[i]!
    }
    let left = rng.next() * total
    chosen = 0
    while (chosen < n - 1 && left >= nearest[chosen]!) left -= nearest[chosen++]!
  }
  return means
}

function assignNearest(
  points: Float64Array,
  n: number,
  d: number,
  k: number,
  means: Float64Array,
  of: Int32Array,
): void {
  for (let i = 0; i < n; i++) {
    let least = Infinity
    for (let c = 0; c < k; c++) {
      const distance = squaredDistance(points, i * d, means, c * d, d)
      if (distance >= least) continue
      least = distance
      of[i] = c
    }
  }
}

function average(
  points: Float64Array,
  n: number,
  d: number,
  k: number,
  means: Float64Array,
  of: Int32Array,
): void {
  const sizes = new Float64Array(k)
  const sums = new Float64Array(k * d)
  for (let i = 0; i < n; i++) {
    const c = of[i]!
    sizes[c]!++
    for (let j = 0; j < d; j++) sums[c * d + j]! += points[i * d + j]!
  }
  for (let at = 0; at < sums.length; at++) {
    const size = sizes[Math.floor(at / d)]!
    if (size > 0) means[at] = sums[at]! / size
  }
}

function squaredDistance(a: Float64Array, i: number, b: Float64Array, j: number, d: number): number {
  let sum = 0
  for (let k = 0; k < d; k++) {
    const difference = a[i + k]! - b[j + k]!
    sum += difference * difference
  }
  return sum
}
