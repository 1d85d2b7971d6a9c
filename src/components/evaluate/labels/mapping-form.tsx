import { Button, SegmentedControl } from '@mantine/core'
import type { LabelMapping, LabelMeaning } from '../../../analysis/evaluate/labels.ts'
import type { LabelValuesAnswer } from '../../../analysis/evaluate/label-values.ts'
import { setLabelMapping, withMeaning } from '../../../state/labels.ts'
import { useApp } from '../../../state/store.ts'
import { formatRows } from '../../plots/format.ts'

const CHOICES = [
  { value: 'anomaly', label: 'Anomaly' },
  { value: 'normal', label: 'Normal' },
  { value: 'left-out', label: 'Left out' },
] as const satisfies readonly { value: LabelMeaning; label: string }[]

interface MappingFormProps {
  readonly values: LabelValuesAnswer
  readonly mapping: LabelMapping | null
}

/** What each value of the label means. */
export function MappingForm({ values, mapping }: MappingFormProps) {
  const chosen = useApp((state) => state.labels.mapping !== null)
  const now = mapping ?? NONE
  const rows = [
    ...values.values.map(({ text, rows: count }) => ({
      value: text,
      name: text,
      count,
      meaning: now.values[text],
    })),
    ...(values.missing > 0
      ? [{ value: null, name: 'no value', count: values.missing, meaning: now.missing }]
      : []),
  ]
  return (
    <form
      className="labels-mapping"
      aria-label="Meanings of the label’s values"
      onSubmit={(event) => event.preventDefault()}
    >
      <ul>
        {rows.map(({ value, name, count, meaning }) => (
          <li key={value ?? '\u0000'}>
            <span className="labels-mapping__value" data-missing={value === null || undefined}>
              {name}
            </span>
            <span className="labels-mapping__rows">{formatRows(count)}</span>
            <SegmentedControl
              size="xs"
              aria-label={`Meaning of ${name}`}
              value={meaning ?? 'left-out'}
              onChange={(next) => {
                const choice = CHOICES.find((one) => one.value === next)
                if (choice) setLabelMapping(withMeaning(now, value, choice.value))
              }}
              data={CHOICES.map(({ value: id, label }) => ({ value: id, label }))}
            />
          </li>
        ))}
      </ul>
      {chosen && values.mapping && (
        <Button variant="subtle" color="gray" size="compact-xs" onClick={() => setLabelMapping(null)}>
          Back to what was proposed
        </Button>
      )}
    </form>
  )
}

const NONE: LabelMapping = { values: {}, missing: 'left-out' }
