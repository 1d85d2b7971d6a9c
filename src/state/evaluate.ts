import type { EvaluateSection } from './evaluate-state.ts'
import { appStore } from './store.ts'

/** Shows a part of the Evaluate screen, from anywhere. */
export function openEvaluation(section: EvaluateSection): void {
  appStore.setState({ screen: 'evaluate', evaluate: { section } })
}
