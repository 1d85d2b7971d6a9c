import { evenWeights } from '../detectors/forests/column-weights.ts'
import { createForestBuilder } from '../detectors/forests/isolation-tree-fit.ts'
import { requireRowsAndColumns } from '../detectors/input-checks.ts'
import { sampleRows } from '../detectors/sample-rows.ts'
import type { FeatureMatrix } from '../features/feature-matrix.ts'
import type { Forest } from '../kernels/forest.ts'
import type { Rng } from '../run-context.ts'
import type { Work } from '../work.ts'

/** Trees that learning uses where memory allows. */
const TREES = 100
/** Few enough that a leaf's number is one byte. */
const SAMPLE_SIZE = 256
/** One byte per row and tree: more rows get fewer trees, but not less than this many. */
const MOST_BYTES = 134_217_728
const FEWEST_TREES = 10

/**
 * How many trees learning uses for a table: 100 up to 1.3 million rows, which take 128 MB; then as many as stay
 * within that, and none past 13 million rows.
 */
export function treesFor(rows: number): number {
  const affordable = Math.floor(MOST_BYTES / Math.max(1, rows))
  return affordable < FEWEST_TREES ? 0 : Math.min(TREES, affordable)
}

/**
 * An isolation forest as Liu, Ting & Zhou (2008) grow it, all columns alike, to learn on beside any detector.
 *
 * @param x finite values
 * @param rng each tree has a stream of its own
 */
export function* growReferenceForest(x: FeatureMatrix, trees: number, rng: Rng): Work<Forest> {
  requireRowsAndColumns(x)
  const size = Math.min(SAMPLE_SIZE, x.rowCount)
  const builder = createForestBuilder(size)
  const weights = evenWeights(x)
  for (let tree = 0; tree < trees; tree++) {
    const own = rng.fork(tree)
    const rows = sampleRows(x.rowCount, size, own)
    const values = new Float32Array(size * x.columns.length)
    for (const [c, column] of x.columns.entries())
      for (let i = 0; i < size; i++) values[c * size + i] = column[rows[i]!]!
    builder.addTree({ size, values, columnCount: x.columns.length }, weights, own)
    yield
  }
  return builder.finish()
}
