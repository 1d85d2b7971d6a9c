import type { FeatureMatrix } from '../../features/feature-matrix.ts'
import type { Forest } from '../../kernels/forest.ts'
import { kernelFor } from '../../kernels/forest-kernel.ts'
import { sumPathLengths } from '../../kernels/forest-walk.ts'
import { exp2 } from '../../math/exponential.ts'
import type { RunContext } from '../../run-context.ts'

/**
 * 2^(−(sum of path lengths) / normaliser) for each row of x.
 *
 * @param normaliser trees × c(ψ); where it is 0 (one row was seen) every row scores ½
 * @returns (rows,) in (0, 1), higher = more anomalous
 */
export function scoreByPathLength(
  forest: Forest,
  x: FeatureMatrix,
  normaliser: number,
  run: RunContext,
): Float32Array {
  const kernel = kernelFor(forest, x.columns.length)
  const scores = new Float32Array(x.rowCount)
  const sums = new Float64Array(Math.min(CHUNK, x.rowCount))
  for (let start = 0; start < x.rowCount; start += CHUNK) {
    run.checkpoint()
    run.progress(start, x.rowCount)
    const rows = Math.min(CHUNK, x.rowCount - start)
    const chunk = sums.subarray(0, rows)
    if (kernel === null) sumPathLengths(forest, x.columns, start, chunk)
    else kernel(x.columns, start, chunk)
    for (let i = 0; i < rows; i++) {
      scores[start + i] = normaliser > 0 ? exp2(-sums[i]! / normaliser) : 0.5
    }
  }
  run.progress(x.rowCount, x.rowCount)
  return scores
}

/** Rows between two looks at the run: some 20 ms of work. */
const CHUNK = 16384
