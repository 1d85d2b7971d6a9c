import type { DecisionLabel } from '../../../analysis/decisions/decision.ts'

const KEYS: Readonly<Record<DecisionLabel, string>> = { anomaly: 'a', 'false-alarm': 'f', unsure: 'u' }

/** The key of a label, as the commands and the buttons have it. */
export function labelKey(label: DecisionLabel): string {
  return KEYS[label]
}
