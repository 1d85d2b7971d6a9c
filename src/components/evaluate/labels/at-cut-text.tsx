import type { LabelsAtCut } from '../../../state/labels-at-cut.ts'
import { useLinkedText } from '../../plots/use-linked-text.ts'

interface AtCutTextProps {
  readonly atCut: LabelsAtCut
  readonly text: () => string
  readonly className?: string
}

/** A text that follows the cut without rendering anything. */
export function AtCutText({ atCut, text, className }: AtCutTextProps) {
  const element = useLinkedText<HTMLSpanElement>(atCut.subscribe, text)
  return <span ref={element} className={className} />
}
