import { NativeSelect } from '@mantine/core'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import { ColumnPicker } from '../../plots/column-picker.tsx'
import type { Measure } from './series.ts'

interface MeasureControlsProps {
  readonly measure: Measure
  readonly onMeasure: (measure: Measure) => void
  readonly amounts: readonly ColumnSummary[]
  readonly amount: number | null
  readonly onAmount: (column: number) => void
}

const MEASURES: readonly { readonly value: Measure; readonly label: string }[] = [
  { value: 'rows', label: 'Rows' },
  { value: 'sum', label: 'Sum of' },
  { value: 'mean', label: 'Mean of' },
]

/** What is shown over time: rows, or the sum or the mean of a number column. */
export function MeasureControls({ measure, onMeasure, amounts, amount, onAmount }: MeasureControlsProps) {
  if (amounts.length === 0 || amount === null) return null
  return (
    <>
      <Choice label="Measure over time" options={MEASURES} value={measure} onChange={onMeasure} />
      {measure !== 'rows' && (
        <ColumnPicker label="Amount over time" columns={amounts} value={amount} onChange={onAmount} />
      )}
    </>
  )
}

interface ChoiceProps<T extends string> {
  /** Accessible name. */
  readonly label: string
  readonly options: readonly { readonly value: T; readonly label: string }[]
  readonly value: T
  readonly onChange: (value: T) => void
}

/** A small select of a few words. */
export function Choice<T extends string>({ label, options, value, onChange }: ChoiceProps<T>) {
  return (
    <NativeSelect
      aria-label={label}
      title={label}
      size="xs"
      variant="unstyled"
      classNames={{ root: 'plot-picker', input: 'plot-picker-input' }}
      value={value}
      onChange={(event) => {
        const chosen = options.find((option) => option.value === event.currentTarget.value)
        if (chosen) onChange(chosen.value)
      }}
      data={[...options]}
    />
  )
}
