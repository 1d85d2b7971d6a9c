import { hyperplaneTreeCount } from '../../kernels/hyperplane-forest.ts'
import type { HyperplaneForest } from '../../kernels/hyperplane-forest.ts'
import { exp2 } from '../../math/exponential.ts'
import { averagePathLength } from '../../math/harmonic.ts'
import type { Detector } from '../detector.ts'
import { requireRowsAndColumns, requireSameColumns } from '../input-checks.ts'
import { readRecord } from '../model-record.ts'
import { sampleRows } from '../sample-rows.ts'
import { evenWeights, heavyTailedFirst } from './column-weights.ts'
import { cutAtRandom } from './cut-rules.ts'
import { leafContributions } from './hyperplane-explain.ts'
import { packHyperplanes, readHyperplanes } from './hyperplane-record.ts'
import { scoreByLeaves } from './hyperplane-score.ts'
import { createHyperplaneBuilder } from './hyperplane-tree-fit.ts'
import { heightLimitOf } from './isolation-tree-fit.ts'
import { gatherSeen, middleValues } from './tree-sample.ts'

export type ExtendedForestParams = {
  readonly trees: number
  readonly sampleSize: number
  readonly columnsPerCut: number
  readonly scoring: string
  readonly columnChoice: string
}

export interface ExtendedForestModel {
  readonly columnCount: number
  /** ψ: rows in each tree's sample. */
  readonly sampleSize: number
  readonly scoring: 'density' | 'depth'
  readonly forest: HyperplaneForest
}

const MAX_ROWS_PER_TREE = 32768
const MAX_COLUMNS_PER_CUT = 10

/**
 * Extended Isolation Forest: random cuts across several columns at once. Scored by density, a row's score is the
 * mean over the trees of −log of (share of the tree's rows / share of the volume) of its leaf.
 * Source: Hariri, Carrasco Kind & Brunner, TKDE 2019; density scores after Cortes, arXiv 2111.11639.
 */
export const extendedIsolationForest: Detector<ExtendedForestParams, ExtendedForestModel> = {
  info: {
    id: 'eif',
    name: 'Extended isolation forest',
    family: 'forests',
    source: 'Hariri, Carrasco Kind & Brunner, TKDE 2019; density scores: Cortes, arXiv 2111.11639',
    summary:
      'Cuts the data at random across several columns at once; rows that end up in much space with few others score high.',
    goodAt: 'Rows far out in one or several columns, unusual combinations of values, and tables of any size.',
    badAt: 'Groups of many equal anomalies, and tables with many columns of pure noise.',
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
        kind: 'number',
        key: 'columnsPerCut',
        label: 'Columns per cut',
        help: 'How many columns each cut looks at together. 1 looks at each column alone; more find unusual combinations of values.',
        min: 1,
        max: MAX_COLUMNS_PER_CUT,
        step: 1,
        integer: true,
      },
      {
        kind: 'choice',
        key: 'scoring',
        label: 'Score by',
        help: 'How a row’s place in the trees becomes its score.',
        options: [
          { value: 'density', label: 'How thinly its surroundings are filled' },
          { value: 'depth', label: 'How few cuts set it apart (the original method)' },
        ],
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
  defaults: { trees: 100, sampleSize: 256, columnsPerCut: 3, scoring: 'density', columnChoice: 'even' },

  fit(x, params, run) {
    requireRowsAndColumns(x)
    const sampleSize = Math.min(params.sampleSize, x.rowCount)
    const scoring = params.scoring === 'depth' ? 'depth' : 'density'
    const builder = createHyperplaneBuilder({
      sampleSize,
      width: Math.min(params.columnsPerCut, x.columns.length),
      scoring,
      heightLimit: heightLimitOf(sampleSize),
      candidates: 1,
      rule: cutAtRandom,
    })
    const even = evenWeights(x)
    const fill = middleValues(x, sampleRows(x.rowCount, sampleSize, run.rng.fork(FILL_STREAM)))
    for (let tree = 0; tree < params.trees; tree++) {
      run.checkpoint()
      run.progress(tree, params.trees)
      // A generator of its own per tree: a tree does not depend on how many came before it.
      const rng = run.rng.fork(tree)
      const sample = gatherSeen(x, sampleRows(x.rowCount, sampleSize, rng), fill)
      builder.addTree(sample, params.columnChoice === 'even' ? even : heavyTailedFirst(x, even, sample), rng)
    }
    run.progress(params.trees, params.trees)
    return { columnCount: x.columns.length, sampleSize, scoring, forest: builder.finish(fill) }
  },

  score(model, x, run) {
    requireSameColumns(x, model.columnCount)
    const trees = hyperplaneTreeCount(model.forest)
    if (model.scoring === 'density') return scoreByLeaves(model.forest, x, (sum) => sum / trees, run)
    const normaliser = trees * averagePathLength(model.sampleSize)
    return scoreByLeaves(model.forest, x, (sum) => (normaliser > 0 ? exp2(-sum / normaliser) : 0.5), run)
  },

  /** Adds up over the sources to the score; with `depth` to c(ψ) − mean path length. */
  explain(model, x, rows, run) {
    requireSameColumns(x, model.columnCount)
    return leafContributions(model.forest, x, rows, model.scoring === 'density' ? 1 : -1, run)
  },

  serialize(model) {
    return {
      detector: 'eif',
      version: 1,
      columnCount: model.columnCount,
      sampleSize: model.sampleSize,
      scoring: model.scoring,
      ...packHyperplanes(model.forest),
    }
  },

  deserialize(record) {
    const fields = readRecord(record, 'eif', 1)
    const columnCount = fields.integer('columnCount', 1, 1e6)
    const sampleSize = fields.integer('sampleSize', 1, MAX_ROWS_PER_TREE)
    const scoring = fields.string('scoring')
    if (scoring !== 'density' && scoring !== 'depth') return fields.fail('the field scoring is damaged')
    return {
      columnCount,
      sampleSize,
      scoring,
      forest: readHyperplanes(fields, columnCount, MAX_COLUMNS_PER_CUT),
    }
  },
}

/** Beyond every tree's. */
const FILL_STREAM = 1_000_000
