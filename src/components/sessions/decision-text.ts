import type { Decision } from '../../analysis/decisions/decision.ts'
import { labelWord } from '../../state/decision-words.ts'

/** A decision in a few words: its label and, where there is one, its reason. */
export function decisionText({ label, reason }: Decision): string {
  return reason === undefined ? labelWord(label) : `${labelWord(label)}, ${reason}`
}
