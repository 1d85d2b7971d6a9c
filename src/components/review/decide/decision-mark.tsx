import {
  IconAlertHexagonFilled,
  IconCircleCheckFilled,
  IconHelpSquareRoundedFilled,
  IconNote,
} from '@tabler/icons-react'
import type { DecisionLabel } from '../../../analysis/decisions/decision.ts'
import { labelWord } from '../../../state/decision-words.ts'
import './decision-mark.css'

interface DecisionMarkProps {
  /** null: there is a note and no label. */
  readonly label: DecisionLabel | null
  /** Whether the word is shown; else it is for screen readers and on hovering. */
  readonly word?: boolean
  readonly size?: number
}

/** A label with its shape, its colour and its word: shapes differ, so that colour is never needed. */
export function DecisionMark({ label, word = false, size = 15 }: DecisionMarkProps) {
  const text = labelWord(label)
  return (
    <span className="decision-mark" title={word ? undefined : text}>
      <DecisionIcon label={label} size={size} />
      <span className={word ? undefined : 'visually-hidden'}>{text}</span>
    </span>
  )
}

/** The shape alone, for where the word stands beside it anyway. */
export function DecisionIcon({ label, size = 15 }: Omit<DecisionMarkProps, 'word'>) {
  const Icon = label === null ? IconNote : ICONS[label]
  return <Icon className="decision-icon" data-label={label ?? 'none'} size={size} aria-hidden="true" />
}

const ICONS = {
  anomaly: IconAlertHexagonFilled,
  'false-alarm': IconCircleCheckFilled,
  unsure: IconHelpSquareRoundedFilled,
} as const
