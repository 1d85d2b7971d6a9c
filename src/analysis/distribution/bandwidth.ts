import { exp } from '../math/exponential.ts'
import { log } from '../math/logarithm.ts'
import { moments } from '../statistics/moments.ts'
import { quantileOfSorted } from '../statistics/sorted-values.ts'
import type { Work } from '../work.ts'
import { cosineTransform } from './cosine-transform.ts'
import { binLinearly } from './kernel-density.ts'

/** How wide the kernel of a density is chosen. */
export type BandwidthRule = 'silverman' | 'botev'

/**
 * Silverman's rule of thumb: 0.9 × min(sd, interquartile range ÷ 1.34) ÷ n^⅕, as R's `bw.nrd0`.
 *
 * @param sorted ascending, finite
 * @returns the standard deviation of the kernel, in the values' unit; 0 for a constant, NaN without a value
 */
export function* silvermanBandwidth(sorted: Float64Array): Work<number> {
  const n = sorted.length
  if (n === 0) return NaN
  if (sorted[0] === sorted[n - 1]) return 0
  const { sd } = yield* moments(sorted)
  const range = (quantileOfSorted(sorted, 0.75) - quantileOfSorted(sorted, 0.25)) / 1.34
  return (0.9 * (range > 0 ? Math.min(sd, range) : sd)) / power(n, 0.2)
}

const CELLS = 4096
const STAGES = 7

/**
 * Botev's plug-in bandwidth (improved Sheather–Jones): follows several modes where a rule of thumb smooths them away.
 *
 * @param sorted ascending, finite
 * @param view values outside it are left out; a tenth of its width is added at both ends
 * @returns the standard deviation of the kernel, in the values' unit; NaN where the equation has no solution (few or
 *   mostly equal values): take another rule
 *
 * Cost: linear, some 15 ms for a million values. Source: Botev, Grotowski & Kroese, Annals of Statistics 38 (2010).
 */
export function* botevBandwidth(sorted: Float64Array, view: readonly [number, number]): Work<number> {
  const width = (view[1] - view[0]) * 1.2
  const low = view[0] - width / 12
  if (!(width > 0) || width === Infinity) return NaN
  const { weights, used, distinct } = yield* binLinearly(sorted, low, width / (CELLS - 1), CELLS)
  if (distinct < 2) return NaN
  const squares = cosineTransform(weights.map((weight) => weight / used))
  for (let k = 0; k < CELLS; k++) squares[k] = squares[k]! * squares[k]!
  yield
  const time = yield* smallestRoot((t) => t - nextTime(t, squares, distinct))
  return time === null ? NaN : Math.sqrt(time) * width
}

/** ξγ^[7](t) of the paper: the squared bandwidth that follows from t, in units of the squared width. */
function nextTime(t: number, squares: Float64Array, n: number): number {
  let roughness = derivativeNorm(STAGES, t, squares)
  for (let s = STAGES - 1; s >= 2; s--) {
    let odd = 1
    for (let k = 3; k < 2 * s; k += 2) odd *= k
    const constant = (1 + power(0.5, s + 0.5)) / 3
    const time = power((2 * constant * odd) / (SQRT_TAU * n * roughness), 2 / (3 + 2 * s))
    roughness = derivativeNorm(s, time, squares)
  }
  return power(2 * n * SQRT_PI * roughness, -0.4)
}

/** The squared norm of the s-th derivative of the density smoothed by t. */
function derivativeNorm(s: number, t: number, squares: Float64Array): number {
  let sum = 0
  for (let k = 1; k < squares.length; k++) {
    const decay = PI_SQUARED * k * k * t
    if (decay > 745) break
    let term = squares[k]! * exp(-decay)
    for (let i = 0; i < s; i++) term *= k * k
    sum += term
  }
  let scale = 2
  for (let i = 0; i < s; i++) scale *= PI_SQUARED
  return scale * sum
}

/** Where f first rises through 0 in (0, 0.1]; null: nowhere. */
function* smallestRoot(f: (t: number) => number): Work<number | null> {
  let low = 0
  let high = 1e-9
  while (!(f(high) > 0)) {
    low = high
    high *= 2
    if (high > 0.1) return null
    yield
  }
  for (let step = 0; step < 60 && high - low > high * 1e-12; step++) {
    const middle = (low + high) / 2
    if (f(middle) > 0) high = middle
    else low = middle
    if (step % 8 === 7) yield
  }
  return high
}

function power(base: number, exponent: number): number {
  return exp(exponent * log(base))
}

const SQRT_PI = 1.772453850905516
const SQRT_TAU = 2.5066282746310002
const PI_SQUARED = 9.869604401089358
