import { TextInput } from '@mantine/core'
import type { Preprocessing } from '../../../analysis/preprocess/preprocessing.ts'
import { editPreprocessing } from '../../../state/preprocess.ts'
import { NumberField } from '../../controls/number-field.tsx'
import { ChoiceField } from './choice-field.tsx'

const NUMBERS = [
  { value: 'median', label: 'the median' },
  { value: 'mean', label: 'the mean' },
  { value: 'mode', label: 'the most frequent value' },
  { value: 'constant', label: 'a given number' },
  { value: 'neighbours', label: 'the mean of the nearest rows' },
] as const
const INDICATORS = [
  { value: 'auto', label: 'from 1 % missing on' },
  { value: 'always', label: 'always' },
  { value: 'never', label: 'never' },
] as const
const CATEGORIES = [
  { value: 'own', label: 'as a value of their own' },
  { value: 'mode', label: 'as the most frequent value' },
  { value: 'constant', label: 'as a given value' },
] as const
const TIMES = [
  { value: 'centre', label: 'in the middle of the clock' },
  { value: 'mode', label: 'at the most frequent minute and weekday' },
] as const

/** What cells without a value get. */
export function MissingStep({ next }: { readonly next: Preprocessing }) {
  return (
    <>
      <div className="step__fields">
        <ChoiceField
          label="Missing numbers get"
          value={next.imputeNumbers}
          options={NUMBERS}
          onChange={(imputeNumbers) => editPreprocessing({ imputeNumbers })}
        />
        {next.imputeNumbers === 'constant' && (
          <NumberField
            label="Number"
            value={String(next.imputeNumber)}
            onCommit={(imputeNumber) => editPreprocessing({ imputeNumber })}
          />
        )}
        {next.imputeNumbers === 'neighbours' && (
          <NumberField
            label="Nearest rows"
            value={String(next.neighbours)}
            min={1}
            max={50}
            step={1}
            onCommit={(value) => editPreprocessing({ neighbours: Math.round(value) })}
          />
        )}
        <ChoiceField
          label="A column says which were missing"
          value={next.indicator}
          options={INDICATORS}
          onChange={(indicator) => editPreprocessing({ indicator })}
        />
        <ChoiceField
          label="Missing categories count"
          value={next.imputeCategories}
          options={CATEGORIES}
          onChange={(imputeCategories) => editPreprocessing({ imputeCategories })}
        />
        {next.imputeCategories === 'constant' && (
          <TextInput
            label="Value"
            classNames={{ label: 'field-label' }}
            value={next.imputeText}
            onChange={(event) => editPreprocessing({ imputeText: event.currentTarget.value })}
          />
        )}
        <ChoiceField
          label="Missing times stand"
          value={next.imputeTimes}
          options={TIMES}
          onChange={(imputeTimes) => editPreprocessing({ imputeTimes })}
        />
      </div>
      {next.imputeNumbers === 'neighbours' && (
        <p className="step__help">
          Near by the numbers that both rows have, each in standard deviations. Of more than 2,000 rows a
          sample of 2,000 is asked, drawn by the seed.
        </p>
      )}
    </>
  )
}
