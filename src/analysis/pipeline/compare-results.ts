/** What the engine tells of rankings beside the page's own: plain data that clones. */
import type { PlantedKind } from '../compare/planted/plant-rows.ts'
import type { PlantedRanks } from '../compare/planted/planted-recall.ts'
import type { DetectRequest, Ranking } from './results.ts'

/** A ranking by another detector, to be compared: not the one that flags rows. */
export interface ComparedRanking extends Pick<
  Ranking,
  'detector' | 'params' | 'seed' | 'order' | 'notes' | 'timingsMs'
> {
  /** What it was asked for with: names it in later calls. */
  readonly request: DetectRequest
  /** (rows,) mid-ranks of the scores, higher = more anomalous: scores without their scale. */
  readonly ranks: Float32Array
}

/** What is planted in one round. */
export interface PlantRequest {
  /** Rows of each kind. */
  readonly perKind: number
  /** Another seed plants other rows. */
  readonly seed: number
}

/** What one round of planting found. */
export interface PlantedRound {
  readonly seed: number
  readonly kinds: readonly PlantedRanks[]
  /** Kinds that cannot be planted in these columns, each with the reason. */
  readonly leftOut: readonly { readonly kind: PlantedKind; readonly why: string }[]
}
