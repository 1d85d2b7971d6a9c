import type { Detector } from '../detector.ts'
import { cutAtRandom } from './cut-rules.ts'
import type { HyperplaneModel, HyperplaneParams } from './hyperplane-model.ts'
import {
  deserializeHyperplanes,
  explainHyperplanes,
  fitHyperplanes,
  HYPERPLANE_PARAMS,
  scoreHyperplanes,
  serializeHyperplanes,
} from './hyperplane-model.ts'
import { heightLimitOf } from './isolation-tree-fit.ts'

/**
 * Extended Isolation Forest: random cuts across several columns at once. Scored by density, a row's score is the
 * mean over the trees of −log of (share of the tree's rows / share of the volume) of its leaf.
 * Source: Hariri, Carrasco Kind & Brunner, TKDE 2019; density scores after Cortes, arXiv 2111.11639.
 */
export const extendedIsolationForest: Detector<HyperplaneParams, HyperplaneModel> = {
  info: {
    id: 'eif',
    name: 'Extended isolation forest',
    family: 'forests',
    source: 'Hariri, Carrasco Kind & Brunner, TKDE 2019; density scores: Cortes, arXiv 2111.11639',
    summary:
      'Cuts the data at random across several columns at once; rows with much empty space around them score high.',
    goodAt: 'Unusual combinations of values, rows far out in several columns, and tables of any size.',
    badAt: 'A value that is odd in one column alone among many, and columns with few different values.',
    params: HYPERPLANE_PARAMS,
    cost: 'linear',
    seeded: true,
    additive: true,
  },
  defaults: { trees: 100, sampleSize: 256, columnsPerCut: 3, scoring: 'density', columnChoice: 'even' },

  fit: (x, params, run) =>
    fitHyperplanes(x, params, { rule: cutAtRandom, candidates: 1, heightLimit: heightLimitOf }, run),
  score: scoreHyperplanes,
  explain: explainHyperplanes,
  serialize: (model) => serializeHyperplanes('eif', model),
  deserialize: (record) => deserializeHyperplanes('eif', record),
}
