import { useId, useState, type ReactNode } from 'react'
import { IconChevronDown } from '@tabler/icons-react'
import type { Step } from '../../../state/preprocess.ts'
import { STEP_TITLES } from './step-words.ts'

interface StepFrameProps {
  readonly step: Step
  /** Its current choice. */
  readonly sentence: string
  /** What came of it in the last run. */
  readonly effect: string | null
  /** Something to do that is offered without opening the step. */
  readonly advice?: ReactNode
  /** Differs from the last run. */
  readonly changed: boolean
  readonly children: ReactNode
}

/** A step of the pipeline: what it does in a sentence, what came of it, and its choices when it is opened. */
export function StepFrame({ step, sentence, effect, advice, changed, children }: StepFrameProps) {
  const [open, setOpen] = useState(false)
  const id = useId()
  return (
    <li className="step" data-changed={changed || undefined}>
      <button
        type="button"
        className="step__head"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <span className="step__title">{STEP_TITLES[step]}</span>
        <span className="step__text">
          <span className="step__sentence">{sentence}</span>
          {changed ? (
            <span className="step__effect step__effect--changed">Changed since the last run</span>
          ) : (
            effect !== null && <span className="step__effect">{effect}</span>
          )}
        </span>
        <IconChevronDown className="step__chevron" size={15} stroke={1.8} aria-hidden="true" />
      </button>
      {advice !== undefined && <div className="step__advice">{advice}</div>}
      <div id={id} className="step__choices" role="group" aria-label={STEP_TITLES[step]} hidden={!open}>
        {open && children}
      </div>
    </li>
  )
}
