import type { DecisionLabel } from '../analysis/decisions/decision.ts'

/** Labels as the page writes them. */
export const LABEL_WORDS: Readonly<Record<DecisionLabel, string>> = {
  anomaly: 'Anomaly',
  'false-alarm': 'False alarm',
  unsure: 'Unsure',
}

/** The label of a decision, or what there is instead of one. */
export function labelWord(label: DecisionLabel | null): string {
  return label === null ? 'No label' : LABEL_WORDS[label]
}

/** In the order of the buttons. */
export const DECIDE_LABELS: readonly DecisionLabel[] = ['anomaly', 'false-alarm', 'unsure']
