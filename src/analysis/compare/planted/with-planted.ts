import type { FeatureMatrix } from '../../features/feature-matrix.ts'
import type { Work } from '../../work.ts'
import type { PlantedRows } from './plant-rows.ts'

/**
 * The matrix with planted rows after its own. The given matrix is not changed.
 *
 * Cost: a copy of the matrix, in slices.
 */
export function* withPlanted(x: FeatureMatrix, planted: readonly PlantedRows[]): Work<FeatureMatrix> {
  const more = planted.reduce((sum, { clumps }) => sum + clumps.length, 0)
  const rowCount = x.rowCount + more
  const columns: Float32Array[] = []
  const standIns: (Uint8Array | null)[] = []
  for (const [at, values] of x.columns.entries()) {
    const longer = new Float32Array(rowCount)
    longer.set(values)
    let next = x.rowCount
    for (const { columns: made, clumps } of planted) {
      longer.set(made[at]!, next)
      next += clumps.length
    }
    columns.push(longer)
    const stands = x.standIns?.[at] ?? null
    standIns.push(stands === null ? null : longerBytes(stands, rowCount))
    yield
  }
  const { names, sourceOf, sources } = x
  return { rowCount, columns, names, sourceOf, sources, ...(x.standIns === undefined ? {} : { standIns }) }
}

/** What is planted stands in for nothing. */
function longerBytes(bytes: Uint8Array, length: number): Uint8Array {
  const longer = new Uint8Array(length)
  longer.set(bytes)
  return longer
}
