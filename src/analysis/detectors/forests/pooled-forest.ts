import type { Detector } from '../detector.ts'
import { cutAtPooledGain } from './cut-rules.ts'
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

/** Of the hyperplanes drawn for a cut, the one that parts its rows best is taken. */
export type PooledForestParams = HyperplaneParams & { readonly candidates: number }

/**
 * A forest whose cuts fall where they part the rows best: along a random direction through a few columns, at the
 * place where the two sides together spread least.
 * Source: Cortes, arXiv 2110.13402 (pooled gain, the fair-cut forest), after Liu, Ting & Zhou's SCiForest (2010);
 * density scores after Cortes, arXiv 2111.11639.
 */
export const pooledForest: Detector<PooledForestParams, HyperplaneModel> = {
  info: {
    id: 'pooled-forest',
    name: 'Pooled-gain forest',
    family: 'forests',
    source: 'Cortes, arXiv 2110.13402 and 2111.11639; Liu, Ting & Zhou, ECML PKDD 2010',
    summary:
      'Cuts the data where it falls apart into groups; rows in much space with few others in it score high.',
    goodAt: 'Rows between and outside of groups, such as kinds of customers or machines in one table.',
    badAt:
      'Tables without groups, where a cut at random does as well, and columns with few different values.',
    params: [
      ...HYPERPLANE_PARAMS,
      {
        kind: 'number',
        key: 'candidates',
        label: 'Directions per cut',
        help: 'So many random directions are tried for each cut, and the one that parts the rows best is taken. More make the trees alike.',
        min: 1,
        max: 50,
        step: 1,
        integer: true,
      },
    ],
    cost: 'linear',
    seeded: true,
    additive: true,
  },
  defaults: {
    trees: 100,
    sampleSize: 256,
    columnsPerCut: 2,
    scoring: 'density',
    columnChoice: 'even',
    candidates: 1,
  },

  fit(x, params, run) {
    const growth = {
      rule: cutAtPooledGain,
      candidates: params.candidates,
      // A cut at the best place takes clumps of rows off first, so that single rows lie deeper than in a random tree.
      heightLimit: (sampleSize: number) => 2 * heightLimitOf(sampleSize),
    }
    return fitHyperplanes(x, params, growth, run)
  },
  score: scoreHyperplanes,
  explain: explainHyperplanes,
  serialize: (model) => serializeHyperplanes('pooled-forest', model),
  deserialize: (record) => deserializeHyperplanes('pooled-forest', record),
}
