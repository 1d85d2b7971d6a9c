import { exp } from '../math/exponential.ts'
import { SLICE_ROWS, type Work } from '../work.ts'

/** A density on evenly spaced points. */
export interface Density {
  /** Where the first point is, and how far one is from the next. */
  readonly low: number
  readonly step: number
  /** (points,) share of the values per unit; the area under the whole curve is 1. */
  readonly density: Float64Array
  /** Standard deviation of the Gaussian kernel. */
  readonly bandwidth: number
}

/**
 * Puts each value on the two grid points that it lies between, in proportion to its nearness.
 *
 * @param sorted ascending, finite
 * @param low of the first point
 * @returns weights that add up to `used`, the number of values within the grid, of which `distinct` differ
 *
 * Cost: linear, in slices.
 */
export function* binLinearly(
  sorted: Float64Array,
  low: number,
  step: number,
  points: number,
): Work<{ readonly weights: Float64Array; readonly used: number; readonly distinct: number }> {
  const weights = new Float64Array(points)
  let used = 0
  let distinct = 0
  let previous = NaN
  for (let i = 0; i < sorted.length; i++) {
    const value = sorted[i]!
    const at = (value - low) / step
    if (at >= 0 && at <= points - 1) {
      const cell = Math.min(Math.floor(at), points - 2)
      weights[cell]! += cell + 1 - at
      weights[cell + 1]! += at - cell
      used++
      if (value !== previous) distinct++
      previous = value
    }
    if (i % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  return { weights, used, distinct }
}

/** Beyond this many bandwidths a kernel is 0. */
const REACH = 6
/** In steps: all weight is in the middle. */
const NARROWEST = 1e-3

/**
 * A Gaussian kernel density estimate on a grid, by linear binning and convolution.
 *
 * @param sorted ascending, finite
 * @param view where the first and the last point are; values outside count as far as their kernel reaches in
 * @param points on the grid, at least 2
 * @param bandwidth standard deviation of the kernel, in the values' unit
 * @returns null where there is no width: a constant, no value, an endless view. Within (step ÷ bandwidth)² ÷ 8 of
 *   the exact estimate's peak; a kernel narrower than a step is as wide as one
 *
 * Cost: linear in the values, and points × (bandwidth ÷ step). Source: Silverman 1986; Wand & Jones, Kernel Smoothing (1995).
 */
export function* kernelDensity(
  sorted: Float64Array,
  view: readonly [low: number, high: number],
  points: number,
  bandwidth: number,
): Work<Density | null> {
  const step = (view[1] - view[0]) / (points - 1)
  const scale = 1 / (sorted.length * step)
  if (!(bandwidth > 0 && step > 0 && scale > 0 && scale < Infinity)) return null
  const reach = Math.min(4 * points, Math.ceil((REACH * bandwidth) / step))
  const kernel = kernelWeights(Math.max(bandwidth / step, NARROWEST), reach)
  const { weights } = yield* binLinearly(sorted, view[0] - reach * step, step, points + 2 * reach)
  const density = convolve(weights, kernel, points)
  for (let k = 0; k < points; k++) density[k]! *= scale
  return { low: view[0], step, density, bandwidth }
}

/** A Gaussian at whole steps, made to add up to 1. */
function kernelWeights(bandwidthInSteps: number, reach: number): Float64Array {
  const kernel = new Float64Array(reach + 1)
  let sum = 0
  for (let k = 0; k <= reach; k++) {
    const z = k / bandwidthInSteps
    kernel[k] = exp((-z * z) / 2)
    sum += k === 0 ? kernel[k]! : 2 * kernel[k]!
  }
  return kernel.map((weight) => weight / sum)
}

/** @param weights with as many points more at either end as the kernel reaches */
function convolve(weights: Float64Array, kernel: Float64Array, points: number): Float64Array {
  const reach = kernel.length - 1
  const out = new Float64Array(points)
  for (let k = 0; k < points; k++) {
    const centre = k + reach
    let sum = kernel[0]! * weights[centre]!
    for (let d = 1; d <= reach; d++) sum += kernel[d]! * (weights[centre - d]! + weights[centre + d]!)
    out[k] = sum
  }
  return out
}
