import { NativeSelect } from '@mantine/core'
import type { ColumnSummary } from '../../analysis/table/read-summary.ts'
import './plots.css'

interface ColumnPickerProps {
  /** Accessible name, e.g. `Horizontal axis`. */
  readonly label: string
  readonly columns: readonly ColumnSummary[]
  readonly value: number
  readonly onChange: (column: number) => void
}

export function ColumnPicker({ label, columns, value, onChange }: ColumnPickerProps) {
  return (
    <NativeSelect
      aria-label={label}
      title={label}
      size="xs"
      variant="unstyled"
      classNames={{ root: 'plot-picker', input: 'plot-picker-input' }}
      value={String(value)}
      onChange={(event) => onChange(Number(event.currentTarget.value))}
      data={columns.map((c) => ({ value: String(c.index), label: c.name }))}
    />
  )
}
