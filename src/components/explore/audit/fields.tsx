import { NativeSelect } from '@mantine/core'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'

interface ColumnFieldProps {
  readonly label: string
  readonly columns: readonly ColumnSummary[]
  readonly value: number | null
  /** What stands for no column; absent: one must be chosen. */
  readonly none?: string
  readonly onChange: (column: number | null) => void
}

export function ColumnField({ label, columns, value, none, onChange }: ColumnFieldProps) {
  const data = columns.map(({ index, name }) => ({ value: String(index), label: name }))
  const first = none === undefined && value !== null ? [] : [{ value: '', label: none ?? 'None' }]
  return (
    <NativeSelect
      label={label}
      classNames={{ label: 'field-label' }}
      className="audit-field"
      value={value === null ? '' : String(value)}
      onChange={({ currentTarget }) =>
        onChange(currentTarget.value === '' ? null : Number(currentTarget.value))
      }
      data={[...first, ...data]}
    />
  )
}

interface ChoiceFieldProps<V extends string> {
  readonly label: string
  readonly value: V
  readonly options: readonly { readonly value: V; readonly label: string }[]
  readonly onChange: (value: V) => void
}

export function ChoiceField<V extends string>({ label, value, options, onChange }: ChoiceFieldProps<V>) {
  return (
    <NativeSelect
      label={label}
      classNames={{ label: 'field-label' }}
      className="audit-field"
      value={value}
      onChange={({ currentTarget }) => {
        const chosen = options.find((option) => option.value === currentTarget.value)
        if (chosen) onChange(chosen.value)
      }}
      data={options.map((option) => ({ ...option }))}
    />
  )
}
