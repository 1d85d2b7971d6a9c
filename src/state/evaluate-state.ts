/** The parts of the Evaluate screen. */
export type EvaluateSection = 'labels' | 'compare' | 'unlabelled'

/** What the Evaluate screen looks at: kept here so that other screens can lead to it. */
export interface EvaluateState {
  readonly section: EvaluateSection
}

export const firstEvaluate: EvaluateState = { section: 'labels' }
