import type { FeatureMatrix } from '../../features/feature-matrix.ts'
import type { HyperplaneForest } from '../../kernels/hyperplane-forest.ts'
import { hyperplaneTreeCount } from '../../kernels/hyperplane-forest.ts'
import { exp2 } from '../../math/exponential.ts'
import { averagePathLength } from '../../math/harmonic.ts'
import type { RunContext } from '../../run-context.ts'
import type { ModelRecord, ParamInfo } from '../detector.ts'
import { requireRowsAndColumns, requireSameColumns } from '../input-checks.ts'
import { readRecord } from '../model-record.ts'
import { sampleRows } from '../sample-rows.ts'
import { evenWeights, heavyTailedFirst } from './column-weights.ts'
import type { CutRule } from './cut-rules.ts'
import { leafContributions } from './hyperplane-explain.ts'
import { packHyperplanes, readHyperplanes } from './hyperplane-record.ts'
import { scoreByLeaves } from './hyperplane-score.ts'
import { createHyperplaneBuilder, type Scoring } from './hyperplane-tree-fit.ts'
import { gatherSeen, middleValues } from './tree-sample.ts'

// What the forests whose cuts go across several columns have in common: all but how a cut is chosen.

export interface HyperplaneModel {
  readonly columnCount: number
  /** ψ: rows in each tree's sample. */
  readonly sampleSize: number
  readonly scoring: Scoring
  readonly forest: HyperplaneForest
}

export type HyperplaneParams = {
  readonly trees: number
  readonly sampleSize: number
  readonly columnsPerCut: number
  readonly scoring: string
  readonly columnChoice: string
}

/** How a node's cut is chosen, and how far the trees grow. */
export interface Growth {
  readonly rule: CutRule
  /** Hyperplanes drawn per cut, of which the rule's best is taken. */
  readonly candidates: number
  /** @param sampleSize ψ */
  heightLimit(sampleSize: number): number
}

const MAX_ROWS_PER_TREE = 32768
const MAX_COLUMNS_PER_CUT = 10

/** Beyond every tree's stream of the run's generator. */
const FILL_STREAM = 1_000_000

export function fitHyperplanes(
  x: FeatureMatrix,
  params: HyperplaneParams,
  growth: Growth,
  run: RunContext,
): HyperplaneModel {
  requireRowsAndColumns(x)
  const sampleSize = Math.min(params.sampleSize, x.rowCount)
  const scoring = params.scoring === 'depth' ? 'depth' : 'density'
  const builder = createHyperplaneBuilder({
    sampleSize,
    width: Math.min(params.columnsPerCut, x.columns.length),
    scoring,
    heightLimit: growth.heightLimit(sampleSize),
    candidates: growth.candidates,
    rule: growth.rule,
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
}

/** With `density` the mean over the trees of −log density; with `depth` 2^(−E[h] / c(ψ)). */
export function scoreHyperplanes(model: HyperplaneModel, x: FeatureMatrix, run: RunContext): Float32Array {
  requireSameColumns(x, model.columnCount)
  const trees = hyperplaneTreeCount(model.forest)
  if (model.scoring === 'density') return scoreByLeaves(model.forest, x, (sum) => sum / trees, run)
  const normaliser = trees * averagePathLength(model.sampleSize)
  return scoreByLeaves(model.forest, x, (sum) => (normaliser > 0 ? exp2(-sum / normaliser) : 0.5), run)
}

/** With `density` adds up over the sources to the score, with `depth` to c(ψ) − E[h]. */
export function explainHyperplanes(
  model: HyperplaneModel,
  x: FeatureMatrix,
  rows: Uint32Array,
  run: RunContext,
): Float64Array {
  requireSameColumns(x, model.columnCount)
  return leafContributions(model.forest, x, rows, model.scoring === 'density' ? 1 : -1, run)
}

export function serializeHyperplanes(detector: string, model: HyperplaneModel): ModelRecord {
  const { columnCount, sampleSize, scoring } = model
  return { detector, version: 1, columnCount, sampleSize, scoring, ...packHyperplanes(model.forest) }
}

/** @throws InvalidModelError */
export function deserializeHyperplanes(detector: string, record: unknown): HyperplaneModel {
  const fields = readRecord(record, detector, 1)
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
}

/** Parameters that these forests share, for the form and for validation. */
export const HYPERPLANE_PARAMS: readonly ParamInfo[] = [
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
]
