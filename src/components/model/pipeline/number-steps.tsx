import { Checkbox } from '@mantine/core'
import type { Preprocessing, ScaleKind } from '../../../analysis/preprocess/preprocessing.ts'
import { editPreprocessing } from '../../../state/preprocess.ts'
import { NumberField } from '../../controls/number-field.tsx'
import { ChoiceField } from './choice-field.tsx'

interface StepProps {
  readonly next: Preprocessing
}

/** Quantiles beyond which numbers are set to a limit. */
export function WinsoriseStep({ next }: StepProps) {
  const percent = (share: number): string => String(Math.round(share * 1e6) / 1e4)
  return (
    <>
      <div className="step__fields">
        <NumberField
          label="Lower limit"
          value={percent(next.winsorLow)}
          min={0}
          max={49}
          step={0.5}
          suffix="%"
          onCommit={(value) => editPreprocessing({ winsorLow: value / 100 })}
        />
        <NumberField
          label="Upper limit"
          value={percent(next.winsorHigh)}
          min={51}
          max={100}
          step={0.5}
          suffix="%"
          onCommit={(value) => editPreprocessing({ winsorHigh: value / 100 })}
        />
      </div>
      <p className="step__help">
        Quantiles of each column of numbers. Limits keep a few wild values from deciding everything, and the
        values beyond them then look alike. 0 % and 100 %: none.
      </p>
    </>
  )
}

const CATEGORIES = [
  { value: 'auto', label: 'by the number of values' },
  { value: 'one-hot', label: 'a column for each value' },
  { value: 'frequency', label: 'how frequent the value is' },
  { value: 'ordinal', label: 'the place in the order' },
] as const

/** How categories become numbers. */
export function EncodeStep({ next }: StepProps) {
  return (
    <>
      <div className="step__fields">
        <ChoiceField
          label="Categories become"
          value={next.categories}
          options={CATEGORIES}
          onChange={(categories) => editPreprocessing({ categories })}
        />
        <NumberField
          label="Put values together below"
          value={String(Math.round(next.rareBelow * 1e6) / 1e4)}
          min={0}
          max={50}
          step={0.5}
          suffix="% of rows"
          onCommit={(value) => editPreprocessing({ rareBelow: value / 100 })}
        />
      </div>
      {next.categories === 'ordinal' && (
        <p className="step__help">
          An order is read from numbers at the beginning of the values, or from words such as low, medium,
          high. Columns without one are encoded by their number of values.
        </p>
      )}
    </>
  )
}

const SCALES: readonly { readonly value: ScaleKind; readonly label: string }[] = [
  { value: 'none', label: 'none' },
  { value: 'standard', label: 'mean and standard deviation' },
  { value: 'robust', label: 'median and interquartile range' },
  { value: 'min-max', label: 'from 0 to 1' },
  { value: 'quantile-uniform', label: 'quantiles, from 0 to 1' },
  { value: 'quantile-normal', label: 'quantiles, normal' },
]

/** One scale for all numbers. */
export function ScaleStep({ next }: StepProps) {
  return (
    <>
      <div className="step__fields">
        <ChoiceField
          label="Scale"
          value={next.scale}
          options={SCALES}
          onChange={(scale) => editPreprocessing({ scale })}
        />
      </div>
      <p className="step__help">
        For numbers, shares and places; columns of 0 and 1 and points on the clock stay as they are. Detectors
        that compare distances take this scale instead of their own. Forests and tests of one column rank
        alike on any of them but quantiles.
      </p>
    </>
  )
}

/** Whether equal rows are fitted on once. */
export function DuplicatesStep({ next }: StepProps) {
  return (
    <>
      <Checkbox
        label="Fit on one of equal rows"
        checked={next.dropDuplicates}
        onChange={(event) => editPreprocessing({ dropDuplicates: event.currentTarget.checked })}
      />
      <p className="step__help">
        Equal in every feature that is used. A value that very many rows repeat then looks less usual. All
        rows stay in the ranking, and equal rows have equal scores.
      </p>
    </>
  )
}
