import type { EvaluateProps } from '../section-props.ts'

/** The ranking against what is known: figures, curves, and the confusion matrix at the cut. */
export default function LabelsSection({ dataset }: EvaluateProps) {
  return <p>{dataset.name}</p>
}
