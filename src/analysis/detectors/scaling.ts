import type { FeatureMatrix } from '../features/feature-matrix.ts'

/** How matrix columns are brought to one scale: (value − shift) × factor. Plain data. */
export interface Scaling {
  /** (columns,) */
  readonly shift: Float64Array
  /** (columns,) ≥ 0; 0 for a column without a spread, which then says nothing. */
  readonly factor: Float64Array
}

/** `standard`: mean 0 and standard deviation 1 (divisor n). `min-max`: from 0 to 1. */
export type ScalingKind = 'standard' | 'min-max'

/** Scaled values are kept within this, so that squares and their sums stay finite in Float32. */
const MOST = 1e15

/**
 * Learns the scale of each column, for detectors that compare distances. The matrix columns of one source
 * column (one-hot values, parts of a time) share its weight: each counts 1/√(number of them), so that in
 * squared distances a source column counts once.
 *
 * @param x finite values; stand-ins for missing ones do not shape a scale. Where the user chose a scale, it holds, and
 *   only the weights are learned
 *
 * Cost: two passes over the values.
 */
export function fitScaling(x: FeatureMatrix, kind: ScalingKind): Scaling {
  const shift = new Float64Array(x.columns.length)
  const factor = new Float64Array(x.columns.length)
  const width = new Int32Array(x.sources.length)
  for (const source of x.sourceOf) width[source]!++
  for (const [c, values] of x.columns.entries()) {
    const source = x.sourceOf[c]!
    const weight = Math.sqrt(Math.max(0, x.sources[source]!.weight) / width[source]!)
    if (x.scaled === true) {
      factor[c] = weight
      continue
    }
    const { centre, spread } = measure(values, x.standIns?.[c] ?? null, kind)
    shift[c] = centre
    factor[c] = spread > 0 ? weight / spread : 0
  }
  return { shift, factor }
}

function measure(values: Float32Array, standIns: Uint8Array | null, kind: ScalingKind) {
  let count = 0
  let sum = 0
  let least = Infinity
  let greatest = -Infinity
  for (let row = 0; row < values.length; row++) {
    if (standIns !== null && standIns[row] === 1) continue
    const value = values[row]!
    count++
    sum += value
    if (value < least) least = value
    if (value > greatest) greatest = value
  }
  if (count === 0 || least === greatest) return { centre: count === 0 ? 0 : least, spread: 0 }
  if (kind === 'min-max') return { centre: least, spread: greatest - least }
  const mean = sum / count
  let squares = 0
  for (let row = 0; row < values.length; row++) {
    if (standIns !== null && standIns[row] === 1) continue
    const difference = values[row]! - mean
    squares += difference * difference
  }
  return { centre: mean, spread: Math.sqrt(squares / count) }
}

/**
 * Writes rows [start, start + count) on their scales, row after row: out[i × columns + c]. NaN becomes 0 (the
 * centre of a standard scale); values beyond ±10¹⁵, and ±∞, become that.
 */
export function scaleRows(
  x: FeatureMatrix,
  { shift, factor }: Scaling,
  start: number,
  count: number,
  out: Float32Array | Float64Array,
): void {
  const width = x.columns.length
  for (let c = 0; c < width; c++) {
    const values = x.columns[c]!
    const from = shift[c]!
    const by = factor[c]!
    for (let i = 0, at = c; i < count; i++, at += width) {
      const value = by === 0 ? 0 : (values[start + i]! - from) * by
      out[at] = value > MOST ? MOST : value < -MOST ? -MOST : value === value ? value : 0
    }
  }
}
