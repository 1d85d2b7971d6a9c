import { NativeSelect } from '@mantine/core'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'

interface PairPickerProps {
  readonly label: string
  readonly columns: readonly ColumnSummary[]
  readonly value: ColumnSummary
  readonly onChange: (column: number) => void
}

/** One of the two columns. */
export function PairPicker({ label, columns, value, onChange }: PairPickerProps) {
  return (
    <label className="pair-picker">
      <span>{label}</span>
      <NativeSelect
        aria-label={label}
        value={String(value.index)}
        onChange={(event) => onChange(Number(event.currentTarget.value))}
        data={columns.map((c) => ({ value: String(c.index), label: c.name }))}
      />
    </label>
  )
}

interface ColourPickerProps {
  readonly columns: readonly ColumnSummary[]
  readonly value: ColumnSummary | null
  readonly onChange: (column: number | null) => void
}

/** The column that colours the picture, or none. */
export function ColourPicker({ columns, value, onChange }: ColourPickerProps) {
  return (
    <label className="pair-picker pair-picker-colour">
      <span>Colour by</span>
      <NativeSelect
        aria-label="Colour by"
        value={value ? String(value.index) : ''}
        onChange={({ currentTarget }) =>
          onChange(currentTarget.value === '' ? null : Number(currentTarget.value))
        }
        data={[
          { value: '', label: 'Rows per cell' },
          ...columns.map((c) => ({ value: String(c.index), label: c.name })),
        ]}
      />
    </label>
  )
}
