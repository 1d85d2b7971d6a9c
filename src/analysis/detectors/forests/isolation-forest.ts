import type { FeatureMatrix } from '../../features/feature-matrix.ts'
import type { Forest } from '../../kernels/forest.ts'
import { treeCount } from '../../kernels/forest.ts'
import { scoreByPathLength } from './forest-score.ts'
import { averagePathLength } from '../../math/harmonic.ts'
import type { Detector } from '../detector.ts'
import { pathContributions } from './forest-explain.ts'
import { evenWeights, heavyTailedFirst } from './column-weights.ts'
import { packForest, readForest } from './forest-record.ts'
import { requireRowsAndColumns, requireSameColumns } from '../input-checks.ts'
import { createForestBuilder } from './isolation-tree-fit.ts'
import type { TreeSample } from './isolation-tree-fit.ts'
import { readRecord } from '../model-record.ts'
import { sampleRows } from '../sample-rows.ts'

export type IsolationForestParams = {
  readonly trees: number
  readonly sampleSize: number
  readonly columnChoice: string
}

export interface IsolationForestModel {
  readonly columnCount: number
  /** ψ: rows in each tree's sample. */
  readonly sampleSize: number
  readonly forest: Forest
}

const MAX_ROWS_PER_TREE = 32768

/**
 * Isolation Forest: rows that few random cuts set apart are anomalies. Score 2^(−E[h] / c(ψ)).
 * Source: Liu, Ting & Zhou, ICDM 2008 and TKDD 2012; with `columnChoice` `even` and equal weights
 * it is theirs, with `heavy-tailed` the split column is drawn as in column-weights.ts.
 */
export const isolationForest: Detector<IsolationForestParams, IsolationForestModel> = {
  info: {
    id: 'iforest',
    name: 'Isolation forest',
    family: 'forests',
    source: 'Liu, Ting & Zhou, ICDM 2008',
    summary: 'Cuts the data at random, again and again; rows that few cuts set apart score high.',
    goodAt: 'Rows far out in one or several columns, tables of any size, and columns of any scale.',
    badAt: 'Rows that are only unusual beside their neighbours, and tables with many columns of pure noise.',
    params: [
      {
        kind: 'number',
        key: 'trees',
        label: 'Trees',
        help: 'More trees give steadier scores and take longer in proportion.',
        min: 1,
        max: 1000,
        step: 10,
        integer: true,
      },
      {
        kind: 'number',
        key: 'sampleSize',
        label: 'Rows per tree',
        help: 'Each tree sees this many rows, drawn at random. Small samples keep groups of anomalies from hiding each other.',
        min: 2,
        max: MAX_ROWS_PER_TREE,
        step: 1,
        integer: true,
      },
      {
        kind: 'choice',
        key: 'columnChoice',
        label: 'Columns to cut',
        help: 'Heavy-tailed columns are where single values stand out; looking at them more often finds such rows more surely.',
        options: [
          { value: 'heavy-tailed', label: 'Heavy-tailed columns more often' },
          { value: 'even', label: 'All columns alike (the original method)' },
        ],
      },
    ],
    cost: 'linear',
    seeded: true,
    additive: true,
  },
  defaults: { trees: 100, sampleSize: 256, columnChoice: 'heavy-tailed' },

  fit(x, params, run) {
    requireRowsAndColumns(x)
    const sampleSize = Math.min(params.sampleSize, x.rowCount)
    const builder = createForestBuilder(sampleSize)
    const even = evenWeights(x)
    for (let tree = 0; tree < params.trees; tree++) {
      run.checkpoint()
      run.progress(tree, params.trees)
      // A generator of its own per tree: a tree does not depend on how many came before it.
      const rng = run.rng.fork(tree)
      const sample = gatherSample(x, sampleRows(x.rowCount, sampleSize, rng))
      builder.addTree(sample, params.columnChoice === 'even' ? even : heavyTailedFirst(x, even, sample), rng)
    }
    run.progress(params.trees, params.trees)
    return { columnCount: x.columns.length, sampleSize, forest: builder.finish() }
  },

  score(model, x, run) {
    requireSameColumns(x, model.columnCount)
    const normaliser = treeCount(model.forest) * averagePathLength(model.sampleSize)
    return scoreByPathLength(model.forest, x, normaliser, run)
  },

  /** Adds up over the sources to c(ψ) − mean path length. */
  explain(model, x, rows, run) {
    requireSameColumns(x, model.columnCount)
    return pathContributions(model.forest, x, rows, run)
  },

  serialize(model) {
    return {
      detector: 'iforest',
      version: 1,
      columnCount: model.columnCount,
      sampleSize: model.sampleSize,
      ...packForest(model.forest),
    }
  },

  deserialize(record) {
    const fields = readRecord(record, 'iforest', 1)
    const columnCount = fields.integer('columnCount', 1, 1e6)
    const sampleSize = fields.integer('sampleSize', 1, MAX_ROWS_PER_TREE)
    return { columnCount, sampleSize, forest: readForest(fields, columnCount) }
  },
}

function gatherSample(x: FeatureMatrix, rows: Uint32Array): TreeSample {
  const size = rows.length
  const values = new Float32Array(size * x.columns.length)
  for (let c = 0; c < x.columns.length; c++) {
    const column = x.columns[c]!
    for (let i = 0; i < size; i++) values[c * size + i] = column[rows[i]!]!
  }
  return { size, values, columnCount: x.columns.length }
}
