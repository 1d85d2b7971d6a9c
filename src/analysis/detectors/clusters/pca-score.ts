/** What a row's score is taken from: the components, and how. */
export interface Projection {
  /** `weighted`: Σ t²/λ; `reconstruction`: squared length of what the components do not reach. */
  readonly kind: PcaScore
  /** (columns,) mean on the standardised scale. */
  readonly mean: Float64Array
  /** (components × columns) unit vectors, row-major. */
  readonly components: Float64Array
  /** (components,) variances along them. */
  readonly variances: Float64Array
}

export type PcaScore = 'weighted' | 'reconstruction'

const GREATEST_FLOAT32 = 3.4028234663852886e38

/**
 * Scores rows that lie one after another.
 *
 * @param block (count × columns) on the standardised scale; is overwritten
 * Cost: count × components × columns, twice that for `reconstruction`.
 */
export function scoreBlock(
  { kind, mean, components, variances }: Projection,
  block: Float64Array,
  count: number,
  scores: Float32Array,
  start: number,
): void {
  const d = mean.length
  const used = components.length / d
  for (let i = 0; i < count; i++) {
    const at = i * d
    for (let c = 0; c < d; c++) block[at + c]! -= mean[c]!
    let sum = 0
    if (kind === 'weighted') {
      for (let k = 0; k < used; k++) {
        const t = along(block, at, components, k * d, d)
        sum += (t * t) / variances[k]!
      }
    } else {
      for (let k = 0; k < used; k++) {
        takeAway(block, at, components, k * d, d, along(block, at, components, k * d, d))
      }
      for (let c = 0; c < d; c++) sum += block[at + c]! * block[at + c]!
    }
    scores[start + i] = sum < GREATEST_FLOAT32 ? sum : GREATEST_FLOAT32
  }
}

/** Each column's part of a row's score; the parts add up to it. Overwrites the row. */
export function scoreParts(projection: Projection, row: Float64Array): Float64Array {
  const { kind, mean, components, variances } = projection
  const d = mean.length
  const used = components.length / d
  const parts = new Float64Array(d)
  for (let c = 0; c < d; c++) row[c]! -= mean[c]!
  for (let k = 0; k < used; k++) {
    const t = along(row, 0, components, k * d, d)
    if (kind === 'reconstruction') takeAway(row, 0, components, k * d, d, t)
    else for (let c = 0; c < d; c++) parts[c]! += (t / variances[k]!) * components[k * d + c]! * row[c]!
  }
  if (kind === 'reconstruction') for (let c = 0; c < d; c++) parts[c] = row[c]! * row[c]!
  return parts
}

function along(values: Float64Array, at: number, components: Float64Array, from: number, d: number): number {
  let even = 0
  let odd = 0
  let c = 0
  for (; c + 1 < d; c += 2) {
    even += values[at + c]! * components[from + c]!
    odd += values[at + c + 1]! * components[from + c + 1]!
  }
  return c < d ? even + odd + values[at + c]! * components[from + c]! : even + odd
}

function takeAway(
  values: Float64Array,
  at: number,
  components: Float64Array,
  from: number,
  d: number,
  t: number,
): void {
  for (let c = 0; c < d; c++) values[at + c]! -= t * components[from + c]!
}
