/** A row's score is the squared length of what its standardised values have along these directions. */
export interface Projection {
  readonly kind: PcaScore
  /**
   * (directions × columns) row-major. `weighted`: the components, each divided by its standard deviation, so that
   * the score is Σ t²/λ. `reconstruction`: unit vectors of all that the main components do not reach.
   */
  readonly directions: Float64Array
}

export type PcaScore = 'weighted' | 'reconstruction'

/**
 * Each column's part of a row's score; the parts add up to it.
 *
 * @param row (columns,) standardised
 */
export function scoreParts({ kind, directions }: Projection, row: Float64Array): Float64Array {
  const d = row.length
  const image = new Float64Array(d)
  for (let at = 0; at < directions.length; at += d) {
    let t = 0
    for (let c = 0; c < d; c++) t += row[c]! * directions[at + c]!
    for (let c = 0; c < d; c++) image[c]! += t * directions[at + c]!
  }
  // What is left over is a vector, of which a column has its entry; the weighted distance is row · image.
  return image.map((value, c) => value * (kind === 'weighted' ? row[c]! : value))
}
