import { NativeSelect } from '@mantine/core'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import { chooseLabel, labelCandidates } from '../../../state/labels.ts'
import type { DatasetSummary } from '../../../workers/engine.api.ts'

interface LabelPickerProps {
  readonly dataset: DatasetSummary
  readonly column: ColumnSummary | null
}

/** The column that holds the answer; others than labels become the label by being chosen. */
export function LabelPicker({ dataset, column }: LabelPickerProps) {
  const candidates = labelCandidates(dataset)
  const marked = candidates.filter(({ role }) => role === 'label')
  const others = candidates.filter(({ role }) => role !== 'label')
  const option = ({ name }: ColumnSummary) => ({ value: name, label: name })
  return (
    <NativeSelect
      label="Column with the answer"
      classNames={{ label: 'field-label' }}
      className="labels-picker"
      value={column?.name ?? ''}
      disabled={candidates.length === 0}
      onChange={(event) => {
        if (event.currentTarget.value !== '') void chooseLabel(event.currentTarget.value)
      }}
      data={[
        ...(column
          ? []
          : [
              {
                value: '',
                label: candidates.length > 0 ? 'Choose a column …' : 'No column has few enough values',
              },
            ]),
        ...marked.map(option),
        ...(others.length > 0
          ? [{ group: 'Make it the label and rank again', items: others.map(option) }]
          : []),
      ]}
    />
  )
}
