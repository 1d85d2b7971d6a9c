import type { Ranking } from '../workers/engine.api.ts'

/** What of the ranking was learned from decisions. */
export interface LearningState {
  /** Whether decisions may change the order: on unless the user says no. */
  readonly on: boolean
  /** The detector's own ranking, whatever is shown; null while there is none. */
  readonly own: Ranking | null
  /** The first rows of the order that is being learned; null when the whole order is there, or nothing is learned. */
  readonly next: Uint32Array | null
  readonly busy: boolean
  /** Why the order could not be learned. */
  readonly problem: string | null
}

export const noLearning: LearningState = { on: true, own: null, next: null, busy: false, problem: null }
