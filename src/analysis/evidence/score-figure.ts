import type { AutoModel } from '../detectors/ensembles/auto-model.ts'
import type { HyperplaneModel } from '../detectors/forests/hyperplane-model.ts'
import type { IsolationForestModel } from '../detectors/forests/isolation-forest.ts'
import { packagePathLength, type MlIsolationForestModel } from '../detectors/forests/ml-isolation-forest.ts'
import { MEMBERS } from '../detectors/ensembles/auto-members.ts'
import { averagePathLength } from '../math/harmonic.ts'
import { log2 } from '../math/logarithm.ts'

/**
 * What a detector's contributions add up to: base + sign × their sum is the figure, and the score follows from the
 * figure alone.
 */
export interface ScoreFigure {
  /** Of the figure: `cuts` of a forest, the `score` itself, its `square`, or standard `deviations` from the mean. */
  readonly unit: 'cuts' | 'score' | 'square' | 'deviations'
  /** Where a row begins before any column has had its say. */
  readonly base: number
  /** −1 where a smaller figure is more anomalous. */
  readonly sign: 1 | -1
  /** The figure of a row with this score. */
  of(score: number): number
}

const SQUARES = ['mahalanobis', 'robust-mahalanobis', 'kmeans', 'autoencoder']

/**
 * @param detector its id
 * @param additive of its registry entry
 * @param model as it was fitted
 * @returns null where contributions do not add up to the score
 */
export function figureOf(detector: string, additive: boolean, model: unknown): ScoreFigure | null {
  if (!additive) return null
  switch (detector) {
    // A model belongs to the detector that fitted it.
    case 'iforest':
      return cuts(averagePathLength((model as IsolationForestModel).sampleSize))
    case 'ml-iforest':
      return cuts(packagePathLength((model as MlIsolationForestModel).rowCount))
    case 'eif':
    case 'pooled-forest': {
      const { scoring, sampleSize } = model as HyperplaneModel
      return scoring === 'depth' ? cuts(averagePathLength(sampleSize)) : SCORE
    }
    case 'auto':
      return { unit: 'deviations', base: autoBase(model as AutoModel), sign: 1, of: (score) => score }
    default:
      return SQUARES.includes(detector) ? SQUARE : SCORE
  }
}

const SCORE: ScoreFigure = { unit: 'score', base: 0, sign: 1, of: (score) => score }
const SQUARE: ScoreFigure = { unit: 'square', base: 0, sign: 1, of: (score) => score * score }

/** The score is 2^(−cuts / c), where c is how many cuts set a row apart that is like all others. */
function cuts(c: number): ScoreFigure {
  return { unit: 'cuts', base: c, sign: -1, of: (score) => -log2(score) * c }
}

/** Each member's figure, as `MEMBERS` has it, begins at −c(ψ) or at 0, and is brought to the scale of all. */
function autoBase({ members }: AutoModel): number {
  let base = 0
  for (const { id, model, centre, spread } of members) {
    const start = id === 'iforest' ? MEMBERS[id].figureOf(0.5, model) : 0
    base += (start - centre) / (spread * members.length)
  }
  return base
}
