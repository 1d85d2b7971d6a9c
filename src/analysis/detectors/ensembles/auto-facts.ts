import type { FeatureMatrix } from '../../features/feature-matrix.ts'
import type { Rng } from '../../run-context.ts'
import { sampleRows } from '../sample-rows.ts'

/** What of a table decides how it is looked at. */
export interface DataFacts {
  readonly rows: number
  /** Source columns whose values vary. */
  readonly varying: number
  /** Of these: whose matrix columns hold at most two values each (yes/no columns, categories). */
  readonly indicators: number
}

/** Rows that are looked at: enough to see whether a column has more than two values. */
const LOOKED_AT = 4096

/**
 * @param rng draws the rows that are looked at
 * Cost: constant in the rows.
 */
export function factsOf(x: FeatureMatrix, rng: Rng): DataFacts {
  const rows = sampleRows(x.rowCount, Math.min(LOOKED_AT, x.rowCount), rng)
  const most = new Int32Array(x.sources.length)
  for (const [c, column] of x.columns.entries()) {
    const source = x.sourceOf[c]!
    most[source] = Math.max(most[source]!, upToThree(column, rows))
  }
  let varying = 0
  let indicators = 0
  for (const kinds of most) {
    if (kinds > 1) varying++
    if (kinds === 2) indicators++
  }
  return { rows: x.rowCount, varying, indicators }
}

/** How many different finite values there are at the rows: 0, 1, 2, or 3 for more. */
function upToThree(values: Float32Array, rows: Uint32Array): number {
  let count = 0
  let first = 0
  let second = 0
  for (const row of rows) {
    const value = values[row]!
    if (!Number.isFinite(value) || (count > 0 && value === first) || (count > 1 && value === second)) continue
    if (count === 2) return 3
    if (count === 0) first = value
    else second = value
    count++
  }
  return count
}
