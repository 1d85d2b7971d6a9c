import { IsolationForest } from 'ml-isolation-forest'
import type { TreeNode } from 'ml-isolation-forest'
import type { FeatureMatrix } from '../../features/feature-matrix.ts'
import type { Forest } from '../../kernels/forest.ts'
import { treeCount } from '../../kernels/forest.ts'
import { log } from '../../math/logarithm.ts'
import type { Detector } from '../detector.ts'
import { pathContributions } from './forest-explain.ts'
import { packForest, readForest } from './forest-record.ts'
import { scoreByPathLength } from './forest-score.ts'
import { requireAtMost, requireRowsAndColumns, requireSameColumns } from '../input-checks.ts'
import { nodeTreesToForest } from './ml-forest-arrays.ts'
import { readRecord } from '../model-record.ts'
import { withSeededRandom } from './with-seeded-random.ts'

export type MlIsolationForestParams = {
  readonly trees: number
}

export interface MlIsolationForestModel {
  readonly columnCount: number
  /** Rows it was trained on: every tree sees all of them. */
  readonly rowCount: number
  readonly forest: Forest
}

const MAX_ROWS = 5000

/**
 * The npm package ml-isolation-forest 0.1.0, for comparison: its trees and its scores, from its own
 * training. It differs from the paper: every tree sees all rows, so that groups of anomalies hide
 * each other; a constant column burns a level of the tree; and its c(n) misses a factor on γ.
 */
export const mlIsolationForest: Detector<MlIsolationForestParams, MlIsolationForestModel> = {
  info: {
    id: 'ml-iforest',
    name: 'Isolation forest (ml-isolation-forest)',
    family: 'forests',
    source: 'npm package ml-isolation-forest 0.1.0',
    summary:
      'The isolation forest of the npm package ml-isolation-forest, as a second opinion on small tables.',
    goodAt: 'Comparing with results that were made with that package.',
    badAt: 'Tables of more than a few thousand rows, groups of similar anomalies, and constant columns.',
    params: [
      {
        kind: 'number',
        key: 'trees',
        label: 'Trees',
        help: 'More trees give steadier scores and take longer in proportion.',
        min: 1,
        max: 500,
        step: 10,
        integer: true,
      },
    ],
    cost: 'n log n',
    maxRows: MAX_ROWS,
    seeded: true,
    additive: true,
    usesMathRandom: true,
  },
  defaults: { trees: 100 },

  fit(x, params, run) {
    requireRowsAndColumns(x)
    requireAtMost(x, MAX_ROWS, 'ml-isolation-forest', 'every one of its trees keeps all rows')
    const rows = toRows(x)
    const trees: TreeNode[] = []
    for (let t = 0; t < params.trees; t++) {
      run.checkpoint()
      run.progress(t, params.trees)
      // Its trees do not know of each other: one forest of one tree at a time can be stopped in between.
      const one = new IsolationForest({ nEstimators: 1 })
      withSeededRandom(run.rng.fork(t), () => one.train(rows))
      trees.push(...one.forest)
    }
    run.progress(params.trees, params.trees)
    return {
      columnCount: x.columns.length,
      rowCount: x.rowCount,
      forest: nodeTreesToForest(trees, packagePathLength),
    }
  },

  score(model, x, run) {
    requireSameColumns(x, model.columnCount)
    return scoreByPathLength(
      model.forest,
      x,
      treeCount(model.forest) * packagePathLength(model.rowCount),
      run,
    )
  },

  /** Adds up over the sources to the package's c(rows) − mean path length. */
  explain(model, x, rows, run) {
    requireSameColumns(x, model.columnCount)
    return pathContributions(model.forest, x, rows, run)
  },

  serialize(model) {
    return {
      detector: 'ml-iforest',
      version: 1,
      columnCount: model.columnCount,
      rowCount: model.rowCount,
      ...packForest(model.forest),
    }
  },

  deserialize(record) {
    const fields = readRecord(record, 'ml-iforest', 1)
    const columnCount = fields.integer('columnCount', 1, 1e6)
    const rowCount = fields.integer('rowCount', 1, MAX_ROWS)
    return { columnCount, rowCount, forest: readForest(fields, columnCount) }
  },
}

/** The package's own c(n): γ stands outside the factor 2, so it is .577 less than the paper's. */
export function packagePathLength(n: number): number {
  if (n < 2) return 0
  if (n === 2) return 1
  return 2 * log(n - 1) + 0.57721 - (2 * (n - 1)) / n
}

function toRows(x: FeatureMatrix): number[][] {
  return Array.from({ length: x.rowCount }, (_, r) => x.columns.map((column) => column[r]!))
}
