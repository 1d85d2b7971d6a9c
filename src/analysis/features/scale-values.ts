import { normalQuantile } from '../math/normal.ts'
import type { ScaleKind } from '../preprocess/preprocessing.ts'
import { quantileOfSorted } from '../statistics/sorted-values.ts'
import type { Scale } from './encoder.ts'

/** Landmarks of a quantile scale. */
const MOST_QUANTILES = 1000
/** A normal scale ends where this share of a normal distribution is left. */
const TAIL = 1e-7

/**
 * Learns a scale from values.
 *
 * @param sorted finite values, ascending; none: every value becomes 0, or the middle
 * @param rows fitted ones, those without a value among them: a quantile scale has up to that many landmarks
 * @returns null for `none`. A column without a spread is only moved. Where the quartiles agree, the robust
 *   scale divides by the standard deviation instead
 *
 * Cost: linear. Source: StandardScaler (divisor n), RobustScaler, MinMaxScaler and QuantileTransformer of
 * scikit-learn.
 */
export function fitScale(sorted: Float64Array, kind: ScaleKind, rows = sorted.length): Scale | null {
  switch (kind) {
    case 'none':
      return null
    case 'standard': {
      const { mean, deviation } = spreadOf(sorted)
      return linear('standard', mean, deviation)
    }
    case 'robust': {
      if (sorted.length === 0) return linear('robust', 0, 0)
      const range = quantileOfSorted(sorted, 0.75) - quantileOfSorted(sorted, 0.25)
      const median = quantileOfSorted(sorted, 0.5)
      return linear('robust', median, range > 0 ? range : spreadOf(sorted).deviation)
    }
    case 'min-max': {
      if (sorted.length === 0) return linear('min-max', 0, 0)
      return linear('min-max', sorted[0]!, sorted[sorted.length - 1]! - sorted[0]!)
    }
    case 'quantile-uniform':
      return { kind: 'quantiles', to: 'uniform', quantiles: landmarks(sorted, rows) }
    case 'quantile-normal':
      return { kind: 'quantiles', to: 'normal', quantiles: landmarks(sorted, rows) }
  }
}

function linear(of: 'standard' | 'robust' | 'min-max', shift: number, spread: number): Scale {
  const factor = spread > 0 && 1 / spread < Infinity && spread < Infinity ? 1 / spread : 1
  return { kind: 'linear', of, shift, factor }
}

function spreadOf(values: Float64Array): { readonly mean: number; readonly deviation: number } {
  if (values.length === 0) return { mean: 0, deviation: 0 }
  if (values[0] === values[values.length - 1]) return { mean: values[0]!, deviation: 0 }
  let mean = 0
  for (let i = 0; i < values.length; i++) mean += (values[i]! - mean) / (i + 1)
  let squares = 0
  for (let i = 0; i < values.length; i++) {
    const difference = values[i]! - mean
    squares += difference * difference
  }
  return { mean, deviation: Math.sqrt(squares / values.length) }
}

function landmarks(sorted: Float64Array, rows: number): Float64Array {
  const count = sorted.length === 0 ? 0 : Math.min(MOST_QUANTILES, rows)
  const quantiles = new Float64Array(count)
  let largest = -Infinity
  for (let i = 0; i < count; i++) {
    // Rounding must not let a quantile fall below the one before.
    largest = Math.max(largest, quantileOfSorted(sorted, count === 1 ? 0.5 : i / (count - 1)))
    quantiles[i] = largest
  }
  return quantiles
}

/**
 * Values on a scale, in place.
 *
 * @param values finite
 *
 * Cost: linear; a quantile scale looks each value up among its landmarks.
 */
export function applyScale(values: Float64Array, count: number, scale: Scale): void {
  if (scale.kind === 'linear') {
    const { shift, factor } = scale
    for (let i = 0; i < count; i++) values[i] = (values[i]! - shift) * factor
    return
  }
  const { quantiles, to } = scale
  for (let i = 0; i < count; i++) {
    const place = placeAmong(quantiles, values[i]!)
    values[i] = to === 'uniform' ? place : normalPlace(place)
  }
}

/** 0 … 1; a value that several landmarks share has the middle of their places. */
function placeAmong(quantiles: Float64Array, value: number): number {
  const last = quantiles.length - 1
  if (last < 1 || quantiles[0] === quantiles[last]) {
    const only = last < 0 ? 0 : quantiles[0]!
    return value === only || last < 0 ? 0.5 : value < only ? 0 : 1
  }
  if (value <= quantiles[0]!) return 0
  if (value >= quantiles[last]!) return 1
  const above = firstAbove(quantiles, value)
  const below = above - 1
  const low = quantiles[below]!
  if (low < value) return (below + (value - low) / (quantiles[above]! - low)) / last
  let first = below
  while (first > 0 && quantiles[first - 1] === value) first--
  return (first + below) / 2 / last
}

function firstAbove(sorted: Float64Array, value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle]! <= value) low = middle + 1
    else high = middle
  }
  return low
}

const NORMAL_END = -normalQuantile(TAIL)

function normalPlace(place: number): number {
  if (place <= TAIL) return -NORMAL_END
  if (place >= 1 - TAIL) return NORMAL_END
  return normalQuantile(place)
}
