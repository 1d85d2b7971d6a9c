import type { FeatureMatrix } from '../../features/feature-matrix.ts'
import type { HyperplaneForest } from '../../kernels/hyperplane-forest.ts'
import { hyperplaneKernelFor } from '../../kernels/hyperplane-kernel.ts'
import { sumLeafValues } from '../../kernels/hyperplane-walk.ts'
import type { RunContext } from '../../run-context.ts'

/**
 * A figure per row from the sum of its leaves' values over the trees.
 *
 * @returns (rows,)
 */
export function scoreByLeaves(
  forest: HyperplaneForest,
  x: FeatureMatrix,
  scoreOf: (sum: number) => number,
  run: RunContext,
): Float32Array {
  const kernel = hyperplaneKernelFor(forest)
  const scores = new Float32Array(x.rowCount)
  const sums = new Float64Array(Math.min(CHUNK, x.rowCount))
  for (let start = 0; start < x.rowCount; start += CHUNK) {
    run.checkpoint()
    run.progress(start, x.rowCount)
    const rows = Math.min(CHUNK, x.rowCount - start)
    const chunk = sums.subarray(0, rows)
    if (kernel === null) sumLeafValues(forest, x.columns, start, chunk)
    else kernel(x.columns, start, chunk)
    for (let i = 0; i < rows; i++) scores[start + i] = scoreOf(sums[i]!)
  }
  run.progress(x.rowCount, x.rowCount)
  return scores
}

/** Rows between two looks at the run: some 40 ms of work. */
const CHUNK = 16384
