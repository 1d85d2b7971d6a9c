import { averagePathLength } from '../../math/harmonic.ts'
import { log2 } from '../../math/logarithm.ts'
import type { Detector } from '../detector.ts'
import { extendedIsolationForest } from '../forests/extended-isolation-forest.ts'
import { isolationForest } from '../forests/isolation-forest.ts'
import type { IsolationForestModel } from '../forests/isolation-forest.ts'
import { pooledForest } from '../forests/pooled-forest.ts'

/** A detector that Auto may run. */
export interface Member {
  readonly detector: Detector
  /** The figure that the detector's contributions add up to, but for a constant, from a row's score. */
  figureOf(score: number, model: unknown): number
}

export type MemberId = 'iforest' | 'eif' | 'pooled-forest'

const identity = (score: number): number => score

export const MEMBERS: Readonly<Record<MemberId, Member>> = {
  iforest: {
    detector: isolationForest,
    // The score is 2^(−E[h] / c(ψ)), and contributions add up to c(ψ) − E[h].
    figureOf: (score, { sampleSize }: IsolationForestModel) => log2(score) * averagePathLength(sampleSize),
  } satisfies Member,
  eif: { detector: extendedIsolationForest, figureOf: identity },
  'pooled-forest': { detector: pooledForest, figureOf: identity },
}
