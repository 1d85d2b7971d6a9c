/**
 * What a detector sees: Float32 columns without NaN or ±∞, each belonging to one source column
 * of the file, so that explanations and weights are per source column.
 */
export interface FeatureMatrix {
  readonly rowCount: number
  /** One array of rowCount values per matrix column. */
  readonly columns: readonly Float32Array[]
  /** Per matrix column, e.g. `Amount`, `Account type = Corporate`, `Time (hour, sine)`. */
  readonly names: readonly string[]
  /** Per matrix column: index into `sources`. Non-decreasing. */
  readonly sourceOf: Int32Array
  readonly sources: readonly FeatureSource[]
  /**
   * Per matrix column: 1 where the value stands in for a missing or infinite one, so that a detector can learn
   * from the others; null where there is none. Only on a whole matrix, for fitting.
   */
  readonly standIns?: readonly (Uint8Array | null)[]
  /** Whether the user chose a scale: a detector that needs one takes the values as they are. Only for fitting. */
  readonly scaled?: boolean
}

export interface FeatureSource {
  /** Index of the column in the table. */
  readonly column: number
  readonly name: string
  /** Relative chance of this source being looked at by a detector that picks columns at random; shared by its matrix columns. */
  readonly weight: number
}

/** Rows [start, end) of the matrix as views (no copy). */
export function sliceRows(x: FeatureMatrix, start: number, end: number): FeatureMatrix {
  const { names, sourceOf, sources } = x
  const columns = x.columns.map((c) => c.subarray(start, end))
  return { rowCount: end - start, columns, names, sourceOf, sources }
}

/** Some rows of a whole matrix as one to fit on. Cost: rows × columns. */
export function rowsToFit(x: FeatureMatrix, rows: Uint32Array): FeatureMatrix {
  const columns = x.columns.map((column) => {
    const picked = new Float32Array(rows.length)
    gather(column, rows, picked)
    return picked
  })
  const standIns = x.standIns?.map((marks) => {
    if (marks === null) return null
    const picked = new Uint8Array(rows.length)
    gather(marks, rows, picked)
    return picked
  })
  return { ...x, rowCount: rows.length, columns, ...(standIns ? { standIns } : {}) }
}

function gather<T extends Float32Array | Uint8Array>(from: T, rows: Uint32Array, to: T): void {
  for (let i = 0; i < rows.length; i++) to[i] = from[rows[i]!]!
}
